package org.jiedui.household.line;

import org.jiedui.household.CodeValue;

/** Kind of line (线类别). */
public enum LineKind implements CodeValue {
    POVERTY("贫困线", "poverty line"),
    MONITORING("防返贫监测线", "monitoring line");

    private final String zh;
    private final String en;

    LineKind(String zh, String en) {
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
