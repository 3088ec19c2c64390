package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** Urgency (紧急程度). */
public enum Urgency implements CodeValue {
    CRITICAL("特急", "critical"),
    URGENT("紧急", "urgent"),
    NORMAL("一般", "normal");

    private final String zh;
    private final String en;

    Urgency(String zh, String en) {
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
