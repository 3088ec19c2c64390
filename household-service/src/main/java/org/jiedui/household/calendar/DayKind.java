package org.jiedui.household.calendar;

import org.jiedui.household.CodeValue;

/** What a day of the holiday calendar is, against the weekday that it falls on (节假日类型). */
public enum DayKind implements CodeValue {
    HOLIDAY("放假", "holiday"),
    WORKDAY("调休上班", "work day in exchange for a holiday");

    private final String zh;
    private final String en;

    DayKind(String zh, String en) {
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
