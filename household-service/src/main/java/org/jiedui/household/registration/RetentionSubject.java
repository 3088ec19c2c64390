package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** What is forgotten after some time (档案保存对象). */
public enum RetentionSubject implements CodeValue {
    CLOSED_HOUSEHOLD("已销户的户档案", "the file of a household that exists no more"),
    DEPARTED_MEMBER("已减少的成员", "a member who died or left");

    private final String zh;
    private final String en;

    RetentionSubject(String zh, String en) {
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
