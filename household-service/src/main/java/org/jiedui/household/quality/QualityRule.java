package org.jiedui.household.quality;

import static org.jiedui.household.quality.QualityBasis.OTHERS;
import static org.jiedui.household.quality.QualityBasis.RECORD;
import static org.jiedui.household.quality.QualityBasis.TIME;
import static org.jiedui.household.quality.QualityGroup.CAUSE;
import static org.jiedui.household.quality.QualityGroup.FAMILY;
import static org.jiedui.household.quality.QualityGroup.IDENTITY;
import static org.jiedui.household.quality.QualityGroup.INCOME;
import static org.jiedui.household.quality.QualityGroup.LABOUR;
import static org.jiedui.household.quality.QualityGroup.MEASURE;
import static org.jiedui.household.quality.QualityGroup.PAIRING;
import static org.jiedui.household.quality.QualityGroup.PROCESS;
import static org.jiedui.household.quality.QualityGroup.SAFEGUARD;
import static org.jiedui.household.quality.QualityGroup.SCHOOLING;
import static org.jiedui.household.quality.QualitySeverity.BLOCK;
import static org.jiedui.household.quality.QualitySeverity.WARN;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jiedui.household.CodeValue;
import org.jiedui.household.income.IncomeGroup;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.quality.QualityFacts.IdCheck;
import org.jiedui.household.quality.QualityFacts.Person;
import org.jiedui.household.quality.QualityFacts.Phone;
import org.jiedui.household.quality.QualityFacts.Taken;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.CompulsoryEducationPolicy;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.NotVisited;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.risk.Risk;

/**
 * The catalogue of data-quality rules (质检规则, HH-18, domain 5.8): each one check, a pure function of
 * {@link QualityFacts}. The label says what is wrong when the rule finds something. BLOCK is the default only for what is
 * plainly impossible; everything else warns. A code never changes its meaning.
 */
public enum QualityRule implements CodeValue {
    // identity
    ID_MISSING(
            IDENTITY, RECORD, "idNumber", "缺少证件号", "has no identity number", each(p -> p.idCheck() == IdCheck.MISSING)),
    ID_PLACEHOLDER(
            IDENTITY,
            RECORD,
            "idNumber",
            "证件号为占位号码（如全为 9）",
            "identity number is a placeholder such as all nines",
            each(p -> p.idCheck() == IdCheck.PLACEHOLDER)),
    ID_MALFORMED(
            IDENTITY,
            RECORD,
            "idNumber",
            "证件号格式、地址码或出生日期不存在",
            "identity number is malformed, or its area or birth date does not exist",
            each(p -> p.idCheck() == IdCheck.MALFORMED)),
    ID_CHECKSUM(
            IDENTITY,
            RECORD,
            "idNumber",
            "身份证号校验位不正确",
            "check digit of the identity number is wrong",
            each(p -> p.idCheck() == IdCheck.CHECKSUM)),
    BIRTH_DATE_MISMATCH(
            IDENTITY,
            RECORD,
            BLOCK,
            "birthDate",
            "出生日期与身份证号不一致",
            "birth date differs from the identity number",
            each(p -> !p.birthDateFits())),
    SEX_MISMATCH(
            IDENTITY,
            RECORD,
            BLOCK,
            "sex",
            "性别与身份证号不一致",
            "sex differs from the identity number",
            each(p -> !p.sexFits())),
    BIRTH_DATE_IN_FUTURE(
            IDENTITY,
            RECORD,
            BLOCK,
            "birthDate",
            "出生日期晚于今日",
            "birth date is in the future",
            each((p, f) -> p.birthDate().isAfter(f.today()))),
    AGE_IMPLAUSIBLE(
            IDENTITY, TIME, "birthDate", "年龄超过 115 岁", "is older than 115", each((p, f) -> p.age(f.today()) > 115)),
    SEX_NOT_STATED(
            IDENTITY,
            RECORD,
            "sex",
            "性别未说明",
            "sex is not stated",
            each(p -> p.sex() != Sex.MALE && p.sex() != Sex.FEMALE)),
    NAME_IMPLAUSIBLE(
            IDENTITY, RECORD, "name", "姓名含数字或不足两字", "name has digits or a single character", each(p -> !p.named())),
    SAME_PERSON_IN_COUNTY(
            IDENTITY,
            OTHERS,
            "name",
            "本县其他户有同名、同性别、同出生日期的人员",
            "another household of the county has a person of the same name, sex and birth date",
            each(p -> p.sameInCounty() > 0)),
    SAME_PERSON_IN_PROVINCE(
            IDENTITY,
            OTHERS,
            "name",
            "本省其他县有同名、同性别、同出生日期的人员",
            "another county of the province has a person of the same name, sex and birth date",
            each(p -> p.sameInProvince() > 0)),
    PHONE_MALFORMED(
            IDENTITY,
            RECORD,
            "phone",
            "手机号格式不正确",
            "phone is no mobile number",
            each(p -> p.phone() == Phone.MALFORMED)),
    PHONE_ABSENT(
            IDENTITY,
            RECORD,
            "members",
            "全户无联系电话",
            "nobody of the household has a phone",
            whole(f -> f.all(p -> p.phone() == Phone.ABSENT))),
    PHONE_IN_MANY_HOUSEHOLDS(
            IDENTITY,
            OTHERS,
            "phone",
            "同一手机号登记在三户以上",
            "the phone is registered in three households or more",
            each(p -> p.phoneHouseholds() >= 2)),
    DISABILITY_CARD_WITHOUT_DISABILITY(
            IDENTITY,
            RECORD,
            "health",
            "持残疾人证而健康状况无“残疾”",
            "has a disability card, but health does not say disabled",
            each(p -> p.idType() == IdType.DISABILITY_ID && p.health() != null && !p.has(HealthCondition.DISABLED))),
    ADDRESS_MISSING(IDENTITY, RECORD, "address", "缺少住址", "the household has no address", whole(f -> !f.addressed())),

