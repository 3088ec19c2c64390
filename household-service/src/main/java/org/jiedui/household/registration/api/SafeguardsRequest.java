package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;

/** The safeguards, as they are sent and shown. */
@Schema(
        name = "Safeguards",
        examples =
                "{\"food\":\"MET\",\"clothing\":\"MET\",\"education\":\"MET\",\"medicalCare\":\"MET\",\"housing\":\"NOT_MET\",\"water\":\"MET\",\"checkedOn\":\"2026-05-12\"}")
public record SafeguardsRequest(
        @NotNull Safeguard food,
        @NotNull Safeguard clothing,
        @NotNull Safeguard education,
        @NotNull Safeguard medicalCare,
        @NotNull Safeguard housing,
        @NotNull Safeguard water,
        LocalDate checkedOn) {
    Safeguards toSafeguards() {
        return new Safeguards(food, clothing, education, medicalCare, housing, water, checkedOn);
    }

    static SafeguardsRequest of(Safeguards safeguards) {
        return new SafeguardsRequest(
                safeguards.food(),
                safeguards.clothing(),
                safeguards.education(),
                safeguards.medicalCare(),
                safeguards.housing(),
                safeguards.water(),
                safeguards.safeguardsCheckedOn());
    }
}
