package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** What kind of household it is (户类型); changes only by an approved transition. */
public enum HouseholdType implements CodeValue {
    ORDINARY("一般农户", "ordinary"),
    LIFTED("脱贫户", "lifted out of poverty");

    private final String zh;
    private final String en;

    HouseholdType(String zh, String en) {
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
