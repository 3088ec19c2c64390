package org.jiedui.household.registration.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.household.CodeValue;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Ethnicity;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.PoliticalStatus;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;

/**
 * The columns of a household file: one row per member, what belongs to the household on its first row or on all of them.
 */
final class HouseholdColumns {
    /** Columns of the household's own. */
    static final List<String> OF_HOUSEHOLD = List.of(
            "externalId",
            "householdNumber",
            "region",
            "type",
            "address",
            "bankAccount",
            "attributes",
            "mainCause",
            "otherCauses",
            "causeRemark",
            "needs",
            "needsRemark",
            "food",
            "clothing",
            "compulsoryEducation",
            "medicalCare",
            "housing",
            "water",
            "safeguardsCheckedOn",
            "floorSpace",
            "housingGrade",
            "toilet",
            "incomeYear");

    /** Column of each income item. */
    static final Map<IncomeItem, String> INCOME = new LinkedHashMap<>();

    static {
        for (var item : IncomeItem.values()) {
            INCOME.put(item, camel(item.name()));
        }
    }

    /** All of them, in the order of the template. */
    static final Columns ALL = Columns.of(columns()).documents();

    private HouseholdColumns() {}

    private static List<Column> columns() {
        var columns = new ArrayList<>(List.of(
                Column.of("externalId", "外部编号").text().hint("本单位自己的户编号；与户编号至少填一项，用于识别同一户"),
                Column.of("householdNumber", "户编号").text().hint("系统给出的户编号；新建户留空"),
                Column.of("region", "村代码").text().mandatory().hint("12 位行政区划代码"),
                list("type", "户类型", HouseholdType.values()).mandatory(),
                Column.of("address", "住址"),
                Column.of("bankAccount", "银行账号").text(),
                Column.of("attributes", "户属性").hint("可多项，以分号分隔：低保户；特困供养；军烈属；易地搬迁；整户无劳动能力"),
                list("mainCause", "主要致贫原因", Cause.values()),
                Column.of("otherCauses", "其他致贫原因").hint("至多两项，以分号分隔"),
                Column.of("causeRemark", "致贫原因说明"),
                Column.of("needs", "帮扶需求").hint("可多项，以分号分隔"),
                Column.of("needsRemark", "需求说明"),
                list("food", "不愁吃", Safeguard.values()),
                list("clothing", "不愁穿", Safeguard.values()),
                list("compulsoryEducation", "义务教育", Safeguard.values()),
                list("medicalCare", "基本医疗", Safeguard.values()),
                list("housing", "住房安全", Safeguard.values()),
                list("water", "饮水安全", Safeguard.values()),
                Column.of("safeguardsCheckedOn", "保障核查日期").hint("YYYY-MM-DD"),
                Column.of("floorSpace", "住房面积").hint("平方米，至多两位小数；现住房屋"),
                list("housingGrade", "住房鉴定等级", HousingGrade.values()).hint("农村住房安全性鉴定：C、D 级为危房"),
                list("toilet", "厕所类型", Toilet.values()),
                Column.of("name", "姓名").mandatory(),
                list("relation", "与户主关系", Relation.values()).mandatory(),
                list("idType", "证件类型", IdType.values()).hint("不填为居民身份证"),
                Column.of("idNumber", "证件号码").text(),
                Column.of("birthDate", "出生日期").hint("YYYY-MM-DD；有身份证号时可不填"),
                list("sex", "性别", Sex.values()).hint("有身份证号时可不填"),
                Column.of("phone", "手机号").text(),
                Column.of("health", "健康状况").hint("可多项，以分号分隔"),
                list("labour", "劳动能力", LabourAbility.values()).mandatory(),
                list("education", "文化程度", Education.values()),
                list("schooling", "在校情况", Schooling.values()).mandatory(),
                Column.of("insurances", "参保情况").hint("可多项，以分号分隔；留空为不清楚，没有参保填“无”"),
                Column.of("selfCare", "生活自理").choices(List.of("是", "否")),
                list("ethnicity", "民族", Ethnicity.values()),
                list("politicalStatus", "政治面貌", PoliticalStatus.values()),
                list("workPlace", "务工地点", WorkPlace.values()).hint("有务工的填写"),
                Column.of("workEmployer", "务工单位"),
                Column.of("workMonths", "务工月数").hint("近 12 个月内，0–12"),
                Column.of("workMonthlyWage", "务工月收入").hint("元"),
                list("workChannel", "就业渠道", WorkChannel.values()),
                Column.of("incomeYear", "收入年度").hint("四位年度；以下各项为全户全年金额，元")));
        INCOME.forEach((item, name) ->
                columns.add(Column.of(name, item.group().zh() + "·" + item.zh()).aliases(item.zh())));
        return columns;
    }

    private static Column list(String name, String title, CodeValue... values) {
        return Column.of(name, title)
                .choices(Arrays.stream(values).map(CodeValue::zh).toList());
    }

    private static String camel(String constant) {
        var name = new StringBuilder();
        for (var word : constant.toLowerCase(java.util.Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** The column that a split pointer at a member's property means. */
    static String ofMember(String[] pointer) {
        var inside = pointer[3].equals("work") && pointer.length > 4 ? pointer[4] : null;
        return inside == null
                ? pointer[3].equals("work") ? "workPlace" : pointer[3]
                : "work" + Character.toUpperCase(inside.charAt(0)) + inside.substring(1);
    }

    /** The column that a pointer into a registration means, for what is not of a member. */
    static String of(String pointer) {
        var parts = pointer.split("/");
        if (parts.length < 2) {
            return null;
        }
        return switch (parts[1]) {
            case "causes" ->
                parts.length > 2 && parts[2].equals("remark")
                        ? "causeRemark"
                        : parts.length > 2 && parts[2].equals("others")
                                ? "otherCauses"
                                : parts.length > 2 && parts[2].equals("explained") ? "causeRemark" : "mainCause";
            case "safeguards" ->
                parts.length > 2
                        ? parts[2].equals("education")
                                ? "compulsoryEducation"
                                : parts[2].equals("checkedOn") ? "safeguardsCheckedOn" : parts[2]
                        : "food";
            case "dwelling" -> parts.length > 2 ? parts[2] : "floorSpace";
            case "incomes" -> "incomeYear";
            case "members" -> "relation";
            default -> parts[1];
        };
    }
}