    // family
    NO_HEAD(
            FAMILY,
            RECORD,
            BLOCK,
            "members",
            "无在世户主",
            "there is no living head",
            whole(f -> !f.persons().isEmpty() && f.head() == null)),
    TWO_HEADS(
            FAMILY,
            RECORD,
            BLOCK,
            "members",
            "有两位以上户主",
            "there is more than one head",
            whole(f -> f.of(Relation.HEAD).count() > 1)),
    TWO_SPOUSES(
            FAMILY,
            RECORD,
            "members",
            "户主有两位以上配偶",
            "the head has more than one spouse",
            whole(f -> f.of(Relation.SPOUSE).count() > 1)),
    SPOUSE_SAME_SEX(
            FAMILY,
            RECORD,
            "relation",
            "配偶与户主性别相同",
            "the spouse has the head's sex",
            each((p, f) -> p.relation() == Relation.SPOUSE
                    && f.head() != null
                    && f.head().sex() == p.sex()
                    && (p.sex() == Sex.MALE || p.sex() == Sex.FEMALE))),
    SPOUSE_UNDER_AGE(
            FAMILY,
            TIME,
            "relation",
            "配偶未达法定婚龄（男 22、女 20）",
            "the spouse is below the age of marriage (men 22, women 20)",
            each((p, f) -> p.relation() == Relation.SPOUSE && p.age(f.today()) < (p.sex() == Sex.MALE ? 22 : 20))),
    SPOUSE_AGE_GAP(
            FAMILY,
            RECORD,
            "birthDate",
            "配偶与户主年龄相差 40 岁以上",
            "the spouse is 40 years older or younger than the head",
            each((p, f) -> p.relation() == Relation.SPOUSE
                    && f.head() != null
                    && Math.abs(f.head().olderThan(p)) >= 40)),
    HEAD_UNDER_AGE(
            FAMILY,
            TIME,
            "relation",
            "户主未满 16 岁而户内有成年人",
            "the head is under 16 although an adult lives there",
            each((p, f) -> p.relation() == Relation.HEAD
                    && p.age(f.today()) < 16
                    && f.any(other -> other.age(f.today()) >= 18))),
    RELATION_AGAINST_SEX(
            FAMILY,
            RECORD,
            BLOCK,
            "relation",
            "与户主关系与性别矛盾",
            "the relation to the head contradicts the sex",
            each(p -> Relations.contradicts(p.relation(), p.sex()))),
    CHILD_TOO_OLD(
            FAMILY,
            RECORD,
            "birthDate",
            "子女与户主年龄相差不足 14 岁",
            "the child is less than 14 years younger than the head",
            each((p, f) -> (p.relation() == Relation.SON || p.relation() == Relation.DAUGHTER)
                    && !f.youngerThanHeadBy(p, 14))),
    PARENT_TOO_YOUNG(
            FAMILY,
            RECORD,
            "birthDate",
            "父母与户主年龄相差不足 14 岁",
            "the parent is less than 14 years older than the head",
            each((p, f) ->
                    (p.relation() == Relation.FATHER || p.relation() == Relation.MOTHER) && !f.olderThanHeadBy(p, 14))),
    GRANDCHILD_TOO_OLD(
            FAMILY,
            RECORD,
            "birthDate",
            "孙辈与户主年龄相差不足 28 岁",
            "the grandchild is less than 28 years younger than the head",
            each((p, f) -> Relations.GRANDCHILDREN.contains(p.relation()) && !f.youngerThanHeadBy(p, 28))),
    GRANDPARENT_TOO_YOUNG(
            FAMILY,
            RECORD,
            "birthDate",
            "祖辈与户主年龄相差不足 28 岁",
            "the grandparent is less than 28 years older than the head",
            each((p, f) -> Relations.GRANDPARENTS.contains(p.relation()) && !f.olderThanHeadBy(p, 28))),
    PARENT_TWICE(
            FAMILY,
            RECORD,
            "members",
            "户内有两位父亲或两位母亲",
            "there are two fathers or two mothers",
            whole(f ->
                    f.of(Relation.FATHER).count() > 1 || f.of(Relation.MOTHER).count() > 1)),
    HOUSEHOLD_TOO_LARGE(
            FAMILY,
            RECORD,
            "members",
            "家庭人口超过 15 人",
            "more than 15 persons live there",
            whole(f -> f.persons().size() > 15)),

    // schooling
    EDUCATION_AND_SCHOOLING(
            SCHOOLING,
            RECORD,
            "education",
            "文化程度与在校生状况不应同时填写",
            "both education and at school are filled",
            each(p -> p.atSchool() && p.education() != null && p.education() != Education.PRESCHOOL_AGE)),
    EDUCATION_MISSING(
            SCHOOLING,
            TIME,
            "education",
            "文化程度与在校生状况均未填写",
            "neither education nor at school is filled",
            each((p, f) -> !p.atSchool() && p.education() == null && p.age(f.today()) >= 7)),
    GRADE_AGAINST_AGE(
            SCHOOLING,
            TIME,
            "schooling",
            "年龄与就读年级不符",
            "the age is implausible for the grade",
            each((p, f) -> Grades.implausible(p.schooling(), p.age(f.today())))),
    EDUCATION_AGAINST_AGE(
            SCHOOLING,
            TIME,
            "education",
            "年龄与文化程度不符",
            "the age is implausible for the education",
            each((p, f) -> Grades.implausible(p.education(), p.age(f.today())))),
    EDUCATION_MET_THOUGH_OUT_OF_SCHOOL(
            SCHOOLING,
            TIME,
            "safeguards/education",
            "义务教育标为已保障，却有适龄儿童失学",
            "compulsory education is called met although a child is out of school",
            whole(f -> f.safeguards().education() == Safeguard.MET && f.any(p -> outOfSchool(p, f)))),

