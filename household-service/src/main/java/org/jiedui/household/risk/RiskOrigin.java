package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Where a clue came from (线索来源). */
public enum RiskOrigin implements CodeValue {
    SELF_REPORT("农户自主申报", "reported by the household"),
    CADRE_INSPECTION("干部排查", "found by a cadre"),
    DEPARTMENT_DATA("部门筛查预警", "data of a department"),
    RULE("规则预警", "found by a rule");

    private final String zh;
    private final String en;

    RiskOrigin(String zh, String en) {
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
