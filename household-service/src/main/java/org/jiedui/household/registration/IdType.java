package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Kind of identity document (证件类型). */
public enum IdType implements CodeValue {
    RESIDENT_ID("居民身份证", "resident identity card"),
    MILITARY_ID("军官证", "military identity card"),
    DISABILITY_ID("残疾人证", "disability card");

    private final String zh;
    private final String en;

    IdType(String zh, String en) {
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
