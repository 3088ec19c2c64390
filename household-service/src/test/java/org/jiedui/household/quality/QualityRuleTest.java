package org.jiedui.household.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.quality.SoundHousehold.TODAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.quality.QualityFacts.IdCheck;
import org.jiedui.household.quality.QualityFacts.Pairing;
import org.jiedui.household.quality.QualityFacts.Phone;
import org.jiedui.household.quality.QualityFacts.Procedure;
import org.jiedui.household.quality.QualityFacts.Taken;
import org.jiedui.household.registration.Cause;
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
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Work;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;
import org.jiedui.household.risk.Risk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("HH-18")
class QualityRuleTest {
    private static final Map<QualityRule, Consumer<SoundHousehold>> FAULTS = new EnumMap<>(QualityRule.class);

    private static void fault(QualityRule rule, Consumer<SoundHousehold> spoil) {
        FAULTS.put(rule, spoil);
    }

    private static LocalDate aged(int years) {
        return TODAY.minusYears(years).minusDays(1);
    }

    private static Work work(WorkChannel channel) {
        return new Work(WorkPlace.IN_COUNTY, null, 6, yuan("2000.00"), channel);
    }

    private static Money yuan(String amount) {
        return Money.of(amount);
    }

    static {
        fault(QualityRule.ID_MISSING, h -> h.spouse.idCheck = IdCheck.MISSING);
        fault(QualityRule.ID_PLACEHOLDER, h -> h.spouse.idCheck = IdCheck.PLACEHOLDER);
        fault(QualityRule.ID_MALFORMED, h -> h.spouse.idCheck = IdCheck.MALFORMED);
        fault(QualityRule.ID_CHECKSUM, h -> h.spouse.idCheck = IdCheck.CHECKSUM);
        fault(QualityRule.BIRTH_DATE_MISMATCH, h -> h.spouse.birthDateFits = false);
        fault(QualityRule.SEX_MISMATCH, h -> h.spouse.sexFits = false);
        fault(QualityRule.BIRTH_DATE_IN_FUTURE, h -> h.son.born = TODAY.plusDays(1));
        fault(QualityRule.AGE_IMPLAUSIBLE, h -> h.spouse.born = aged(116));
        fault(QualityRule.SEX_NOT_STATED, h -> h.son.sex = Sex.NOT_STATED);
        fault(QualityRule.NAME_IMPLAUSIBLE, h -> h.son.named = false);
        fault(QualityRule.SAME_PERSON_IN_COUNTY, h -> h.head.sameInCounty = 1);
        fault(QualityRule.SAME_PERSON_IN_PROVINCE, h -> h.head.sameInProvince = 1);
        fault(QualityRule.PHONE_MALFORMED, h -> h.head.phone = Phone.MALFORMED);
        fault(QualityRule.PHONE_ABSENT, h -> h.persons.forEach(p -> p.phone = Phone.ABSENT));
        fault(QualityRule.PHONE_IN_MANY_HOUSEHOLDS, h -> h.head.phoneHouseholds = 2);
        fault(QualityRule.DISABILITY_CARD_WITHOUT_DISABILITY, h -> h.spouse.idType = IdType.DISABILITY_ID);
        fault(QualityRule.ADDRESS_MISSING, h -> h.addressed = false);

        fault(QualityRule.NO_HEAD, h -> h.head.relation = Relation.OTHER);
        fault(QualityRule.TWO_HEADS, h -> h.spouse.relation = Relation.HEAD);
        fault(QualityRule.TWO_SPOUSES, h -> h.join(4, Relation.SPOUSE, LocalDate.of(1985, 1, 1), Sex.FEMALE));
        fault(QualityRule.SPOUSE_SAME_SEX, h -> h.spouse.sex = Sex.MALE);
        fault(QualityRule.SPOUSE_UNDER_AGE, h -> h.spouse.born = aged(19));
        fault(QualityRule.SPOUSE_AGE_GAP, h -> h.head.born = aged(85));
        fault(QualityRule.HEAD_UNDER_AGE, h -> h.head.born = aged(15));
        fault(QualityRule.RELATION_AGAINST_SEX, h -> h.son.sex = Sex.FEMALE);
        fault(
                QualityRule.CHILD_TOO_OLD,
                h -> h.son.born = h.head.born.plusYears(14).minusDays(1));
        fault(QualityRule.PARENT_TOO_YOUNG, h -> h.join(4, Relation.MOTHER, h.head.born.minusYears(13), Sex.FEMALE));
        fault(QualityRule.GRANDCHILD_TOO_OLD, h -> h.join(4, Relation.SONS_SON, h.head.born.plusYears(27), Sex.MALE));
        fault(
                QualityRule.GRANDPARENT_TOO_YOUNG,
                h -> h.join(4, Relation.FATHERS_FATHER, h.head.born.minusYears(27), Sex.MALE));
        fault(QualityRule.PARENT_TWICE, h -> {
            h.join(4, Relation.FATHER, h.head.born.minusYears(25), Sex.MALE);
            h.join(5, Relation.FATHER, h.head.born.minusYears(26), Sex.MALE);
        });
        fault(QualityRule.HOUSEHOLD_TOO_LARGE, h -> {
            for (var i = 4; i < 17; i++) {
                h.join(i, Relation.SIBLING, h.head.born.plusYears(i), Sex.MALE);
            }
        });

        fault(QualityRule.EDUCATION_AND_SCHOOLING, h -> h.son.education = Education.PRIMARY);
        fault(QualityRule.EDUCATION_MISSING, h -> h.head.education = null);
        fault(QualityRule.GRADE_AGAINST_AGE, h -> h.son.schooling = Schooling.BACHELOR);
        fault(QualityRule.EDUCATION_AGAINST_AGE, h -> {
            h.son.schooling = Schooling.NOT_AT_SCHOOL;
            h.son.education = Education.COLLEGE;
        });
        fault(QualityRule.EDUCATION_MET_THOUGH_OUT_OF_SCHOOL, h -> {
            h.son.schooling = Schooling.NOT_AT_SCHOOL;
            h.son.education = Education.PRIMARY;
        });

        fault(QualityRule.HEALTH_UNKNOWN, h -> h.head.health = null);
        fault(
                QualityRule.HEALTHY_AND_ILL,
                h -> h.head.health = EnumSet.of(HealthCondition.HEALTHY, HealthCondition.DISABLED));
        fault(QualityRule.ABLE_AGE_WITHOUT_LABOUR, h -> h.spouse.labour = LabourAbility.NONE);
        fault(QualityRule.PUPIL_WITH_LABOUR, h -> h.son.labour = LabourAbility.WEAK_OR_HALF);
        fault(QualityRule.SEVERELY_DISABLED_WITH_LABOUR, h -> h.spouse.severelyDisabled = true);
        fault(QualityRule.CHILD_WITH_LABOUR, h -> h.son.labour = LabourAbility.ORDINARY);
        fault(QualityRule.CHILD_AT_WORK, h -> h.son.work = work(WorkChannel.OUT_WORK));
        fault(QualityRule.WORK_WITHOUT_LABOUR, h -> {
            h.spouse.work = work(WorkChannel.WORKSHOP);
            h.spouse.labour = LabourAbility.NONE;
        });
        fault(QualityRule.PUBLIC_POST_OVER_AGE, h -> {
            h.spouse.born = aged(71);
            h.spouse.work = work(WorkChannel.PUBLIC_POST);
        });
        fault(QualityRule.AGED_WITH_FULL_LABOUR, h -> h.spouse.born = aged(75));
        fault(QualityRule.NO_SELF_CARE_WITH_LABOUR, h -> h.spouse.selfCare = false);
        fault(QualityRule.NO_LABOUR_ATTRIBUTE_WRONG, h -> h.attributes = EnumSet.of(HouseholdAttribute.NO_LABOUR));
        fault(QualityRule.NO_LABOUR_ATTRIBUTE_MISSING, h -> {
            h.nobodyWorks();
            h.attributes.remove(HouseholdAttribute.NO_LABOUR);
        });

        fault(QualityRule.CAUSE_DISABILITY_WITHOUT_DISABLED, h -> h.mainCause = Cause.DISABILITY);
        fault(QualityRule.CAUSE_ILLNESS_ALL_HEALTHY, h -> h.otherCauses = List.of(Cause.ILLNESS));
        fault(QualityRule.CAUSE_SCHOOLING_WITHOUT_STUDENT, h -> {
            h.mainCause = Cause.SCHOOLING;
            h.persons.remove(h.son);
        });
        fault(QualityRule.CAUSE_LABOUR_THOUGH_ENOUGH, h -> h.mainCause = Cause.LACK_OF_LABOUR);
        fault(QualityRule.CAUSE_OTHER_WITHOUT_REMARK, h -> h.mainCause = Cause.OTHER);
        fault(QualityRule.CAUSE_TWICE, h -> {
            h.mainCause = Cause.LACK_OF_FUNDS;
            h.otherCauses = List.of(Cause.LACK_OF_FUNDS);
        });
        fault(QualityRule.CAUSE_MAIN_MISSING, h -> {
            h.monitor();
            h.mainCause = null;
        });
        fault(QualityRule.NEEDS_MISSING, h -> {
            h.monitor();
            h.needs = List.of();
        });
        fault(QualityRule.NEED_OTHER_WITHOUT_REMARK, h -> h.needs = List.of(Need.OTHER));

        fault(QualityRule.INCOME_MISSING, h -> h.withIncome = false);
        fault(QualityRule.INCOME_OUTDATED, h -> {
            h.monitor();
            h.incomeYear = 2024;
        });
        fault(QualityRule.WAGE_WITHOUT_WORKER, h -> {
            h.nobodyWorks();
            h.income.put(IncomeItem.WAGE_OTHER, yuan("500.00"));
        });
        fault(QualityRule.WORKER_WITHOUT_WAGE, h -> {
            h.income.clear();
            h.income.put(IncomeItem.PROPERTY_LAND_LEASE, yuan("45000.00"));
        });
        fault(QualityRule.WAGE_UNDER_100, h -> h.income.put(IncomeItem.WAGE_LABOUR, yuan("99.99")));
        fault(QualityRule.BUSINESS_WITHOUT_COST, h -> h.income.put(IncomeItem.BUSINESS_FORESTRY, yuan("10.00")));
        fault(QualityRule.COST_WITHOUT_BUSINESS, h -> h.income.put(IncomeItem.COST_FORESTRY, yuan("10.00")));
        fault(QualityRule.INCOME_NOT_POSITIVE, h -> h.perCapita = "0.00");
        fault(QualityRule.INCOME_OVER_100000, h -> h.perCapita = "100000.01");
        fault(QualityRule.UNDER_LINE_NOT_MONITORED, h -> h.perCapita = "7299.99");
        fault(QualityRule.MONITORED_ABOVE_20000, h -> {
            h.monitor();
            h.perCapita = "20000.01";
        });
        fault(QualityRule.PUBLIC_POST_OVER_70, h -> {
            h.income.put(IncomeItem.WAGE_PUBLIC_POST_VILLAGE, yuan("6000.00"));
            h.head.born = aged(72);
            h.spouse.born = aged(71);
        });
        fault(
                QualityRule.MINIMUM_LIVING_WITHOUT_INCOME,
                h -> h.attributes = EnumSet.of(HouseholdAttribute.MINIMUM_LIVING));
        fault(
                QualityRule.MINIMUM_LIVING_INCOME_WITHOUT_ATTRIBUTE,
                h -> h.income.put(IncomeItem.TRANSFER_MINIMUM_LIVING, yuan("1.00")));
        fault(QualityRule.PENSION_WITHOUT_PENSIONER, h -> {
            h.income.put(IncomeItem.TRANSFER_PENSION, yuan("1.00"));
            h.head.born = aged(40);
            h.spouse.born = aged(40);
        });
        fault(QualityRule.INCOME_MEMBERS_DIFFER, h -> h.incomeMembers = 6);

        fault(QualityRule.STABLE_WITH_UNSAFE_HOUSING, h -> {
            h.category = MonitoredCategory.MARGINAL;
            h.housing = Safeguard.NOT_MET;
        });
        fault(QualityRule.STABLE_WITH_UNSAFE_WATER, h -> {
            h.category = MonitoredCategory.MARGINAL;
            h.water = Safeguard.NOT_MET;
        });
        fault(QualityRule.NO_MEDICAL_INSURANCE, h -> h.son.insurances = Set.of());
        fault(QualityRule.INSURANCE_UNKNOWN, h -> h.son.insurances = null);
        fault(
                QualityRule.INSURED_TWICE,
                h -> h.head.insurances = Set.of(Insurance.RESIDENT_MEDICAL, Insurance.EMPLOYEE_MEDICAL));
        fault(QualityRule.MEDICAL_MET_THOUGH_UNINSURED, h -> h.son.insurances = Set.of(Insurance.RESIDENT_PENSION));
        fault(QualityRule.WATER_UNCHECKED, h -> h.water = Safeguard.UNKNOWN);
        fault(QualityRule.HOUSING_UNCHECKED, h -> h.housing = Safeguard.UNKNOWN);
        fault(QualityRule.FLOOR_SPACE_MISSING, h -> {
            h.monitor();
            h.floorSpace = null;
        });
        fault(QualityRule.HOUSING_GRADE_MISSING, h -> {
            h.monitor();
            h.housingGrade = null;
        });
        fault(QualityRule.TOILET_MISSING, h -> {
            h.monitor();
            h.toilet = null;
        });
        fault(QualityRule.DANGEROUS_HOUSE_CALLED_SAFE, h -> h.housingGrade = HousingGrade.C);
        fault(QualityRule.SOUND_HOUSE_CALLED_UNSAFE, h -> {
            h.housingGrade = HousingGrade.A;
            h.housing = Safeguard.NOT_MET;
        });
        fault(QualityRule.STABLE_IN_DANGEROUS_HOUSE, h -> {
            h.category = MonitoredCategory.MARGINAL;
            h.housingGrade = HousingGrade.D;
        });
        fault(QualityRule.FLOOR_SPACE_TOO_SMALL, h -> h.floorSpace = new BigDecimal("14.97"));
        fault(QualityRule.FLOOR_SPACE_TOO_LARGE, h -> h.floorSpace = new BigDecimal("900.02"));
        fault(QualityRule.MEDICAL_CARE_UNCHECKED, h -> h.medicalCare = Safeguard.UNKNOWN);
        fault(QualityRule.SAFEGUARDS_OUTDATED, h -> {
            h.monitor();
            h.checkedOn = TODAY.minusYears(1).minusDays(1);
        });
        fault(QualityRule.SAFEGUARDS_CHECKED_IN_FUTURE, h -> h.checkedOn = TODAY.plusDays(1));
        fault(QualityRule.NO_LABOUR_WITHOUT_ALLOWANCE, h -> {
            h.nobodyWorks();
            h.attributes.remove(HouseholdAttribute.MINIMUM_LIVING);
        });

        fault(QualityRule.COVER_ILLNESS, h -> h.monitor(Risk.ILLNESS));
        fault(QualityRule.COVER_SCHOOLING, h -> h.monitor(Risk.SCHOOLING));
        fault(QualityRule.COVER_DISABILITY, h -> h.monitor(Risk.DISABILITY));
        fault(QualityRule.COVER_HOUSING, h -> h.monitor(Risk.HOUSING));
        fault(QualityRule.COVER_WATER, h -> {
            h.monitor();
            h.water = Safeguard.NOT_MET;
        });
        fault(QualityRule.COVER_OUT_OF_SCHOOL, h -> {
            h.monitor();
            h.son.schooling = Schooling.NOT_AT_SCHOOL;
        });
        fault(QualityRule.COVER_UNINSURED, h -> {
            h.monitor();
            h.son.insurances = Set.of();
        });
        fault(QualityRule.COVER_LABOUR, h -> {
            h.monitor();
            h.measures.clear();
        });
        fault(QualityRule.ONLY_SECURITY_FOR_ABLE, h -> {
            h.monitor();
            h.measures.clear();
            h.take(MeasureCategory.COMPREHENSIVE_SECURITY);
        });
        fault(QualityRule.EMPLOYMENT_WITHOUT_WORKER, h -> {
            h.nobodyWorks();
            h.take(MeasureCategory.PUBLIC_POST);
        });
        fault(QualityRule.VOCATIONAL_PUPIL_WITHOUT_MEASURE, h -> {
            h.monitor();
            h.son.schooling = Schooling.VOCATIONAL_1;
        });
        fault(QualityRule.OUT_WORK_SUBSIDY_WITHOUT_WORKER, h -> {
            h.head.work = work(WorkChannel.WORKSHOP);
            h.take(MeasureCategory.EMPLOYMENT, Subsidy.OUT_WORK);
        });
        fault(QualityRule.WORKSHOP_SUBSIDY_WITHOUT_WORKER, h -> {
            h.head.work = work(WorkChannel.OUT_WORK);
            h.take(MeasureCategory.EMPLOYMENT, Subsidy.WORKSHOP);
        });
        fault(QualityRule.VOCATIONAL_PUPIL_WITHOUT_SUBSIDY, h -> {
            h.monitor();
            h.son.schooling = Schooling.VOCATIONAL_1;
            h.take(MeasureCategory.EDUCATION);
        });
        fault(
                QualityRule.VOCATIONAL_SUBSIDY_WITHOUT_PUPIL,
                h -> h.take(MeasureCategory.EDUCATION, Subsidy.VOCATIONAL_PUPIL));
        fault(
                QualityRule.MEASURE_AMOUNT_WITHOUT_SOURCE,
                h -> h.measures.add(new Taken(
                        UUID.randomUUID(),
                        MeasureCategory.INDUSTRY,
                        null,
                        true,
                        FundsSource.NONE,
                        TODAY,
                        null,
                        false)));
        fault(
                QualityRule.MEASURE_WITHOUT_RESULT,
                h -> h.measures.add(new Taken(
                        UUID.randomUUID(),
                        MeasureCategory.INDUSTRY,
                        null,
                        false,
                        null,
                        TODAY.minusMonths(3),
                        TODAY.minusDays(31),
                        false)));

        fault(QualityRule.NO_HELPER, h -> {
            h.monitor();
            h.pairings.clear();
        });
        fault(QualityRule.NO_PRIMARY_HELPER, h -> h.pairings.add(new Pairing(false, null)));
        fault(QualityRule.TWO_PRIMARY_HELPERS, h -> {
            h.pairings.add(new Pairing(true, null));
            h.pairings.add(new Pairing(true, null));
        });
        fault(QualityRule.HELPER_TERM_OVER, h -> h.pairings.add(new Pairing(true, TODAY.minusDays(1))));

        fault(QualityRule.CATEGORY_AGAINST_TYPE, h -> h.category = MonitoredCategory.UNSTABLE);
        fault(
                QualityRule.ELIMINATED_WITHOUT_SNAPSHOT,
                h -> h.procedure = new Procedure(TODAY.minusYears(1), TODAY, false, Set.of()));
        fault(
                QualityRule.ELIMINATED_TOO_SOON,
                h -> h.procedure = new Procedure(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 30), true, Set.of()));
        fault(QualityRule.MONITORED_WITHOUT_CASE, h -> {
            h.monitor();
            h.procedure = null;
        });
        fault(QualityRule.CASE_OVERDUE, h -> h.openCaseDue = TODAY.minusDays(1));
        fault(QualityRule.NOT_VISITED, h -> {
            h.monitor();
            h.unvisitedSince = TODAY.minusDays(60);
        });
    }

    static Stream<QualityRule> rules() {
        return Stream.of(QualityRule.values());
    }

    @Test
    void hasAtLeastFiftyRules_eachWithItsFaultHere() {
        assertThat(QualityRule.values()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(FAULTS).containsOnlyKeys(QualityRule.values());
    }

    @ParameterizedTest
    @EnumSource(QualityRule.class)
    void findsNothing_inASoundHousehold(QualityRule rule) {
        assertThat(rule.findIn(new SoundHousehold().facts())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(QualityRule.class)
    void findsNothing_inAMonitoredHouseholdThatIsCaredForProperly(QualityRule rule) {
        var household = new SoundHousehold();
        household.monitor(Risk.ILLNESS);
        household.take(MeasureCategory.HEALTH);

        assertThat(rule.findIn(household.facts())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void pointsToWhatIsWrong_whenItsFaultIsThere(QualityRule rule) {
        var household = new SoundHousehold();
        FAULTS.get(rule).accept(household);

        var found = rule.findIn(household.facts());

        assertThat(found).isNotEmpty();
        var subjects = switch (rule.subject()) {
            case HOUSEHOLD -> List.of(SoundHousehold.ID);
            case MEMBER ->
                household.persons.stream().map(SoundHousehold.Someone::id).toList();
            case MEASURE -> household.measures.stream().map(Taken::id).toList();
        };
        assertThat(subjects).containsAll(found);
    }

    @ParameterizedTest
    @EnumSource(QualityRule.class)
    void isExplainedInBothLanguages_andPointsToAField(QualityRule rule) {
        assertThat(rule.zh()).matches(".*\\p{IsHan}.*");
        assertThat(rule.en()).matches("[\\x20-\\x7E]+");
        assertThat(rule.field()).matches("[a-zA-Z/]+");
    }

    @Test
    void blocksByDefaultOnlyWhatIsPlainlyImpossible() {
        assertThat(QualityRule.values())
                .filteredOn(rule -> rule.severity() == QualitySeverity.BLOCK)
                .containsExactlyInAnyOrder(
                        QualityRule.BIRTH_DATE_MISMATCH,
                        QualityRule.SEX_MISMATCH,
                        QualityRule.BIRTH_DATE_IN_FUTURE,
                        QualityRule.NO_HEAD,
                        QualityRule.TWO_HEADS,
                        QualityRule.RELATION_AGAINST_SEX,
                        QualityRule.HEALTHY_AND_ILL);
    }

    @Test
    void checksNumbersByTheirKind() {
        assertThat(QualityFactsReader.check(IdType.RESIDENT_ID, null, TODAY)).isEqualTo(IdCheck.MISSING);
        assertThat(QualityFactsReader.check(IdType.RESIDENT_ID, "999999999999999999", TODAY))
                .isEqualTo(IdCheck.PLACEHOLDER);
        assertThat(QualityFactsReader.check(IdType.RESIDENT_ID, "11010519491231002X", TODAY))
                .isEqualTo(IdCheck.VALID);
        assertThat(QualityFactsReader.check(IdType.RESIDENT_ID, "110105194912310021", TODAY))
                .isEqualTo(IdCheck.CHECKSUM);
        assertThat(QualityFactsReader.check(IdType.RESIDENT_ID, "110105194913310021", TODAY))
                .isEqualTo(IdCheck.MALFORMED);
        assertThat(QualityFactsReader.check(IdType.DISABILITY_ID, "11010519491231002X31", TODAY))
                .isEqualTo(IdCheck.VALID);
        assertThat(QualityFactsReader.check(IdType.DISABILITY_ID, "11010519491231002X", TODAY))
                .isEqualTo(IdCheck.MALFORMED);
        assertThat(QualityFactsReader.check("23800005678")).isEqualTo(Phone.MALFORMED);
    }

    @Test
    void comparesSexesOnlyWhereTheyAreKnown() {
        var household = new SoundHousehold();
        household.head.sex = Sex.UNKNOWN;
        household.spouse.sex = Sex.UNKNOWN;

        assertThat(QualityPolicy.assess(household.facts(), List.of(QualityRule.SPOUSE_SAME_SEX)))
                .isEmpty();
    }

    @Test
    void findsNothing_whereNobodyLivesAnyMore() {
        var household = new SoundHousehold();
        household.persons.clear();
        household.withIncome = false;
        household.addressed = false;

        assertThat(QualityPolicy.assess(household.facts(), List.of(QualityRule.values())))
                .isEmpty();
    }

    @Test
    void findsNothingInSubsidies_thatAreForSomebody() {
        var household = new SoundHousehold();
        household.monitor();
        household.head.work = work(WorkChannel.OUT_WORK);
        household.son.born = TODAY.minusYears(16).minusDays(1);
        household.son.schooling = Schooling.VOCATIONAL_1;
        household.take(MeasureCategory.EMPLOYMENT, Subsidy.OUT_WORK);
        household.take(MeasureCategory.EDUCATION, Subsidy.VOCATIONAL_PUPIL);

        assertThat(QualityPolicy.assess(household.facts(), List.of(QualityRule.values())))
                .isEmpty();
    }

    @Test
    void takesAHouseholdThatNobodyCaresFor_withoutItsDwelling() {
        var household = new SoundHousehold();
        household.floorSpace = null;
        household.housingGrade = null;
        household.toilet = null;

        assertThat(QualityPolicy.assess(household.facts(), List.of(QualityRule.values())))
                .isEmpty();
    }

    @Test
    void measuresNothingAgainstALiftedHouseholdWithHelper() {
        var household = new SoundHousehold();
        household.type = HouseholdType.LIFTED;
        household.mainCause = Cause.LACK_OF_FUNDS;
        household.pairings.add(new Pairing(true, TODAY.plusYears(1)));

        assertThat(QualityPolicy.assess(household.facts(), List.of(QualityRule.values())))
                .isEmpty();
    }
}