    // labour and health
    HEALTH_UNKNOWN(LABOUR, RECORD, "health", "健康状况未填写", "health is not known", each(p -> p.health() == null)),
    HEALTHY_AND_ILL(
            LABOUR,
            RECORD,
            BLOCK,
            "health",
            "“健康”与其他健康状况同时填写",
            "is both healthy and ill or disabled",
            each(p -> p.has(HealthCondition.HEALTHY) && p.health().size() > 1)),
    ABLE_AGE_WITHOUT_LABOUR(
            LABOUR,
            TIME,
            "labour",
            "16–59 岁、健康、非在校却无劳动力",
            "16 to 59, healthy, not at school, yet without labour",
            each((p, f) -> p.age(f.today()) >= 16
                    && p.age(f.today()) <= 59
                    && p.has(HealthCondition.HEALTHY)
                    && !p.atSchool()
                    && !p.labour().canWork())),
    PUPIL_WITH_LABOUR(
            LABOUR,
            RECORD,
            "labour",
            "在校生却为劳动力",
            "at school yet counted as labour",
            each(p -> p.atSchool() && p.labour().canWork())),
    SEVERELY_DISABLED_WITH_LABOUR(
            LABOUR,
            RECORD,
            "labour",
            "重度残疾却为普通或技能劳动力",
            "severely disabled yet ordinary or skilled labour",
            each(p -> p.severelyDisabled() && p.fullyAble())),
    CHILD_WITH_LABOUR(
            LABOUR,
            TIME,
            "labour",
            "未满 16 岁却为劳动力",
            "under 16 yet counted as labour",
            each((p, f) -> p.age(f.today()) < 16 && p.labour().canWork())),
    AGED_WITH_FULL_LABOUR(
            LABOUR,
            TIME,
            "labour",
            "75 岁以上却为普通或技能劳动力",
            "75 or older yet ordinary or skilled labour",
            each((p, f) -> p.age(f.today()) >= 75 && p.fullyAble())),
    CHILD_AT_WORK(
            LABOUR,
            TIME,
            "work",
            "未满 16 岁却有务工信息",
            "under 16 yet said to work",
            each((p, f) -> p.age(f.today()) < 16 && p.work() != null)),
    WORK_WITHOUT_LABOUR(
            LABOUR,
            RECORD,
            "work",
            "有务工信息却无劳动能力",
            "said to work yet without labour",
            each(p -> p.work() != null && !p.labour().canWork())),
    PUBLIC_POST_OVER_AGE(
            LABOUR,
            TIME,
            "work",
            "70 岁以上却在公益性岗位",
            "over 70 yet in a public post",
            each((p, f) -> p.age(f.today()) > 70 && p.work() != null && p.work().channel() == WorkChannel.PUBLIC_POST)),
    NO_SELF_CARE_WITH_LABOUR(
            LABOUR,
            RECORD,
            "selfCare",
            "生活不能自理却为普通或技能劳动力",
            "cannot care for themselves yet ordinary or skilled labour",
            each(p -> !p.selfCare() && p.fullyAble())),
    NO_LABOUR_ATTRIBUTE_WRONG(
            LABOUR,
            RECORD,
            "attributes",
            "标为整户无劳动能力，却有劳动力",
            "said to have nobody able to work, but somebody is",
            whole(f -> f.attributes().contains(HouseholdAttribute.NO_LABOUR) && f.able() > 0)),
    NO_LABOUR_ATTRIBUTE_MISSING(
            LABOUR,
            RECORD,
            "attributes",
            "全户无劳动力，未标整户无劳动能力",
            "nobody is able to work, but the attribute is missing",
            whole(f ->
                    !f.persons().isEmpty() && f.able() == 0 && !f.attributes().contains(HouseholdAttribute.NO_LABOUR))),

    // causes and needs
    CAUSE_DISABILITY_WITHOUT_DISABLED(
            CAUSE,
            RECORD,
            "causes",
            "致贫原因含因残，家中无残疾人",
            "a cause is disability, but nobody is disabled",
            whole(f ->
                    f.named(Cause.DISABILITY) && f.all(p -> p.health() != null && !p.has(HealthCondition.DISABLED)))),
    CAUSE_ILLNESS_ALL_HEALTHY(
            CAUSE,
            RECORD,
            "causes",
            "致贫原因含因病，全家健康",
            "a cause is illness, but all are healthy",
            whole(f -> f.named(Cause.ILLNESS) && f.all(p -> p.has(HealthCondition.HEALTHY)))),
    CAUSE_SCHOOLING_WITHOUT_STUDENT(
            CAUSE,
            TIME,
            "causes",
            "致贫原因含因学，家中无在校生",
            "a cause is schooling, but nobody is at school or ought to be",
            whole(f -> f.named(Cause.SCHOOLING) && !f.any(p -> p.atSchool() || outOfSchool(p, f)))),
    CAUSE_LABOUR_THOUGH_ENOUGH(
            CAUSE,
            RECORD,
            "causes",
            "致贫原因含缺劳力，而劳动力超过家庭人口四分之一",
            "a cause is lack of labour, but more than a quarter can work",
            whole(f ->
                    f.named(Cause.LACK_OF_LABOUR) && f.able() * 4 > f.persons().size())),
    CAUSE_OTHER_WITHOUT_REMARK(
            CAUSE,
            RECORD,
            "causes/remark",
            "致贫原因为其他，未说明",
            "a cause is other, without remark",
            whole(f -> f.named(Cause.OTHER) && !f.causeRemarked())),
    CAUSE_TWICE(
            CAUSE,
            RECORD,
            "causes",
            "主要致贫原因与其他致贫原因相同",
            "the main cause is among the others",
            whole(f -> f.mainCause() != null && f.otherCauses().contains(f.mainCause()))),
    CAUSE_MAIN_MISSING(
            CAUSE,
            RECORD,
            "causes/main",
            "监测对象或脱贫户未填主要致贫原因",
            "cared for, but without a main cause",
            whole(f -> f.inCare() && f.mainCause() == null)),
    NEEDS_MISSING(
            CAUSE,
            RECORD,
            "needs",
            "监测对象未填帮扶需求",
            "monitored, but without any need",
            whole(f -> f.monitored() && f.needs().isEmpty())),
    NEED_OTHER_WITHOUT_REMARK(
            CAUSE,
            RECORD,
            "needsRemark",
            "帮扶需求为其他，未说明",
            "a need is other, without remark",
            whole(f -> f.needs().contains(Need.OTHER) && !f.needsRemarked())),

