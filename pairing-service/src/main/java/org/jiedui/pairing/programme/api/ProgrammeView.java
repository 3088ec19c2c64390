package org.jiedui.pairing.programme.api;

import java.time.LocalDate;
import org.jiedui.pairing.programme.Programme;
import org.jiedui.pairing.programme.ProgrammeRules;

/** A programme with the rules of one period. */
public record ProgrammeView(
        String code,
        String nameZh,
        String nameEn,
        LocalDate validFrom,
        LocalDate validTo,
        ProgrammeRules rules,
        long version) {
    static ProgrammeView of(Programme programme) {
        return new ProgrammeView(
                programme.code(),
                programme.nameZh(),
                programme.nameEn(),
                programme.validFrom(),
                programme.validTo(),
                programme.rules(),
                programme.version());
    }
}
