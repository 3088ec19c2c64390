package org.jiedui.household.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.value.Money;
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
import org.jiedui.household.registration.HousingGrade;
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
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.registration.Work;
import org.jiedui.household.risk.Risk;

/** Facts of a family of three in which no rule finds anything; a test spoils one of them. */
final class SoundHousehold {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    static final UUID ID = UUID.fromString("019a9f00-0000-7000-8000-000000000001");

    HouseholdType type = HouseholdType.ORDINARY;
    MonitoredCategory category;
    boolean stable = true;
    Set<HouseholdAttribute> attributes = EnumSet.noneOf(HouseholdAttribute.class);
    Cause mainCause;
    List<Cause> otherCauses = List.of();
    boolean causeRemarked;
    List<Need> needs = List.of();
    boolean needsRemarked;
    Safeguard education = Safeguard.MET;
    Safeguard medicalCare = Safeguard.MET;
    Safeguard housing = Safeguard.MET;
    Safeguard water = Safeguard.MET;
    LocalDate checkedOn = TODAY.minusMonths(3);
    BigDecimal floorSpace = new BigDecimal("96.50");
    HousingGrade housingGrade = HousingGrade.B;
    Toilet toilet = Toilet.SANITARY_FLUSH;
    boolean addressed = true;
    LocalDate unvisitedSince = TODAY.minusDays(10);
    boolean withIncome = true;
    int incomeYear = 2026;
    String perCapita = "15000.00";
    int incomeMembers = 3;
    final Map<IncomeItem, Money> income = new EnumMap<>(IncomeItem.class);
    Money line = Money.of("7300.00");
    final List<Someone> persons = new ArrayList<>();
    final List<QualityFacts.Taken> measures = new ArrayList<>();
    final List<QualityFacts.Pairing> pairings = new ArrayList<>();
    QualityFacts.Procedure procedure;
    LocalDate openCaseDue;

    final Someone head = new Someone(1, Relation.HEAD, LocalDate.of(1980, 5, 17), Sex.MALE);
    final Someone spouse = new Someone(2, Relation.SPOUSE, LocalDate.of(1982, 8, 9), Sex.FEMALE);
    final Someone son = new Someone(3, Relation.SON, LocalDate.of(2013, 3, 3), Sex.MALE);

    SoundHousehold() {
        income.put(IncomeItem.WAGE_LABOUR, Money.of("45000.00"));
        son.labour = LabourAbility.NONE;
        son.education = null;
        son.schooling = Schooling.GRADE_7;
        persons.addAll(List.of(head, spouse, son));
    }

    /** Monitored as it should be: with case, helper and measures. */
    void monitor(Risk... risks) {
        category = MonitoredCategory.MARGINAL;
        stable = false;
        mainCause = Cause.LACK_OF_SKILLS;
        needs = List.of(Need.EMPLOYMENT);
        procedure = new QualityFacts.Procedure(TODAY.minusMonths(4), null, false, Set.of(risks));
        pairings.add(new QualityFacts.Pairing(true, null));
        take(MeasureCategory.EMPLOYMENT);
    }

    void take(MeasureCategory measure) {
        take(measure, null);
    }

    void take(MeasureCategory measure, Subsidy subsidy) {
        measures.add(new QualityFacts.Taken(
                UUID.randomUUID(), measure, subsidy, false, FundsSource.COUNTY, TODAY.minusMonths(3), null, false));
    }

    Someone join(int number, Relation relation, LocalDate born, Sex sex) {
        var someone = new Someone(number, relation, born, sex);
        persons.add(someone);
        return someone;
    }

    void nobodyWorks() {
        persons.forEach(p -> p.labour = LabourAbility.NONE);
        head.health = Set.of(HealthCondition.SERIOUS_ILLNESS);
        spouse.health = Set.of(HealthCondition.SERIOUS_ILLNESS);
        attributes = EnumSet.of(HouseholdAttribute.NO_LABOUR, HouseholdAttribute.MINIMUM_LIVING);
        income.clear();
        income.put(IncomeItem.TRANSFER_MINIMUM_LIVING, Money.of("45000.00"));
    }

    QualityFacts facts() {
        return new QualityFacts(
                TODAY,
                ID,
                "33052310420100001",
                "330523104201",
                type,
                category,
                stable,
                attributes,
                mainCause,
                otherCauses,
                causeRemarked,
                needs,
                needsRemarked,
                new Safeguards(Safeguard.MET, Safeguard.MET, education, medicalCare, housing, water, checkedOn),
                new Dwelling(floorSpace, housingGrade, toilet),
                addressed,
                unvisitedSince,
                withIncome ? new QualityFacts.Income(incomeYear, Money.of(perCapita), incomeMembers, income) : null,
                line,
                persons.stream().map(Someone::person).toList(),
                measures,
                pairings,
                procedure,
                openCaseDue);
    }

    /** A member; healthy, insured, with number and phone. */
    static final class Someone {
        final int number;
        Relation relation;
        IdType idType = IdType.RESIDENT_ID;
        QualityFacts.IdCheck idCheck = QualityFacts.IdCheck.VALID;
        boolean birthDateFits = true;
        boolean sexFits = true;
        boolean severelyDisabled;
        boolean named = true;
        LocalDate born;
        Sex sex;
        QualityFacts.Phone phone = QualityFacts.Phone.VALID;
        int phoneHouseholds;
        int sameInCounty;
        int sameInProvince;
        Set<HealthCondition> health = Set.of(HealthCondition.HEALTHY);
        LabourAbility labour = LabourAbility.ORDINARY;
        Education education = Education.JUNIOR_SECONDARY;
        Schooling schooling = Schooling.NOT_AT_SCHOOL;
        Set<Insurance> insurances = Set.of(Insurance.RESIDENT_MEDICAL);
        boolean selfCare = true;
        Work work;

        Someone(int number, Relation relation, LocalDate born, Sex sex) {
            this.number = number;
            this.relation = relation;
            this.born = born;
            this.sex = sex;
        }

        UUID id() {
            return new UUID(ID.getMostSignificantBits(), 100 + number);
        }

        QualityFacts.Person person() {
            return new QualityFacts.Person(
                    id(),
                    number - 1,
                    relation,
                    idType,
                    idCheck,
                    birthDateFits,
                    sexFits,
                    severelyDisabled,
                    named,
                    born,
                    sex,
                    phone,
                    phoneHouseholds,
                    sameInCounty,
                    sameInProvince,
                    health,
                    labour,
                    education,
                    schooling,
                    insurances,
                    selfCare,
                    work);
        }
    }
}