    // income
    INCOME_MISSING(INCOME, RECORD, "incomes", "无收入记录", "there is no income statement", whole(f -> f.income() == null)),
    INCOME_OUTDATED(
            INCOME,
            TIME,
            "incomes",
            "收入记录早于上一年度",
            "the income statement is older than last year",
            whole(f -> f.inCare()
                    && f.income() != null
                    && f.income().year() < f.today().getYear() - 1)),
    WAGE_WITHOUT_WORKER(
            INCOME,
            RECORD,
            "incomes",
            "有工资性收入，无劳动力",
            "there are wages, but nobody can work",
            income((i, f) -> i.earns(IncomeGroup.WAGE) && f.able() == 0)),
    WORKER_WITHOUT_WAGE(
            INCOME,
            RECORD,
            "incomes",
            "有劳动力，无工资性和生产经营性收入",
            "somebody can work, but there are neither wages nor business",
            income((i, f) -> !i.earns(IncomeGroup.WAGE)
                    && !i.earns(IncomeGroup.BUSINESS)
                    && f.any(p -> p.fullyAble() && !p.atSchool()))),
    WAGE_UNDER_100(
            INCOME,
            RECORD,
            "incomes",
            "年工资性收入大于 0 小于 100 元",
            "wages are above 0 and below 100 yuan a year",
            income((i, f) ->
                    i.earns(IncomeGroup.WAGE) && i.sum(IncomeGroup.WAGE).compareTo(BigDecimal.valueOf(100)) < 0)),
    BUSINESS_WITHOUT_COST(
            INCOME,
            RECORD,
            "incomes",
            "有生产经营性收入，无生产经营性支出",
            "there is business income without any cost",
            income((i, f) -> i.earns(IncomeGroup.BUSINESS) && !i.earns(IncomeGroup.COST))),
    COST_WITHOUT_BUSINESS(
            INCOME,
            RECORD,
            "incomes",
            "有生产经营性支出，无生产经营性收入",
            "there is production cost without business income",
            income((i, f) -> i.earns(IncomeGroup.COST) && !i.earns(IncomeGroup.BUSINESS))),
    INCOME_NOT_POSITIVE(
            INCOME,
            RECORD,
            "incomes",
            "人均纯收入不大于 0",
            "per-capita income is not above 0",
            income((i, f) -> i.perCapita().yuan().signum() <= 0)),
    INCOME_OVER_100000(
            INCOME,
            RECORD,
            "incomes",
            "人均纯收入超过 10 万元",
            "per-capita income is above 100 000 yuan",
            income((i, f) -> i.perCapita().yuan().compareTo(BigDecimal.valueOf(100_000)) > 0)),
    UNDER_LINE_NOT_MONITORED(
            INCOME,
            OTHERS,
            "category",
            "人均纯收入低于监测线，未纳入监测",
            "per-capita income is under the monitoring line, yet not monitored",
            income((i, f) ->
                    f.monitoringLine() != null && i.perCapita().isBelow(f.monitoringLine()) && !f.monitored())),
    MONITORED_ABOVE_20000(
            INCOME,
            RECORD,
            "category",
            "监测对象人均纯收入高于 2 万元",
            "monitored, though per-capita income is above 20 000 yuan",
            income((i, f) -> f.monitored() && i.perCapita().yuan().compareTo(BigDecimal.valueOf(20_000)) > 0)),
    PUBLIC_POST_OVER_70(
            INCOME,
            TIME,
            "incomes",
            "有公益岗收入，而 16–70 岁成员中无劳动力",
            "wages of a public post, though nobody between 16 and 70 can work",
            income((i, f) -> i.sum(QualityRule::publicPost).signum() > 0
                    && !f.any(p -> p.labour().canWork() && p.age(f.today()) >= 16 && p.age(f.today()) <= 70))),
    MINIMUM_LIVING_WITHOUT_INCOME(
            INCOME,
            RECORD,
            "incomes",
            "低保户而无低保金收入",
            "receives the minimum living allowance, but no such income is stated",
            income((i, f) -> f.attributes().contains(HouseholdAttribute.MINIMUM_LIVING)
                    && !i.has(IncomeItem.TRANSFER_MINIMUM_LIVING))),
    MINIMUM_LIVING_INCOME_WITHOUT_ATTRIBUTE(
            INCOME,
            RECORD,
            "attributes",
            "有低保金收入，户属性和成员均无低保",
            "allowance is stated, but neither the household nor a member receives it",
            income((i, f) -> i.has(IncomeItem.TRANSFER_MINIMUM_LIVING)
                    && !f.attributes().contains(HouseholdAttribute.MINIMUM_LIVING)
                    && !f.any(p -> p.has(Insurance.MINIMUM_LIVING)))),
    PENSION_WITHOUT_PENSIONER(
            INCOME,
            TIME,
            "incomes",
            "有养老金收入，无 45 岁以上成员",
            "a pension is stated, but nobody is 45 or older",
            income((i, f) -> i.has(IncomeItem.TRANSFER_PENSION) && !f.any(p -> p.age(f.today()) >= 45))),
    INCOME_MEMBERS_DIFFER(
            INCOME,
            RECORD,
            "incomes",
            "收入计算人口与现有人口相差 3 人以上",
            "the income was divided by a number of members that differs by 3 or more",
            income((i, f) -> Math.abs(i.members() - f.persons().size()) >= 3)),

