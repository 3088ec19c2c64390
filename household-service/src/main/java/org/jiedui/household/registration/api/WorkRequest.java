package org.jiedui.household.registration.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Work;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;

/** What somebody works at, as it is sent and shown. */
@Schema(
        name = "Work",
        examples =
                "{\"place\":\"IN_COUNTY\",\"employer\":\"安吉竹业有限公司\",\"months\":10,\"monthlyWage\":\"3800.00\",\"channel\":\"WORKSHOP\"}")
public record WorkRequest(
        @NotNull WorkPlace place,

        @Size(max = 100) @Schema(description = "enterprise or office, no person")
        String employer,

        @Schema(description = "of the last twelve")
        @Min(value = 0, message = "OUT_OF_RANGE|应在 0 与 12 之间|Must be between 0 and 12")
        @Max(value = 12, message = "OUT_OF_RANGE|应在 0 与 12 之间|Must be between 0 and 12")
        Integer months,

        @Schema(type = SchemaType.STRING, examples = "3800.00")
        Money monthlyWage,

        WorkChannel channel) {
    @AssertTrue(message = "NEGATIVE|金额不得为负|Must not be negative")
    @Schema(hidden = true)
    boolean isWageNotNegative() {
        return monthlyWage == null || !monthlyWage.isBelow(Money.ZERO);
    }

    Work toWork() {
        return new Work(place, employer, months, monthlyWage, channel);
    }

    /** Null for null. */
    static WorkRequest of(Work work) {
        return work == null
                ? null
                : new WorkRequest(work.place(), work.employer(), work.months(), work.monthlyWage(), work.channel());
    }
}
