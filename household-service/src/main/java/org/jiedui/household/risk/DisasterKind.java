package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Kind of natural disaster (自然灾害类型). */
public enum DisasterKind implements CodeValue {
    FLOOD("洪涝", "flood"),
    GEOLOGICAL("地质", "geological"),
    DROUGHT("旱灾", "drought"),
    BIOLOGICAL("生物", "biological"),
    METEOROLOGICAL("气象", "meteorological"),
    EARTHQUAKE("地震", "earthquake"),
    OTHER("其他", "other");

    private final String zh;
    private final String en;

    DisasterKind(String zh, String en) {
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