    // safeguards
    STABLE_WITH_UNSAFE_HOUSING(
            SAFEGUARD,
            RECORD,
            "safeguards/housing",
            "风险已消除，住房仍未保障",
            "risk eliminated although housing is unsafe",
            whole(f -> f.eliminated() && f.lacks(f.safeguards().housing()))),
    STABLE_WITH_UNSAFE_WATER(
            SAFEGUARD,
            RECORD,
            "safeguards/water",
            "风险已消除，饮水仍未保障",
            "risk eliminated although water is unsafe",
            whole(f -> f.eliminated() && f.lacks(f.safeguards().water()))),
    NO_MEDICAL_INSURANCE(
            SAFEGUARD, RECORD, "insurances", "未参加基本医疗保险", "has no basic medical insurance", each(Person::uninsured)),
    INSURANCE_UNKNOWN(
            SAFEGUARD, RECORD, "insurances", "参保情况未填写", "insurances are not known", each(p -> p.insurances() == null)),
    INSURED_TWICE(
            SAFEGUARD,
            RECORD,
            "insurances",
            "同时参加城乡居民医保和职工医保",
            "has both medical insurances",
            each(p -> p.has(Insurance.RESIDENT_MEDICAL) && p.has(Insurance.EMPLOYEE_MEDICAL))),
    MEDICAL_MET_THOUGH_UNINSURED(
            SAFEGUARD,
            RECORD,
            "safeguards/medicalCare",
            "基本医疗标为已保障，却有成员未参保",
            "medical care is called met although a member is uninsured",
            whole(f -> f.safeguards().medicalCare() == Safeguard.MET && f.any(Person::uninsured))),
    WATER_UNCHECKED(
            SAFEGUARD,
            RECORD,
            "safeguards/water",
            "饮水安全未核实",
            "water was not checked",
            whole(f -> f.safeguards().water() == Safeguard.UNKNOWN)),
    HOUSING_UNCHECKED(
            SAFEGUARD,
            RECORD,
            "safeguards/housing",
            "住房安全未核实",
            "housing was not checked",
            whole(f -> f.safeguards().housing() == Safeguard.UNKNOWN)),
    FLOOR_SPACE_MISSING(
            SAFEGUARD,
            RECORD,
            "dwelling/floorSpace",
            "监测对象或脱贫户未填住房面积",
            "cared for, but the floor space is not known",
            whole(f -> f.inCare() && f.dwelling().floorSpace() == null)),
    HOUSING_GRADE_MISSING(
            SAFEGUARD,
            RECORD,
            "dwelling/housingGrade",
            "监测对象或脱贫户未填住房鉴定等级",
            "cared for, but the house was not appraised",
            whole(f -> f.inCare() && f.dwelling().housingGrade() == null)),
    TOILET_MISSING(
            SAFEGUARD,
            RECORD,
            "dwelling/toilet",
            "监测对象或脱贫户未填厕所类型",
            "cared for, but the kind of toilet is not known",
            whole(f -> f.inCare() && f.dwelling().toilet() == null)),
    DANGEROUS_HOUSE_CALLED_SAFE(
            SAFEGUARD,
            RECORD,
            "safeguards/housing",
            "住房鉴定为 C、D 级，住房安全却标为已保障",
            "the house is of grade C or D, yet housing is called safe",
            whole(f -> f.inDangerousHouse() && f.safeguards().housing() == Safeguard.MET)),
    SOUND_HOUSE_CALLED_UNSAFE(
            SAFEGUARD,
            RECORD,
            "safeguards/housing",
            "住房鉴定为 A 级，住房安全却标为未保障",
            "the house is of grade A, yet housing is called unsafe",
            whole(f -> f.dwelling().housingGrade() == HousingGrade.A
                    && f.lacks(f.safeguards().housing()))),
    STABLE_IN_DANGEROUS_HOUSE(
            SAFEGUARD,
            RECORD,
            "dwelling/housingGrade",
            "风险已消除，住房鉴定仍为 C、D 级",
            "risk eliminated although the house is of grade C or D",
            whole(f -> f.eliminated() && f.inDangerousHouse())),
    FLOOR_SPACE_TOO_SMALL(
            SAFEGUARD,
            RECORD,
            "dwelling/floorSpace",
            "人均住房面积不足 5 平方米",
            "there are less than 5 square metres per person",
            whole(f -> f.floorSpacePerHead() != null && f.floorSpacePerHead().compareTo(BigDecimal.valueOf(5)) < 0)),
    FLOOR_SPACE_TOO_LARGE(
            SAFEGUARD,
            RECORD,
            "dwelling/floorSpace",
            "人均住房面积超过 300 平方米",
            "there are more than 300 square metres per person",
            whole(f -> f.floorSpacePerHead() != null && f.floorSpacePerHead().compareTo(BigDecimal.valueOf(300)) > 0)),
    MEDICAL_CARE_UNCHECKED(
            SAFEGUARD,
            RECORD,
            "safeguards/medicalCare",
            "基本医疗未核实",
            "medical care was not checked",
            whole(f -> f.safeguards().medicalCare() == Safeguard.UNKNOWN)),
    SAFEGUARDS_OUTDATED(
            SAFEGUARD,
            TIME,
            "safeguards/checkedOn",
            "两不愁三保障一年以上未核查",
            "safeguards were not checked for a year",
            whole(f -> f.inCare()
                    && f.safeguards().safeguardsCheckedOn() != null
                    && f.safeguards().safeguardsCheckedOn().isBefore(f.today().minusYears(1)))),
    SAFEGUARDS_CHECKED_IN_FUTURE(
            SAFEGUARD,
            RECORD,
            "safeguards/checkedOn",
            "核查日期晚于今日",
            "the day of the check is in the future",
            whole(f -> f.safeguards().safeguardsCheckedOn() != null
                    && f.safeguards().safeguardsCheckedOn().isAfter(f.today()))),
    NO_LABOUR_WITHOUT_ALLOWANCE(
            SAFEGUARD,
            RECORD,
            "insurances",
            "全户无劳动力且无人享受低保或特困供养",
            "nobody can work and nobody receives the allowance or extreme poverty support",
            whole(f -> !f.persons().isEmpty()
                    && f.able() == 0
                    && !f.attributes().contains(HouseholdAttribute.MINIMUM_LIVING)
                    && !f.attributes().contains(HouseholdAttribute.EXTREME_POVERTY_SUPPORT)
                    && !f.any(p -> p.has(Insurance.MINIMUM_LIVING) || p.has(Insurance.EXTREME_POVERTY)))),

