package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Attributes of a household beside its type (户属性). */
public enum HouseholdAttribute implements CodeValue {
    MINIMUM_LIVING("低保户", "receives the minimum living allowance"),
    EXTREME_POVERTY_SUPPORT("特困供养", "supported as extremely poor"),
    MARTYR_OR_MILITARY_FAMILY("军烈属", "family of a soldier or martyr"),
    RELOCATED("易地搬迁", "relocated"),
    NO_LABOUR("整户无劳动能力", "nobody able to work");

    private final String zh;
    private final String en;

    HouseholdAttribute(String zh, String en) {
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
