package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Ability to work (劳动技能). */
public enum LabourAbility implements CodeValue {
    ORDINARY("普通劳动力", "ordinary"),
    SKILLED("技能劳动力", "skilled"),
    WEAK_OR_HALF("弱劳动力或半劳动力", "weak or half"),
    LOST("丧失劳动力", "lost"),
    NONE("无劳动力", "none");

    private final String zh;
    private final String en;

    LabourAbility(String zh, String en) {
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

    /** Whether this person can work, if only in part. */
    public boolean canWork() {
        return this == ORDINARY || this == SKILLED || this == WEAK_OR_HALF;
    }
}