    // measures: the coverage rows of domain 5.4
    COVER_ILLNESS(
            MEASURE,
            OTHERS,
            "measures",
            "因病风险无健康帮扶或社会帮扶措施",
            "risk of illness without a health or social measure",
            whole(f -> f.atRisk(Risk.ILLNESS) && !f.helpedBy(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP))),
    COVER_SCHOOLING(
            MEASURE,
            OTHERS,
            "measures",
            "因学风险无教育或社会帮扶措施",
            "risk of schooling without an education or social measure",
            whole(f -> f.atRisk(Risk.SCHOOLING)
                    && !f.helpedBy(
                            MeasureCategory.COMPULSORY_EDUCATION,
                            MeasureCategory.EDUCATION,
                            MeasureCategory.SOCIAL_HELP))),
    COVER_DISABILITY(
            MEASURE,
            OTHERS,
            "measures",
            "因残风险无综合保障或社会帮扶措施",
            "risk of disability without a security or social measure",
            whole(f -> f.atRisk(Risk.DISABILITY)
                    && !f.helpedBy(MeasureCategory.COMPREHENSIVE_SECURITY, MeasureCategory.SOCIAL_HELP))),
    COVER_HOUSING(
            MEASURE,
            OTHERS,
            "measures",
            "住房风险无住房安全保障或搬迁措施",
            "unsafe housing without a housing measure or relocation",
            whole(f -> f.monitored()
                    && (f.atRisk(Risk.HOUSING) || f.lacks(f.safeguards().housing()))
                    && !f.helpedBy(MeasureCategory.SAFE_HOUSING, MeasureCategory.RELOCATION))),
    COVER_WATER(
            MEASURE,
            OTHERS,
            "measures",
            "饮水风险无饮水安全保障措施",
            "unsafe water without a water measure",
            whole(f -> f.monitored()
                    && (f.atRisk(Risk.WATER) || f.lacks(f.safeguards().water()))
                    && !f.helpedBy(MeasureCategory.SAFE_WATER))),
    COVER_OUT_OF_SCHOOL(
            MEASURE,
            OTHERS,
            "measures",
            "适龄儿童失学无义务教育保障措施",
            "child out of school without a compulsory education measure",
            whole(f -> f.monitored()
                    && f.any(p -> outOfSchool(p, f))
                    && !f.helpedBy(MeasureCategory.COMPULSORY_EDUCATION))),
    COVER_UNINSURED(
            MEASURE,
            OTHERS,
            "measures",
            "未参保成员无健康帮扶或社会帮扶措施",
            "uninsured member without a health or social measure",
            whole(f -> f.monitored()
                    && f.any(Person::uninsured)
                    && !f.helpedBy(MeasureCategory.HEALTH, MeasureCategory.SOCIAL_HELP))),
    COVER_LABOUR(
            MEASURE,
            OTHERS,
            "measures",
            "有劳动力的监测对象无开发式帮扶措施",
            "monitored household with labour without a developmental measure",
            whole(f -> f.monitored()
                    && f.able() > 0
                    && !f.helpedBy(
                            MeasureCategory.INDUSTRY,
                            MeasureCategory.EMPLOYMENT,
                            MeasureCategory.FINANCE,
                            MeasureCategory.PUBLIC_POST))),
    ONLY_SECURITY_FOR_ABLE(
            MEASURE,
            OTHERS,
            "measures",
            "有劳动力而仅有综合保障措施",
            "only comprehensive security for a household that can work",
            whole(f -> f.monitored()
                    && f.able() > 0
                    && !f.inForce().isEmpty()
                    && f.inForce().stream().allMatch(m -> m.category() == MeasureCategory.COMPREHENSIVE_SECURITY))),
    EMPLOYMENT_WITHOUT_WORKER(
            MEASURE,
            OTHERS,
            "measures",
            "有就业或公益岗帮扶，无劳动力",
            "an employment measure or public post, but nobody can work",
            whole(f -> f.able() == 0 && f.helpedBy(MeasureCategory.EMPLOYMENT, MeasureCategory.PUBLIC_POST))),
    VOCATIONAL_PUPIL_WITHOUT_MEASURE(
            MEASURE,
            OTHERS,
            "measures",
            "中高职在校生未享受教育帮扶",
            "cared for, with a vocational pupil, but without an education measure",
            whole(f -> f.inCare()
                    && f.any(p -> Grades.vocational(p.schooling()))
                    && !f.helpedBy(MeasureCategory.EDUCATION))),
    OUT_WORK_SUBSIDY_WITHOUT_WORKER(
            MEASURE,
            OTHERS,
            "measures",
            "享受外出务工补助，家中无外出务工人员",
            "receives the subsidy for work away from home, but nobody works away",
            whole(f -> f.receives(Subsidy.OUT_WORK) && !f.any(Person::worksAway))),
    WORKSHOP_SUBSIDY_WITHOUT_WORKER(
            MEASURE,
            OTHERS,
            "measures",
            "享受帮扶车间就业补助，家中无人在帮扶车间就业",
            "receives the subsidy for an assistance workshop, but nobody works in one",
            whole(f -> f.receives(Subsidy.WORKSHOP)
                    && !f.any(p -> p.work() != null && p.work().channel() == WorkChannel.WORKSHOP))),
    VOCATIONAL_PUPIL_WITHOUT_SUBSIDY(
            MEASURE,
            OTHERS,
            "measures",
            "中高职在校生有教育帮扶，未享受雨露计划补助",
            "cared for, with a vocational pupil and an education measure that is not the subsidy for one",
            whole(f -> f.inCare()
                    && f.any(p -> Grades.vocational(p.schooling()))
                    && f.helpedBy(MeasureCategory.EDUCATION)
                    && !f.receives(Subsidy.VOCATIONAL_PUPIL))),
    VOCATIONAL_SUBSIDY_WITHOUT_PUPIL(
            MEASURE,
            OTHERS,
            "measures",
            "享受雨露计划补助，家中无中高职在校生",
            "receives the subsidy for a vocational pupil, but there is none",
            whole(f -> f.receives(Subsidy.VOCATIONAL_PUPIL) && !f.any(p -> Grades.vocational(p.schooling())))),
    MEASURE_AMOUNT_WITHOUT_SOURCE(
            MEASURE,
            OTHERS,
            "funds",
            "措施有金额，无资金来源",
            "the measure has an amount, but no source of funds",
            measures((m, f) -> m.funded() && (m.funds() == null || m.funds() == FundsSource.NONE))),
    MEASURE_WITHOUT_RESULT(
            MEASURE,
            OTHERS,
            "result",
            "措施结束 30 日以上，未填成效",
            "the measure ended more than 30 days ago, without result",
            measures((m, f) -> m.to() != null && m.to().isBefore(f.today().minusDays(30)) && !m.withResult())),

