package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** State of a safeguard (两不愁三保障及饮水). */
public enum Safeguard implements CodeValue {
    MET("已保障", "met"),
    NOT_MET("未保障", "not met"),
    UNKNOWN("未核实", "not checked");

    private final String zh;
    private final String en;

    Safeguard(String zh, String en) {
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
