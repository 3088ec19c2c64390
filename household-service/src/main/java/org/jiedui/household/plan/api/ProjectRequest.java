package org.jiedui.household.plan.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.OpenProject;
import org.jiedui.household.plan.ProjectKind;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.Need;

/** A project or training class; its households are named, or chosen by conditions. */
@Schema(
        name = "OpenProject",
        examples =
                "{\"region\":\"330523104\",\"kind\":\"TRAINING_CLASS\",\"name\":\"竹编技能培训班\",\"category\":\"EMPLOYMENT\",\"amount\":\"12000.00\",\"from\":\"2026-05-06\",\"to\":\"2026-05-15\",\"tags\":[\"SUPPORT_SKILLS\"],\"segment\":{\"needs\":[\"EMPLOYMENT\"],\"monitored\":true}}")
public record ProjectRequest(
        @NotNull @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String region,

        @NotNull ProjectKind kind,
        @NotBlank @Size(max = 120) String name,
        @NotNull MeasureCategory category,

        @Schema(type = SchemaType.STRING, examples = "12000.00", description = "yuan in all; shared out equally")
        Money amount,

        @Schema(description = "the fund that pays; needs an amount")
        UUID fundId,

        @NotNull LocalDate from,
        LocalDate to,
        @Size(max = 120) String provider,
        @Size(max = 11) List<@NotNull MeasureTag> tags,

        @Schema(description = "what the shares pay for regularly, of its category; code list `subsidy`")
        Subsidy subsidy,

        @Schema(description = "named households, at most 5000") @Size(min = 1, max = 5000)
        List<@NotNull UUID> households,

        @Schema(description = "instead: all households of the region that meet this") @Valid
        Segment segment) {
    /** Conditions; absent ones mean any. */
    @Schema(name = "ProjectSegment")
    public record Segment(
            List<@NotNull HouseholdType> types,
            @Schema(description = "monitoring is under way") Boolean monitored,

            @Schema(description = "at least one of them") @Size(max = 13)
            List<@NotNull Need> needs) {}

    @AssertTrue(message = "ONE_OF|农户名单与条件须且只须填写一项|Either households or a segment")
    @Schema(hidden = true)
    boolean isEitherOr() {
        return (households == null) != (segment == null);
    }

    @AssertTrue(message = "SUBSIDY|补助项目与措施类别不符|The subsidy belongs to another category")
    @Schema(hidden = true)
    boolean isSubsidyOfCategory() {
        return subsidy == null || category == null || subsidy.category() == category;
    }

    @AssertTrue(message = "NEGATIVE|金额不得为负|Must not be negative")
    @Schema(hidden = true)
    boolean isAmountNotNegative() {
        return amount == null || !amount.isBelow(Money.ZERO);
    }

    @AssertTrue(message = "AMOUNT|使用资金须有金额|Money of a fund needs an amount above 0")
    @Schema(hidden = true)
    boolean isFundWithAmount() {
        return fundId == null || (amount != null && Money.ZERO.isBelow(amount));
    }

    @AssertTrue(message = "ORDER|结束日期早于开始日期|Ends before it begins")
    @Schema(hidden = true)
    boolean isInOrder() {
        return from == null || to == null || !to.isBefore(from);
    }

    OpenProject toCommand() {
        return new OpenProject(
                region,
                kind,
                name,
                category,
                amount,
                fundId,
                from,
                to,
                provider,
                tags == null ? List.of() : tags,
                subsidy,
                households,
                segment == null
                        ? null
                        : new OpenProject.Segment(
                                segment.types() == null ? List.of() : segment.types(),
                                segment.monitored(),
                                segment.needs() == null ? List.of() : segment.needs()));
    }
}
