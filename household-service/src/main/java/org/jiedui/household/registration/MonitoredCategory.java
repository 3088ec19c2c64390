package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Category of a monitored household (监测对象类别). */
public enum MonitoredCategory implements CodeValue {
    UNSTABLE("脱贫不稳定户", "lifted but unstable"),
    MARGINAL("边缘易致贫户", "on the margin"),
    SUDDEN_HARDSHIP("突发严重困难户", "sudden severe hardship");

    private final String zh;
    private final String en;

    MonitoredCategory(String zh, String en) {
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
