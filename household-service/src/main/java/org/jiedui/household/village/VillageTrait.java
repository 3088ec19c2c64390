package org.jiedui.household.village;

import org.jiedui.household.CodeValue;

/** What kind of village it is (村情类型); who is sent to help follows from it (domain PA-13). */
public enum VillageTrait implements CodeValue {
    WEAK("弱村", "weak leadership"),
    DISORDERLY("乱村", "disorderly"),
    POOR("穷村", "poor"),
    INDUSTRIAL("产业村", "with an industry of its own");

    private final String zh;
    private final String en;

    VillageTrait(String zh, String en) {
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
