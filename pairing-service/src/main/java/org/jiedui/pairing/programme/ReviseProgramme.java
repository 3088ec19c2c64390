package org.jiedui.pairing.programme;

import java.time.LocalDate;

/**
 * The wish to give a programme new rules.
 *
 * @param code the programme, new or known
 * @param validFrom first day of the new rules
 */
public record ReviseProgramme(String code, LocalDate validFrom, String nameZh, String nameEn, ProgrammeRules rules) {}
