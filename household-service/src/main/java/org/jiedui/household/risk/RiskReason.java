package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Why a household is at risk (风险情形); what the rules can find. */
public enum RiskReason implements CodeValue {
    INCOME_BELOW_LINE("人均纯收入低于监测线", "per-capita income below the monitoring line"),
    INCOME_NEAR_LINE("人均纯收入接近监测线", "per-capita income near the monitoring line"),
    INCOME_DROP("收入大幅下降", "income dropped"),
    MEDICAL_EXPENSE("医疗支出骤增", "shock of medical expenses"),
    EDUCATION_EXPENSE("教育支出骤增", "shock of education expenses"),
    OTHER_EXPENSE("其他刚性支出骤增", "shock of other expenses"),
    JOB_LOST("务工失业", "work lost"),
    CHILD_OUT_OF_SCHOOL("适龄儿童失学辍学", "child of school age out of school"),
    HOUSING_UNSAFE("住房安全未保障", "housing unsafe"),
    WATER_UNSAFE("饮水安全未保障", "water unsafe"),
    NO_MEDICAL_INSURANCE("未参加基本医疗保险", "no basic medical insurance"),
    FOOD_SHORT("吃饭未保障", "not enough food"),
    CLOTHING_SHORT("穿衣未保障", "not enough clothing"),
    DISASTER("受灾", "disaster declared for the region"),
    VISIT_OVERDUE("超期未走访", "visit overdue");

    private final String zh;
    private final String en;

    RiskReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Whether it is a risk of the household's own; an overdue visit is a duty of the helpers and begins no case. */
    public boolean isRisk() {
        return this != VISIT_OVERDUE;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
