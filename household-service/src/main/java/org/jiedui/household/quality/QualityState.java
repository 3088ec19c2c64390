package org.jiedui.household.quality;

import org.jiedui.household.CodeValue;

/** State of a finding (质检问题状态). */
public enum QualityState implements CodeValue {
    OPEN("待处理", "open"),
    WAIVED("已豁免", "waived for a time, with reason"),
    RESOLVED("已解决", "the rule no longer finds it");

    private final String zh;
    private final String en;

    QualityState(String zh, String en) {
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
