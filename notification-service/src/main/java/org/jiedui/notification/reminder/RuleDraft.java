package org.jiedui.notification.reminder;

import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jiedui.notification.audience.Recipient;

/**
 * A rule as its author wants it.
 *
 * @param starts triggers as text
 * @param stops triggers as text
 * @param groupProperty property of the starting event by which groups are stopped, or null
 * @param anchor property with the day that the delay counts from, or null for the event itself
 * @param delay days, weeks or months; negative only with an anchor
 * @param repeatEvery pause between reminders, or null for one only
 * @param most reminders at most, 1 to 50
 * @param escalateAfter reminders after which the supervisor is told too; 0: never
 */
public record RuleDraft(
        String code,
        String nameZh,
        String nameEn,
        List<String> starts,
        List<String> stops,
        String groupProperty,
        String anchor,
        Period delay,
        Period repeatEvery,
        int most,
        int escalateAfter,
        Set<Recipient> recipients,
        Unless unless,
        boolean active) {}
