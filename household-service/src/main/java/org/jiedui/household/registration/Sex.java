package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Sex; national codes of GB/T 2261.1-2003. */
public enum Sex implements CodeValue {
    UNKNOWN("未知", "unknown", "0"),
    MALE("男", "male", "1"),
    FEMALE("女", "female", "2"),
    NOT_STATED("未说明", "not stated", "9");

    private final String zh;
    private final String en;
    private final String national;

    Sex(String zh, String en, String national) {
        this.zh = zh;
        this.en = en;
        this.national = national;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    @Override
    public String national() {
        return national;
    }
}