    // pairing
    NO_HELPER(
            PAIRING,
            OTHERS,
            "helpers",
            "监测对象或脱贫户无帮扶责任人",
            "cared for, but without any helper",
            whole(f -> f.inCare() && f.pairings().isEmpty())),
    NO_PRIMARY_HELPER(
            PAIRING,
            OTHERS,
            "helpers",
            "仅有协助帮扶人，无主要帮扶责任人",
            "has supporting helpers only",
            whole(f -> !f.pairings().isEmpty() && f.pairings().stream().noneMatch(QualityFacts.Pairing::primary))),
    TWO_PRIMARY_HELPERS(
            PAIRING,
            OTHERS,
            "helpers",
            "有两位以上主要帮扶责任人",
            "has more than one primary helper",
            whole(f ->
                    f.pairings().stream().filter(QualityFacts.Pairing::primary).count() > 1)),
    HELPER_TERM_OVER(
            PAIRING,
            OTHERS,
            "helpers",
            "结对期限已过，尚未办结或续期",
            "a pairing's term is over, but it is neither ended nor renewed",
            whole(f -> f.pairings().stream()
                    .anyMatch(p -> p.termTo() != null && p.termTo().isBefore(f.today())))),

    // procedure
    CATEGORY_AGAINST_TYPE(
            PROCESS,
            RECORD,
            "category",
            "监测类别与户类型不符",
            "the monitored category does not fit the type",
            whole(f -> f.category() == MonitoredCategory.UNSTABLE && f.type() != HouseholdType.LIFTED
                    || f.category() == MonitoredCategory.MARGINAL && f.type() != HouseholdType.ORDINARY)),
    ELIMINATED_WITHOUT_SNAPSHOT(
            PROCESS,
            OTHERS,
            "case",
            "风险消除无事后快照",
            "eliminated without an after-snapshot",
            whole(f -> f.procedure() != null
                    && f.procedure().eliminatedOn() != null
                    && !f.procedure().afterSnapshot())),
    ELIMINATED_TOO_SOON(
            PROCESS,
            OTHERS,
            "case",
            "识别当月或次月即消除风险",
            "eliminated in the month of identification or the next",
            whole(f -> f.procedure() != null
                    && f.procedure().eliminatedOn() != null
                    && f.procedure().monitoredFrom() != null
                    && f.procedure()
                            .eliminatedOn()
                            .isBefore(f.procedure()
                                    .monitoredFrom()
                                    .withDayOfMonth(1)
                                    .plusMonths(2)))),
    MONITORED_WITHOUT_CASE(
            PROCESS,
            OTHERS,
            "case",
            "监测中而无识别程序记录",
            "monitored without a case that led to it",
            whole(f -> f.monitored() && f.procedure() == null)),
    CASE_OVERDUE(
            PROCESS,
            OTHERS,
            "case",
            "识别程序超过办理期限",
            "the open case is past its due day",
            whole(f -> f.openCaseDue() != null && f.openCaseDue().isBefore(f.today()))),
    NOT_VISITED(
            PROCESS,
            TIME,
            "visits",
            "监测对象 60 天未走访",
            "monitored, but not visited for 60 days",
            whole(f -> f.monitored() && new NotVisited(60).holds(f.unvisitedSince(), f.today())));

    private final QualityGroup group;
    private final QualityBasis basis;
    private final QualitySeverity severity;
    private final String field;
    private final String zh;
    private final String en;
    private final Check check;

    QualityRule(QualityGroup group, QualityBasis basis, String field, String zh, String en, Check check) {
        this(group, basis, WARN, field, zh, en, check);
    }

