package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Why a household is no longer one (销户原因). */
public enum Closure implements CodeValue {
    DISSOLVED("全员减少", "nobody is left"),
    MERGED("并户", "went into another household"),
    DUPLICATE("重复建档", "was recorded twice");

    private final String zh;
    private final String en;

    Closure(String zh, String en) {
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
