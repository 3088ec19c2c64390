package org.jiedui.pairing.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HouseholdProjectionTest {
    private static final UUID ID = UUID.randomUUID();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void endsInTheSameState_inWhateverOrderAndHoweverOftenEventsArrive() {
        var random = new Random(11);
        List<Consumer<Household>> story = List.of(
                h -> h.tell(facts(2, true, false, 0), at(0)),
                h -> h.tell(facts(2, true, false, 1), at(1)),
                h -> h.monitored("MARGINAL", List.of("SCHOOLING"), at(2)),
                h -> h.tell(facts(1, false, true, 1), at(3)),
                h -> h.stabilised(at(4)),
                h -> h.tell(facts(1, true, false, 0), at(5)));
        for (var i = 0; i < 500; i++) {
            var events = new ArrayList<>(story);
            events.addAll(story.subList(0, random.nextInt(story.size())));
            Collections.shuffle(events, random);
            var household = new Household(ID, "330523104201");
            events.forEach(event -> event.accept(household));

            assertThat(household.stable()).isTrue();
            assertThat(household.inCare()).isFalse();
            assertThat(household.labour()).isEqualTo(1);
            assertThat(household.childrenOutOfSchool()).isZero();
        }
    }

    @Test
    void isClosed_unlessItWasRestoredSince_inWhateverOrderTheEventsArrive() {
        var household = new Household(ID, "330523104201");

        household.closed(at(1));
        household.tell(facts(1, true, false, 0), at(2));
        assertThat(household.closed()).isTrue();
        household.restored(at(3));
        household.closed(at(1));
        assertThat(household.closed()).isFalse();
        household.restored(at(3));
        household.closed(at(4));
        household.restored(at(3));
        assertThat(household.closed()).isTrue();
    }

    private static Instant at(int minutes) {
        return START.plusSeconds(60L * minutes);
    }

    private static HouseholdFacts facts(int labour, boolean stable, boolean inCare, int childrenOut) {
        return new HouseholdFacts(
                ID,
                "H1",
                "330523104201",
                "ORDINARY",
                null,
                stable,
                inCare,
                3,
                labour,
                childrenOut,
                true,
                List.of(),
                List.of(),
                null);
    }
}
