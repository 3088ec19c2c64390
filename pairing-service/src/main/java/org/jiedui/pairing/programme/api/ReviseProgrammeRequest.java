package org.jiedui.pairing.programme.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jiedui.pairing.programme.Form;
import org.jiedui.pairing.programme.ProgrammeRules;
import org.jiedui.pairing.programme.ReviseProgramme;

/**
 * New rules of a programme from a day on.
 *
 * @param minHelpers fewest helpers of one helped side: its first is confirmed once they are proposed, and a matching run looks
 *     for all of them
 * @param minHelped fewest helped sides of one helper side, of which the first is confirmed once they are proposed; 1 when left
 *     out
 */
public record ReviseProgrammeRequest(
        @NotNull LocalDate validFrom,
        @NotBlank @Size(max = 60) String nameZh,
        @NotBlank @Size(max = 60) String nameEn,
        @NotNull Form form,
        @NotEmpty @Size(max = 2) List<@NotNull @Pattern(regexp = "PRIMARY|SUPPORTING") String> roles,
        @NotEmpty @Size(max = 2) List<@NotNull @Pattern(regexp = "PERSON|TEAM") String> helperSides,
        @Size(max = 20) List<@NotNull @Pattern(regexp = "[A-Z][A-Z_]{1,29}") String> helperKinds,

        @NotEmpty @Size(max = 4)
        List<@NotNull @Pattern(regexp = "HOUSEHOLD|MENTEE|VILLAGE|ENTERPRISE") String> helpedKinds,

        @NotNull @Min(0) @Max(20) Integer minHelpers,
        @NotNull @Min(0) @Max(20) Integer maxPrimary,
        @NotNull @Min(1) @Max(50) Integer maxHelpers,
        @Min(0) @Max(10000) Integer minHelped,
        @NotNull @Min(1) @Max(10000) Integer maxHelped,
        @Min(0) @Max(600) Integer termMinMonths,
        @Min(1) @Max(600) Integer termMaxMonths,
        @Min(1) @Max(366) Integer visitEveryDays,
        @NotNull @Min(0) @Max(90) Integer publicityDays,
        @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}") String evaluationTemplate,

        @Size(max = 6)
        List<@NotNull @Pattern(regexp = "NATIONAL|PROVINCE|PREFECTURE|COUNTY|TOWNSHIP|VILLAGE") String> unitLevels) {
    /** Numbers that contradict each other are refused. */
    @AssertTrue(message = "INCONSISTENT|最大值小于最小值|A maximum is below its minimum")
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isConsistent() {
        return (minHelpers == null || maxHelpers == null || minHelpers <= maxHelpers)
                && (maxPrimary == null || maxHelpers == null || maxPrimary <= maxHelpers)
                && (minHelped == null || maxHelped == null || minHelped <= maxHelped)
                && (termMinMonths == null || termMaxMonths == null || termMinMonths <= termMaxMonths);
    }

    /** The form says where one stands: at most one primary helper of a helped side, one helped side of a helper side. */
    @AssertTrue(message = "FORM|数量与结对形式不符|The numbers do not fit the form")
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isOfItsForm() {
        var oneHelper = form == Form.ONE_TO_ONE || form == Form.ONE_TO_MANY;
        var oneHelped = form == Form.ONE_TO_ONE || form == Form.MANY_TO_ONE;
        return !(oneHelper && maxPrimary != null && maxPrimary > 1 || oneHelped && maxHelped != null && maxHelped > 1);
    }

    ReviseProgramme toCommand(String code) {
        return new ReviseProgramme(
                code,
                validFrom,
                nameZh,
                nameEn,
                new ProgrammeRules(
                        form,
                        roles,
                        helperSides,
                        helperKinds == null ? List.of() : helperKinds,
                        helpedKinds,
                        minHelpers,
                        maxPrimary,
                        maxHelpers,
                        minHelped == null ? 1 : minHelped,
                        maxHelped,
                        termMinMonths,
                        termMaxMonths,
                        visitEveryDays,
                        publicityDays,
                        evaluationTemplate,
                        unitLevels == null ? List.of() : unitLevels));
    }
}
