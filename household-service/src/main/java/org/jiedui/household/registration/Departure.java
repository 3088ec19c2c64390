package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Why a member is no longer one (成员减少原因). */
public enum Departure implements CodeValue {
    DIED("死亡", "died"),
    MOVED_OUT("迁出", "moved out"),
    MARRIED_OUT("婚出", "married out"),
    OTHER("其他", "other");

    private final String zh;
    private final String en;

    Departure(String zh, String en) {
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
