package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Kind of toilet of a dwelling (户厕类型). */
public enum Toilet implements CodeValue {
    SANITARY_FLUSH("水冲式卫生厕所", "sanitary, with flushing"),
    SANITARY_DRY("卫生旱厕", "sanitary, dry"),
    NON_SANITARY("非卫生厕所", "not sanitary"),
    NO_TOILET("无厕所", "none");

    private final String zh;
    private final String en;

    Toilet(String zh, String en) {
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
