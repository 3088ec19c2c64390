package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Kind of blow to a household (家庭变故). */
public enum ShockKind implements CodeValue {
    MEDICAL_EXPENSE("医疗支出", "medical expense"),
    EDUCATION_EXPENSE("教育支出", "education expense"),
    OTHER_EXPENSE("其他刚性支出", "other expense that cannot be avoided"),
    JOB_LOSS("失业", "work lost");

    private final String zh;
    private final String en;

    ShockKind(String zh, String en) {
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
