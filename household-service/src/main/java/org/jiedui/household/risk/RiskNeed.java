package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** What has to be met by a measure (风险对应需求): a decided risk, a finding, or the ability to work. */
public enum RiskNeed implements CodeValue {
    ILLNESS("因病", "illness"),
    SCHOOLING("因学", "schooling"),
    DISABILITY("因残", "disability"),
    HOUSING("因安全住房", "unsafe housing"),
    WATER("因安全饮水", "unsafe water"),
    OUT_OF_SCHOOL("失学辍学", "child out of school"),
    NO_MEDICAL_INSURANCE("未参保", "no medical insurance"),
    DEVELOPMENT("有劳动力需开发式帮扶", "able to work: a developmental measure");

    private final String zh;
    private final String en;

    RiskNeed(String zh, String en) {
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
