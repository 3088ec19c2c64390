package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Why a household is at risk (风险情形); what the rules can find. */
public enum RiskReason implements CodeValue {
    INCOME_BELOW_LINE("人均纯收入低于监测线", "per-capita income below the monitoring line"),
    CHILD_OUT_OF_SCHOOL("适龄儿童失学辍学", "child of school age out of school"),
    HOUSING_UNSAFE("住房安全未保障", "housing unsafe"),
    WATER_UNSAFE("饮水安全未保障", "water unsafe"),
    NO_MEDICAL_INSURANCE("未参加基本医疗保险", "no basic medical insurance"),
    FOOD_SHORT("吃饭未保障", "not enough food"),
    CLOTHING_SHORT("穿衣未保障", "not enough clothing");

    private final String zh;
    private final String en;

    RiskReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
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
