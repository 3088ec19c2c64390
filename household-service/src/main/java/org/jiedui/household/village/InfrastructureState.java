package org.jiedui.household.village;

import org.jiedui.household.CodeValue;

/** How well a piece of infrastructure serves the village (基础设施状况). */
public enum InfrastructureState implements CodeValue {
    GOOD("已达标", "good"),
    PARTIAL("部分达标", "in part"),
    NONE("未达标", "none"),
    UNKNOWN("未核实", "not known");

    private final String zh;
    private final String en;

    InfrastructureState(String zh, String en) {
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
