package org.jiedui.household.village;

import org.jiedui.household.CodeValue;

/** Infrastructure of a village (基础设施). */
public enum Infrastructure implements CodeValue {
    WATER("供水", "water"),
    ROAD("道路", "road"),
    DRAINAGE("排水", "drainage"),
    WASTE("垃圾处理", "waste"),
    GREENING("绿化", "greening");

    private final String zh;
    private final String en;

    Infrastructure(String zh, String en) {
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
