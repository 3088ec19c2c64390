package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Insurance and support of a member (参保与保障). */
public enum Insurance implements CodeValue {
    RESIDENT_MEDICAL("城乡居民医保", "medical, residents"),
    EMPLOYEE_MEDICAL("职工医保", "medical, employees"),
    SERIOUS_ILLNESS("大病保险", "serious illness"),
    COMMERCIAL_SUPPLEMENT("商业补充", "commercial supplement"),
    MEDICAL_AID("医疗救助", "medical aid"),
    RESIDENT_PENSION("居民养老", "pension, residents"),
    EMPLOYEE_PENSION("职工养老", "pension, employees"),
    MINIMUM_LIVING("低保", "minimum living allowance"),
    EXTREME_POVERTY("特困", "extreme poverty support");

    private final String zh;
    private final String en;

    Insurance(String zh, String en) {
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

    /** Whether it pays for basic medical care. */
    public boolean isBasicMedical() {
        return this == RESIDENT_MEDICAL || this == EMPLOYEE_MEDICAL;
    }
}
