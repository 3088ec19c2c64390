package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** What it is about (诉求类别). */
public enum RequestCategory implements CodeValue {
    EMPLOYMENT("就业", "work"),
    INDUSTRY("产业", "trade and sales"),
    MEDICAL_CARE("医疗", "medical care"),
    SCHOOLING("教育", "schooling"),
    HOUSING("住房", "housing"),
    WATER("饮水", "water"),
    TRANSPORT("交通", "roads"),
    FUNDS("资金", "funds"),
    SOCIAL_SECURITY("社会保障", "social security"),
    OTHER("其他", "other");

    private final String zh;
    private final String en;

    RequestCategory(String zh, String en) {
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
