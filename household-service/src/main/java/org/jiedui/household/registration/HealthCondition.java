package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** State of health (健康状况); HEALTHY excludes the rest. */
public enum HealthCondition implements CodeValue {
    HEALTHY("健康", "healthy"),
    CHRONIC_ILLNESS("长期慢性病", "chronic illness"),
    SERIOUS_ILLNESS("患有大病", "serious illness"),
    DISABLED("残疾", "disabled");

    private final String zh;
    private final String en;

    HealthCondition(String zh, String en) {
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
