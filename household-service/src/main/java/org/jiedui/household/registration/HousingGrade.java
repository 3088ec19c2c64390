package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Grade of a house by the appraisal of rural housing safety (农村住房安全性鉴定); C and D are dangerous. */
public enum HousingGrade implements CodeValue {
    A("A级", "grade A: sound"),
    B("B级", "grade B: sound but for single parts"),
    C("C级", "grade C: dangerous in part"),
    D("D级", "grade D: dangerous as a whole");

    private final String zh;
    private final String en;

    HousingGrade(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Whether nobody should live there as it is. */
    public boolean isDangerous() {
        return this == C || this == D;
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
