package org.jiedui.notification.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceFacts;
import org.jiedui.notification.audience.AudiencePolicy;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.Recipient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-07")
class ReminderPolicyTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant EVENT = Instant.parse("2026-11-21T08:30:00Z");
    private static final String ID = "0193e0c4-b000-7000-8000-00000000a001";

    @Test
    void countsFromTheEvent_orFromTheMorningOfTheAnchor_neverBeforeTheEvent() {
        assertThat(ReminderPolicy.first(Period.ofDays(3), EVENT, null, ZONE, EVENT))
                .isEqualTo(Instant.parse("2026-11-24T08:30:00Z"));
        assertThat(ReminderPolicy.first(Period.ofDays(-7), EVENT, LocalDate.of(2026, 12, 31), ZONE, EVENT))
                .isEqualTo(Instant.parse("2026-12-24T00:00:00Z"));
        assertThat(ReminderPolicy.first(
                        Period.ofDays(-30), EVENT, LocalDate.of(2026, 12, 1), ZONE, EVENT.minusSeconds(3600)))
                .isEqualTo(EVENT);
        assertThat(ReminderPolicy.first(Period.ofDays(3), EVENT, null, ZONE, Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2027-01-01T00:10:00Z"));
    }

    @Test
    void repeatsUntilTheMostIsReached_andEscalatesAfterItsNumber() {
        assertThat(ReminderPolicy.next(Period.ofDays(7), 3, 2, EVENT, ZONE))
                .contains(Instant.parse("2026-11-28T08:30:00Z"));
        assertThat(ReminderPolicy.next(Period.ofDays(7), 3, 3, EVENT, ZONE)).isEmpty();
        assertThat(ReminderPolicy.next(null, 3, 1, EVENT, ZONE)).isEmpty();
        assertThat(ReminderPolicy.escalated(2, 2)).isFalse();
        assertThat(ReminderPolicy.escalated(2, 3)).isTrue();
        assertThat(ReminderPolicy.escalated(0, 50)).isFalse();
    }

    @Test
    void tellsTheOfficeAboveTheLowestOne_whenItEscalates() {
        var facts =
                new AudienceFacts("330523104201", null, "p", null, null, false, false, Set.of(), Set.of(), Set.of("h"));

        assertThat(AudiencePolicy.reminded(Set.of(Recipient.HELPERS, Recipient.VILLAGE), facts, true))
                .containsExactly(
                        new Addressee("account:h", AudienceReason.HELPS_THE_HOUSEHOLD),
                        new Addressee("role:village-clerk@330523104201", AudienceReason.VILLAGE_IN_CHARGE),
                        new Addressee("role:township-officer@330523104", AudienceReason.SUPERVISES));
        assertThat(AudiencePolicy.reminded(Set.of(Recipient.TOWNSHIP), facts, true))
                .extracting(Addressee::mailbox)
                .containsExactly("role:township-officer@330523104", "role:county-officer@330523");
        assertThat(AudiencePolicy.reminded(Set.of(Recipient.COUNTY), facts, true))
                .extracting(Addressee::mailbox)
                .containsExactly("role:county-officer@330523", "role:province-officer@33");
    }

    @Test
    void readsTriggers_withNestedPropertiesListsAndConditions() throws Exception {
        var data = json("{\"helper\":{\"id\":\"" + ID + "\"},\"householdIds\":[\"" + ID + "\"],\"reached\":true,"
                + "\"reasons\":[{\"code\":\"CHILD_OUT_OF_SCHOOL\"}]}");

        assertThat(matters("pairing-ended:helper.id", data)).containsExactly(UUID.fromString(ID));
        assertThat(matters("visit-recorded:householdIds?reached=true", data)).hasSize(1);
        assertThat(matters("visit-recorded:householdIds?reached=false", data)).isEmpty();
        assertThat(matters("a:householdIds?reasons=CHILD_OUT_OF_SCHOOL", data)).hasSize(1);
        assertThat(matters("a:householdIds?reasons!=CHILD_OUT_OF_SCHOOL", data)).isEmpty();
        assertThat(matters("a:nothing", data)).isEmpty();
        assertThat(Trigger.of("cycle-closed@cycleId"))
                .hasValueSatisfying(t -> assertThat(t.group()).isTrue());
        for (var bad : new String[] {"", "a", "a:", ":b", "A:b", "a:b?c", "a:b?c=", "a:b?c=d e", "a:b;drop"}) {
            assertThat(Trigger.of(bad)).as(bad).isEmpty();
        }
    }

    private static java.util.List<UUID> matters(String trigger, JsonNode data) {
        return Trigger.of(trigger).orElseThrow().matters(data);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
