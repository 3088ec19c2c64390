package org.jiedui.household.risk.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.risk.RiskReason;
import org.jiedui.household.risk.RiskThresholds;

/** A new rule set. */
@Schema(
        name = "MakeRiskRuleSet",
        examples =
                "{\"region\":\"33\",\"validFrom\":\"2027-01-01\",\"thresholds\":{\"nearLineFactor\":\"1.20\",\"shockFactor\":\"2.00\",\"incomeDropPercent\":30,\"medicalExpense\":\"20000.00\",\"educationExpense\":\"15000.00\",\"otherExpense\":\"20000.00\",\"jobsLost\":1,\"visitDays\":60,\"switchedOff\":[]},\"source\":\"浙江省防返贫监测规则 2027\"}")
public record RiskRuleSetRequest(
        @NotNull
        @Pattern(regexp = "|\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
        String region,

        @NotNull LocalDate validFrom,
        LocalDate validTo,
        @NotNull @Valid Thresholds thresholds,
        @NotBlank @Size(max = 300) String source) {
    /** The thresholds; decimal factors are strings. */
    @Schema(name = "RiskThresholds")
    public record Thresholds(
            @NotNull
            @Pattern(regexp = "\\d(\\.\\d{1,2})?", message = "FORMAT|应为至多两位小数|At most two places")
            @DecimalMin("1")
            @DecimalMax("5")
            @Schema(description = "income below so many times the line is near it; 1: never", examples = "1.10")
            String nearLineFactor,

            @NotNull
            @Pattern(regexp = "\\d{1,2}(\\.\\d{1,2})?", message = "FORMAT|应为至多两位小数|At most two places")
            @DecimalMin("1")
            @DecimalMax("20")
            @Schema(
                    description = "drop, expenses and lost work are looked at below so many times the line",
                    examples = "2.00")
            String shockFactor,

            @NotNull @Min(1) @Max(100) Integer incomeDropPercent,

            @NotNull @Schema(type = SchemaType.STRING, examples = "20000.00")
            Money medicalExpense,

            @NotNull @Schema(type = SchemaType.STRING, examples = "15000.00")
            Money educationExpense,

            @NotNull @Schema(type = SchemaType.STRING, examples = "20000.00")
            Money otherExpense,

            @NotNull @Min(1) @Max(20) Integer jobsLost,
            @NotNull @Min(1) @Max(400) Integer visitDays,

            @NotNull @Size(max = 20) @Schema(description = "reasons that are not looked for")
            List<@NotNull RiskReason> switchedOff) {
        RiskThresholds toThresholds() {
            return new RiskThresholds(
                    new BigDecimal(nearLineFactor).setScale(2),
                    new BigDecimal(shockFactor).setScale(2),
                    incomeDropPercent,
                    medicalExpense,
                    educationExpense,
                    otherExpense,
                    jobsLost,
                    visitDays,
                    switchedOff);
        }

        static Thresholds of(RiskThresholds thresholds) {
            return new Thresholds(
                    thresholds.nearLineFactor().toPlainString(),
                    thresholds.shockFactor().toPlainString(),
                    thresholds.incomeDropPercent(),
                    thresholds.medicalExpense(),
                    thresholds.educationExpense(),
                    thresholds.otherExpense(),
                    thresholds.jobsLost(),
                    thresholds.visitDays(),
                    thresholds.switchedOff());
        }

        @AssertTrue(message = "MUST_STAY_ON|失学辍学预警不得关闭|The school watch cannot be switched off")
        @Schema(hidden = true)
        boolean isSchoolWatched() {
            return switchedOff == null || !switchedOff.contains(RiskReason.CHILD_OUT_OF_SCHOOL);
        }

        @AssertTrue(message = "NEGATIVE|金额须大于 0|Amounts must be above 0")
        @Schema(hidden = true)
        boolean isPositive() {
            return above(medicalExpense) && above(educationExpense) && above(otherExpense);
        }

        private static boolean above(Money amount) {
            return amount == null || amount.compareTo(Money.ZERO) > 0;
        }
    }

    @AssertTrue(message = "ENDS_BEFORE_BEGIN|末日早于首日|Ends before it begins")
    @Schema(hidden = true)
    boolean isForward() {
        return validFrom == null || validTo == null || !validTo.isBefore(validFrom);
    }
}
