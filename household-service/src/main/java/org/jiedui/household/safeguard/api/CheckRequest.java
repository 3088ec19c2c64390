package org.jiedui.household.safeguard.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.safeguard.SafeguardKind;

/** The result of a check. */
@Schema(
        name = "CheckSafeguards",
        examples =
                "{\"food\":\"MET\",\"clothing\":\"MET\",\"education\":\"MET\",\"medicalCare\":\"MET\",\"housing\":\"NOT_MET\",\"water\":\"MET\",\"checkedOn\":\"2026-05-12\",\"since\":{\"housing\":\"2026-05-01\"},\"reason\":\"暴雨后墙体开裂\"}")
public record CheckRequest(
        @NotNull Safeguard food,
        @NotNull Safeguard clothing,
        @NotNull Safeguard education,
        @NotNull Safeguard medicalCare,
        @NotNull Safeguard housing,
        @NotNull Safeguard water,
        LocalDate checkedOn,

        @Schema(description = "day from which a flag's new state holds")
        Since since,

        @Size(max = 500) String reason) {
    /** Days by flag; null: the day of the check. */
    @Schema(name = "SafeguardDays")
    public record Since(
            LocalDate food,
            LocalDate clothing,
            LocalDate education,
            LocalDate medicalCare,
            LocalDate housing,
            LocalDate water) {}

    Safeguards toSafeguards() {
        return new Safeguards(food, clothing, education, medicalCare, housing, water, checkedOn);
    }

    Map<SafeguardKind, LocalDate> days() {
        var days = new EnumMap<SafeguardKind, LocalDate>(SafeguardKind.class);
        if (since != null) {
            for (var kind : SafeguardKind.values()) {
                var day = switch (kind) {
                    case FOOD -> since.food();
                    case CLOTHING -> since.clothing();
                    case EDUCATION -> since.education();
                    case MEDICAL_CARE -> since.medicalCare();
                    case HOUSING -> since.housing();
                    case WATER -> since.water();
                };
                if (day != null) {
                    days.put(kind, day);
                }
            }
        }
        return days;
    }

    /** Refuses days after today. */
    void requirePast(LocalDate today) {
        var late = new ArrayList<Violation>();
        days().forEach((kind, day) -> {
            if (day.isAfter(today)) {
                late.add(new Violation("/since/" + name(kind), "IN_FUTURE", "日期不得晚于今天", "Must not be in the future"));
            }
        });
        if (!late.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(late);
        }
    }

    private static String name(SafeguardKind kind) {
        return kind == SafeguardKind.MEDICAL_CARE ? "medicalCare" : kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
