package org.jiedui.household.registration.api;

import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Dwelling;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.Toilet;

/** The house in which a household lives, as it is sent and shown; null: not known. */
@Schema(
        name = "Dwelling",
        description =
                "Whether housing and water are safe is said by the safeguards; what the household owns, by its assets.",
        examples = "{\"floorSpace\":\"96.50\",\"housingGrade\":\"B\",\"toilet\":\"SANITARY_FLUSH\"}")
public record DwellingRequest(
        @Schema(
                description = "m², a decimal string above 0 and below 10000 with at most two places",
                examples = "96.50")
        @Pattern(
                regexp = "(?!0+(\\.0+)?$)\\d{1,4}(\\.\\d{1,2})?",
                message =
                        "FORMAT|应为大于 0、小于 10000、不超过两位小数的数字文本|Must be a decimal string above 0 and below 10000 with at most two places")
        String floorSpace,

        HousingGrade housingGrade,
        Toilet toilet) {
    Dwelling toDwelling() {
        return new Dwelling(
                floorSpace == null ? null : new BigDecimal(floorSpace).setScale(2, RoundingMode.UNNECESSARY),
                housingGrade,
                toilet);
    }

    static DwellingRequest of(Dwelling dwelling) {
        return dwelling == null
                ? null
                : new DwellingRequest(
                        dwelling.floorSpace() == null
                                ? null
                                : dwelling.floorSpace().toPlainString(),
                        dwelling.housingGrade(),
                        dwelling.toilet());
    }
}
