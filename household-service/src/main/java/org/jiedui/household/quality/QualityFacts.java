package org.jiedui.household.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.income.IncomeGroup;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Dwelling;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.IdNumber;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Work;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;
import org.jiedui.household.risk.Risk;

/**
 * All that the rules look at, of one household on one day. Identity numbers, phones and names are not in here: only what
 * a check of them found.
 *
 * @param today the day on which ages and terms are taken
 * @param region village
 * @param income the statement that counts, or null when there is none
 * @param monitoringLine yuan per person and year in force, or null when there is none
 * @param persons members who live there, in their order
 * @param measures all that were ever taken
 * @param pairings those that are under way
 * @param procedure the latest case that reached monitoring, or null
 * @param openCaseDue the day by which the county has to decide an open case, null when none is before that decision
 */
public record QualityFacts(
        LocalDate today,
        UUID householdId,
        String householdNumber,
        String region,
        HouseholdType type,
        MonitoredCategory category,
        boolean stable,
        Set<HouseholdAttribute> attributes,
        Cause mainCause,
        List<Cause> otherCauses,
        boolean causeRemarked,
        List<Need> needs,
        boolean needsRemarked,
        Safeguards safeguards,
        Dwelling dwelling,
        boolean addressed,
        LocalDate unvisitedSince,
        Income income,
        Money monitoringLine,
        List<Person> persons,
        List<Taken> measures,
        List<Pairing> pairings,
        Procedure procedure,
        LocalDate openCaseDue) {

    /** What the check of a number found, beside the faults of GB 11643. */
    public enum IdCheck {
        /** There is none. */
        MISSING,
        /** One and the same sign throughout, such as all nines. */
        PLACEHOLDER,
        /** Not of the form of its kind, or with a birth date that does not exist. */
        MALFORMED,
        /** The check digit is wrong. */
        CHECKSUM,
        /** Nothing is wrong. */
        VALID;

        /** By the verdict on a resident number. */
        static IdCheck of(IdNumber.Fault fault) {
            return fault == null ? VALID : fault == IdNumber.Fault.CHECKSUM ? CHECKSUM : MALFORMED;
        }
    }

    /** What the check of a phone found. */
    public enum Phone {
        /** There is none. */
        ABSENT,
        /** Not a mobile number. */
        MALFORMED,
        /** Nothing is wrong. */
        VALID
    }

    /**
     * A member who lives there.
     *
     * @param position place in the request that registered the household
     * @param birthDateFits whether the number, if it is valid, has the same birth date
     * @param sexFits the same for the sex
     * @param severelyDisabled grade 1 or 2 on the disability card
     * @param named whether the name looks like one
     * @param phoneHouseholds other households with the same phone
     * @param sameInCounty other households of the county with a living person of the same name, sex and birth date
     * @param sameInProvince the same in other counties of the province
     * @param health null when not known
     * @param insurances null when not known
     * @param work null when no work is known; without the employer
     */
    public record Person(
            UUID id,
            int position,
            Relation relation,
            IdType idType,
            IdCheck idCheck,
            boolean birthDateFits,
            boolean sexFits,
            boolean severelyDisabled,
            boolean named,
            LocalDate birthDate,
            Sex sex,
            Phone phone,
            int phoneHouseholds,
            int sameInCounty,
            int sameInProvince,
            Set<HealthCondition> health,
            LabourAbility labour,
            Education education,
            Schooling schooling,
            Set<Insurance> insurances,
            boolean selfCare,
            Work work) {
        /** Full years on a day. */
        int age(LocalDate day) {
            return (int) ChronoUnit.YEARS.between(birthDate, day);
        }

        /** Years by which this person is older than the other, negative when younger. */
        int olderThan(Person other) {
            return (int) ChronoUnit.YEARS.between(birthDate, other.birthDate);
        }

        boolean atSchool() {
            return schooling != Schooling.NOT_AT_SCHOOL;
        }

        boolean has(HealthCondition condition) {
            return health != null && health.contains(condition);
        }

        boolean has(Insurance insurance) {
            return insurances != null && insurances.contains(insurance);
        }

        /** Works away from home: outside the county, or sent there. */
        boolean worksAway() {
            return work != null && (work.place() != WorkPlace.IN_COUNTY || work.channel() == WorkChannel.OUT_WORK);
        }

        boolean fullyAble() {
            return labour == LabourAbility.ORDINARY || labour == LabourAbility.SKILLED;
        }

        boolean uninsured() {
            return insurances != null && insurances.stream().noneMatch(Insurance::isBasicMedical);
        }
    }

    /** The statement that counts: sums by item, and the number of members it was divided by. */
    public record Income(int year, Money perCapita, int members, Map<IncomeItem, Money> items) {
        BigDecimal sum(IncomeGroup group) {
            return sum(item -> item.group() == group);
        }

        BigDecimal sum(Predicate<IncomeItem> which) {
            return items.entrySet().stream()
                    .filter(entry -> which.test(entry.getKey()))
                    .map(entry -> entry.getValue().yuan())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        boolean earns(IncomeGroup group) {
            return sum(group).signum() > 0;
        }

        boolean has(IncomeItem item) {
            return items.containsKey(item) && items.get(item).yuan().signum() > 0;
        }
    }

    /** A measure. */
    public record Taken(
            UUID id,
            MeasureCategory category,
            Subsidy subsidy,
            boolean funded,
            FundsSource funds,
            LocalDate from,
            LocalDate to,
            boolean withResult) {}

    /** A pairing that is under way. */
    public record Pairing(boolean primary, LocalDate termTo) {}

    /** The latest case that reached monitoring. */
    public record Procedure(LocalDate monitoredFrom, LocalDate eliminatedOn, boolean afterSnapshot, Set<Risk> risks) {}

    /** Under monitoring. */
    boolean monitored() {
        return category != null && !stable;
    }

    /** The risk was eliminated. */
    boolean eliminated() {
        return category != null && stable;
    }

    /** Cared for: monitored, or lifted out of poverty. */
    boolean inCare() {
        return type == HouseholdType.LIFTED || monitored();
    }

    Person head() {
        return persons.stream()
                .filter(p -> p.relation() == Relation.HEAD)
                .findFirst()
                .orElse(null);
    }

    Stream<Person> of(Relation... relations) {
        var wanted = List.of(relations);
        return persons.stream().filter(p -> wanted.contains(p.relation()));
    }

    boolean any(Predicate<Person> condition) {
        return persons.stream().anyMatch(condition);
    }

    boolean all(Predicate<Person> condition) {
        return !persons.isEmpty() && persons.stream().allMatch(condition);
    }

    long able() {
        return persons.stream().filter(p -> p.labour().canWork()).count();
    }

    boolean named(Cause cause) {
        return mainCause == cause || otherCauses.contains(cause);
    }

    /** The house was appraised as dangerous, in part or as a whole. */
    boolean inDangerousHouse() {
        return dwelling.housingGrade() != null && dwelling.housingGrade().isDangerous();
    }

    /** m² per person who lives there, or null when it is not known. */
    BigDecimal floorSpacePerHead() {
        return dwelling.floorSpace() == null || persons.isEmpty()
                ? null
                : dwelling.floorSpace().divide(BigDecimal.valueOf(persons.size()), 2, RoundingMode.HALF_UP);
    }

    boolean lacks(Safeguard state) {
        return state == Safeguard.NOT_MET;
    }

    /** Measures that have begun and are not over. */
    List<Taken> inForce() {
        return measures.stream()
                .filter(m -> !m.from().isAfter(today) && (m.to() == null || !m.to().isBefore(today)))
                .toList();
    }

    /** Whether a measure of one of the categories is under way. */
    boolean helpedBy(MeasureCategory... categories) {
        var wanted = List.of(categories);
        return inForce().stream().map(Taken::category).anyMatch(wanted::contains);
    }

    /** Whether a measure that pays this is under way. */
    boolean receives(Subsidy subsidy) {
        return inForce().stream().anyMatch(m -> m.subsidy() == subsidy);
    }

    /** Whether a monitored household has this risk in its case. */
    boolean atRisk(Risk risk) {
        return monitored() && procedure != null && procedure.risks().contains(risk);
    }

    /** Whether the person is at least so many years older than the head; true where there is no head. */
    boolean olderThanHeadBy(Person person, int least) {
        var head = head();
        return head == null || person.olderThan(head) >= least;
    }

    /** Whether the person is at least so many years younger than the head; true where there is no head. */
    boolean youngerThanHeadBy(Person person, int least) {
        var head = head();
        return head == null || head.olderThan(person) >= least;
    }

    @Override
    public String toString() {
        return "QualityFacts[" + householdId + "]";
    }
}
