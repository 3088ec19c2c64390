package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** What happened to a household on a day (户变动类型). */
public enum LifeEventKind implements CodeValue {
    JOINED("成员增加", "somebody came"),
    DEPARTED("成员减少", "somebody died or left"),
    HEAD_CHANGED("变更户主", "another head"),
    RELOCATED("整户迁移", "the whole household moved"),
    SPLIT("分户", "a part became a household of its own"),
    SPLIT_OFF("分户新立", "it began as a part of another household"),
    MERGED("并户", "another household came in"),
    MERGED_INTO("并入他户", "it went into another household"),
    DUPLICATE_MERGED("合并重复户", "a duplicate was merged into it"),
    DUPLICATE_OF("并入原户", "it was the duplicate of another"),
    MERGE_UNDONE("撤销合并", "the merge of a duplicate was undone"),
    STATUS_CHANGED("类型变更", "its type or category was changed"),
    DISSOLVED("销户", "nobody is left");

    private final String zh;
    private final String en;

    LifeEventKind(String zh, String en) {
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
