package org.jiedui.notification.reminder.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.audience.Recipient;
import org.jiedui.notification.reminder.RuleDraft;
import org.jiedui.notification.reminder.Unless;

/**
 * A reminder rule.
 *
 * @param starts {@code event:property} or {@code event:property?name=value} (or {@code !=})
 * @param stops the same; {@code event@property} stops all matters of a group
 * @param groupProperty property of the starting event by which groups are stopped
 * @param anchor property with the day that the delay counts from; absent: from the event
 * @param delay ISO 8601 in days, weeks, months; negative only with an anchor
 * @param escalateAfter reminders after which the supervisor is told too; 0: never
 */
@Schema(examples = """
                {"code":"VISIT_OVERDUE","name":{"zh":"走访超期","en":"Visit overdue"},
                "starts":["visit-overdue:householdId"],"stops":["visit-recorded:householdIds?met=true"],
                "delay":"P3D","repeatEvery":"P7D","most":6,"escalateAfter":2,"recipients":["HELPERS","VILLAGE"],
                "unless":"NEVER","active":true}""")
public record ReminderRuleRequest(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "FORMAT|应为大写英文代码|Must be upper snake case")
        String code,

        @NotNull @Valid Name name,
        @NotEmpty @Size(max = 8) List<@NotBlank @Size(max = 120) String> starts,
        @NotNull @Size(max = 8) List<@NotBlank @Size(max = 120) String> stops,
        @Size(max = 40) String groupProperty,
        @Size(max = 40) String anchor,

        @NotNull @Pattern(regexp = PERIOD, message = "FORMAT|应为 P3D、-P7D 一类|Must be like P3D or -P7D")
        String delay,

        @Pattern(regexp = PERIOD, message = "FORMAT|应为 P3D 一类|Must be like P3D")
        String repeatEvery,

        @Min(1) @Max(50) int most,
        @Min(0) @Max(50) int escalateAfter,
        @NotEmpty Set<@NotNull Recipient> recipients,
        @NotNull Unless unless,
        boolean active) {
    private static final String PERIOD = "-?P(\\d{1,2}M)?(\\d{1,2}W)?(\\d{1,3}D)?(?<!P)";

    /** What it is called. */
    public record Name(
            @NotBlank @Size(max = 60) String zh,
            @NotBlank @Size(max = 60) String en) {}

    RuleDraft toCommand() {
        return new RuleDraft(
                code,
                name.zh(),
                name.en(),
                List.copyOf(starts),
                List.copyOf(stops),
                groupProperty,
                anchor,
                Period.parse(delay),
                repeatEvery == null ? null : Period.parse(repeatEvery),
                most,
                escalateAfter,
                Set.copyOf(recipients),
                unless,
                active);
    }
}
