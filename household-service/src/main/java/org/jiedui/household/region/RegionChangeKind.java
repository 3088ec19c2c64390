package org.jiedui.household.region;

import org.jiedui.household.CodeValue;

/** Kind of a change of divisions (区划变更类型). */
public enum RegionChangeKind implements CodeValue {
    RENAME("更名", "another name, the same code"),
    MERGE("合并", "several become one, new or one of them"),
    SPLIT("拆分", "one becomes several, itself possibly among them"),
    RECODE("代码变更", "the same division under another code");

    private final String zh;
    private final String en;

    RegionChangeKind(String zh, String en) {
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
