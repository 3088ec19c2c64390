package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.registration.LifeEventPolicy.Fault.BEFORE_BIRTH;
import static org.jiedui.household.registration.LifeEventPolicy.Fault.BEFORE_HOUSEHOLD;
import static org.jiedui.household.registration.LifeEventPolicy.Fault.BEFORE_JOINING;
import static org.jiedui.household.registration.LifeEventPolicy.Fault.IN_FUTURE;
import static org.jiedui.household.registration.LifeEventPolicy.Fault.NOT_THE_BIRTH_DATE;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.household.registration.LifeEventPolicy.Person;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-03")
class LifeEventPolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate REGISTERED = LocalDate.of(2025, 1, 1);

    @Test
    void acceptsEveryDayFromTheRegistrationToToday() {
        var people = List.of(new Person(LocalDate.of(1980, 1, 1), null));
        for (var day = REGISTERED; !day.isAfter(TODAY); day = day.plusDays(1)) {
            assertThat(LifeEventPolicy.faults(day, TODAY, REGISTERED, people)).isEmpty();
        }
    }

    @Test
    void namesAllFaultsOfADay() {
        assertThat(LifeEventPolicy.faults(TODAY.plusDays(1), TODAY, REGISTERED, List.of()))
                .containsExactly(IN_FUTURE);
        assertThat(LifeEventPolicy.faults(
                        REGISTERED.minusDays(1), TODAY, REGISTERED, List.of(new Person(REGISTERED, TODAY))))
                .containsExactly(BEFORE_HOUSEHOLD, BEFORE_BIRTH, BEFORE_JOINING);
    }

    @Test
    void wantsABirthOnTheBirthDate() {
        assertThat(LifeEventPolicy.arrivalFaults(TODAY, TODAY, REGISTERED, Arrival.BORN, TODAY.minusDays(1)))
                .containsExactly(NOT_THE_BIRTH_DATE);
        assertThat(LifeEventPolicy.arrivalFaults(TODAY, TODAY, REGISTERED, Arrival.MOVED_IN, TODAY.minusDays(1)))
                .isEmpty();
    }

    @Test
    void wantsARelationOfEverybodyButTheHead() {
        var head = new UUID(0, 1);
        var son = new UUID(0, 2);
        var wife = new UUID(0, 3);
        assertThat(LifeEventPolicy.withoutRelation(
                        List.of(head, son, wife), head, Map.of(son, Relation.SON, wife, Relation.HEAD)))
                .containsExactly(wife);
        assertThat(LifeEventPolicy.withoutRelation(
                        List.of(head, son, wife), head, Map.of(son, Relation.SON, wife, Relation.SPOUSE)))
                .isEmpty();
    }
}
