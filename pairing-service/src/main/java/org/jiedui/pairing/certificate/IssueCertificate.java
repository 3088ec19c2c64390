package org.jiedui.pairing.certificate;

import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;

/**
 * What a certificate says.
 *
 * @param name of the helper or team on the day of issue
 * @param to last planned day, or null
 */
public record IssueCertificate(
        UUID pairingId,
        String region,
        String programmeZh,
        String programmeEn,
        String role,
        PersonalText name,
        String unit,
        LocalDate from,
        LocalDate to) {}
