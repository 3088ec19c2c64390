package org.jiedui.household.plan.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.Fund;
import org.jiedui.household.plan.FundsSource;

/** A fund as the API shows it. */
@Schema(name = "Fund")
public record FundView(
        UUID id,
        String name,
        FundsSource source,
        @Schema(description = "for households below it") String region,
        int year,

        @Schema(type = SchemaType.STRING, examples = "500000.00")
        Money total,

        @Schema(type = SchemaType.STRING, examples = "120000.00")
        Money allocated,

        @Schema(type = SchemaType.STRING, examples = "380000.00")
        Money remaining,

        String createdBy,
        Instant createdAt,
        long version) {
    /** The fund as it is. */
    public static FundView of(Fund fund) {
        return new FundView(
                fund.id(),
                fund.name(),
                fund.source(),
                fund.region(),
                fund.year(),
                fund.total(),
                fund.allocated(),
                fund.remaining(),
                fund.createdBy(),
                fund.createdAt(),
                fund.version());
    }
}
