package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * On which days something can have happened to a household and its members, and who may be its head (HH-03). An event
 * holds from the end of its day: who leaves on a day is no member at its end, who comes is one.
 */
public final class LifeEventPolicy {
    private LifeEventPolicy() {}

    /** Why a day is impossible. */
    public enum Fault {
        /** Later than today. */
        IN_FUTURE("日期在将来", "The day is still to come"),
        /** Before the first day of the household's file. */
        BEFORE_HOUSEHOLD("早于该户建档日期", "The household's file did not exist then"),
        /** Before a member concerned was born. */
        BEFORE_BIRTH("早于成员出生日期", "A member concerned was not born then"),
        /** Before a member concerned came to the household. */
        BEFORE_JOINING("早于成员加入日期", "A member concerned had not come then"),
        /** A birth on another day than the birth date. */
        NOT_THE_BIRTH_DATE("与出生日期不一致", "A birth happens on the birth date");

        private final String zh;
        private final String en;

        Fault(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** Sentence in Chinese. */
        public String zh() {
            return zh;
        }

        /** Sentence in English. */
        public String en() {
            return en;
        }
    }

    /**
     * A member concerned.
     *
     * @param joined null: with the household's registration
     */
    public record Person(LocalDate born, LocalDate joined) {}

    /** All faults of a day, none when it is possible. */
    public static Set<Fault> faults(LocalDate on, LocalDate today, LocalDate registeredOn, List<Person> concerned) {
        var faults = EnumSet.noneOf(Fault.class);
        if (on.isAfter(today)) {
            faults.add(Fault.IN_FUTURE);
        }
        if (on.isBefore(registeredOn)) {
            faults.add(Fault.BEFORE_HOUSEHOLD);
        }
        if (concerned.stream().anyMatch(p -> on.isBefore(p.born()))) {
            faults.add(Fault.BEFORE_BIRTH);
        }
        if (concerned.stream().anyMatch(p -> p.joined() != null && on.isBefore(p.joined()))) {
            faults.add(Fault.BEFORE_JOINING);
        }
        return faults;
    }

    /** Faults of the day on which somebody comes: a birth is on the birth date. */
    public static Set<Fault> arrivalFaults(
            LocalDate on, LocalDate today, LocalDate registeredOn, Arrival how, LocalDate born) {
        var faults = faults(on, today, registeredOn, List.of(new Person(born, null)));
        if (how == Arrival.BORN && !on.equals(born)) {
            faults.add(Fault.NOT_THE_BIRTH_DATE);
        }
        return faults;
    }

    /**
     * Members for whom a new head's statement lacks the relation, or gives the head's: everybody but the head must have
     * one.
     */
    public static List<UUID> withoutRelation(List<UUID> remaining, UUID head, Map<UUID, Relation> relations) {
        return remaining.stream()
                .filter(id -> !id.equals(head))
                .filter(id -> relations.get(id) == null || relations.get(id) == Relation.HEAD)
                .toList();
    }
}