    QualityRule(
            QualityGroup group,
            QualityBasis basis,
            QualitySeverity severity,
            String field,
            String zh,
            String en,
            Check check) {
        this.group = group;
        this.basis = basis;
        this.severity = severity;
        this.field = field;
        this.zh = zh;
        this.en = en;
        this.check = check;
    }

    private record Check(QualitySubject subject, Function<QualityFacts, Stream<UUID>> found) {}

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    /** Its group. */
    public QualityGroup group() {
        return group;
    }

    /** When its answer can change. */
    public QualityBasis basis() {
        return basis;
    }

    /** What it does unless configuration says otherwise. */
    public QualitySeverity severity() {
        return severity;
    }

    /** What its findings point to. */
    public QualitySubject subject() {
        return check.subject();
    }

    /** The field of the subject that is wrong, as the API names it. */
    public String field() {
        return field;
    }

    /** The subjects in which this household breaks the rule; none when nothing is wrong. */
    public List<UUID> findIn(QualityFacts facts) {
        return check.found().apply(facts).distinct().toList();
    }

    private static Check each(Predicate<Person> wrong) {
        return each((p, f) -> wrong.test(p));
    }

    private static Check each(BiPredicate<Person, QualityFacts> wrong) {
        return new Check(
                QualitySubject.MEMBER,
                f -> f.persons().stream().filter(p -> wrong.test(p, f)).map(Person::id));
    }

    private static Check whole(Predicate<QualityFacts> wrong) {
        return new Check(QualitySubject.HOUSEHOLD, f -> wrong.test(f) ? Stream.of(f.householdId()) : Stream.empty());
    }

    private static Check income(BiPredicate<QualityFacts.Income, QualityFacts> wrong) {
        return whole(f -> f.income() != null && wrong.test(f.income(), f));
    }

    private static Check measures(BiPredicate<Taken, QualityFacts> wrong) {
        return new Check(
                QualitySubject.MEASURE,
                f -> f.measures().stream().filter(m -> wrong.test(m, f)).map(Taken::id));
    }

    private static boolean publicPost(IncomeItem item) {
        return item == IncomeItem.WAGE_PUBLIC_POST_DEPARTMENT
                || item == IncomeItem.WAGE_PUBLIC_POST_TOWNSHIP
                || item == IncomeItem.WAGE_PUBLIC_POST_VILLAGE;
    }

    private static boolean outOfSchool(Person person, QualityFacts facts) {
        return CompulsoryEducationPolicy.outOfSchool(
                person.birthDate(), person.schooling(), person.education(), facts.today());
    }

    /** What a relation says about sex and generation. */
    private static final class Relations {
        private static final List<Relation> MEN = List.of(
                Relation.SON,
                Relation.SON_IN_LAW,
                Relation.SONS_SON,
                Relation.DAUGHTERS_SON,
                Relation.FATHER,
                Relation.WIFES_FATHER,
                Relation.HUSBANDS_FATHER,
                Relation.FATHERS_FATHER,
                Relation.MOTHERS_FATHER);
        private static final List<Relation> WOMEN = List.of(
                Relation.DAUGHTER,
                Relation.DAUGHTER_IN_LAW,
                Relation.SONS_DAUGHTER,
                Relation.DAUGHTERS_DAUGHTER,
                Relation.MOTHER,
                Relation.WIFES_MOTHER,
                Relation.HUSBANDS_MOTHER,
                Relation.FATHERS_MOTHER,
                Relation.MOTHERS_MOTHER);
        static final List<Relation> GRANDCHILDREN =
                List.of(Relation.SONS_SON, Relation.SONS_DAUGHTER, Relation.DAUGHTERS_SON, Relation.DAUGHTERS_DAUGHTER);
        static final List<Relation> GRANDPARENTS = List.of(
                Relation.FATHERS_FATHER, Relation.FATHERS_MOTHER, Relation.MOTHERS_FATHER, Relation.MOTHERS_MOTHER);

        static boolean contradicts(Relation relation, Sex sex) {
            return sex == Sex.FEMALE && MEN.contains(relation) || sex == Sex.MALE && WOMEN.contains(relation);
        }
    }

    /** Ages that are plausible for school and education; wide enough for late starters. */
    private static final class Grades {
        static boolean implausible(Schooling schooling, int age) {
            return switch (schooling) {
                case NOT_AT_SCHOOL -> false;
                case PRESCHOOL -> age < 2 || age > 7;
                case PRIMARY -> age < 5 || age > 15;
                case GRADE_7, GRADE_8, GRADE_9 -> age < 10 || age > 18;
                case SENIOR_1, SENIOR_2, SENIOR_3 -> age < 13 || age > 21;
                case VOCATIONAL_1, VOCATIONAL_2, VOCATIONAL_3 -> age < 13 || age > 25;
                case HIGHER_VOCATIONAL_1, HIGHER_VOCATIONAL_2, HIGHER_VOCATIONAL_3 -> age < 14 || age > 30;
                case COLLEGE, BACHELOR -> age < 15 || age > 40;
                case MASTER_OR_ABOVE -> age < 18 || age > 60;
            };
        }

        static boolean implausible(Education education, int age) {
            if (education == null) {
                return false;
            }
            return switch (education) {
                case PRESCHOOL_AGE -> age > 7;
                case ILLITERATE -> age < 7;
                case PRIMARY -> age < 6;
                case JUNIOR_SECONDARY -> age < 12;
                case SENIOR_SECONDARY -> age < 15;
                case COLLEGE -> age < 17;
                case BACHELOR_OR_ABOVE -> age < 18;
            };
        }

        static boolean vocational(Schooling schooling) {
            return switch (schooling) {
                case VOCATIONAL_1,
                        VOCATIONAL_2,
                        VOCATIONAL_3,
                        HIGHER_VOCATIONAL_1,
                        HIGHER_VOCATIONAL_2,
                        HIGHER_VOCATIONAL_3 -> true;
                default -> false;
            };
        }
    }
}
