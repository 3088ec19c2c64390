package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** How a risk was eliminated (风险消除方式). */
public enum EliminationManner implements CodeValue {
    NATURAL("自然消除", "by itself"),
    ASSISTED("帮扶消除", "by help");

    private final String zh;
    private final String en;

    EliminationManner(String zh, String en) {
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
