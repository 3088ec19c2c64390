package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Why a member is no longer one (成员减少原因). */
public enum Departure implements CodeValue {
    DIED("死亡", "died"),
    MOVED_OUT("迁出", "moved out"),
    MARRIED_OUT("婚出", "married out"),
    OTHER("其他", "other"),
    SPLIT_OFF("分户转出", "left with the split of the household"),
    MERGED_OUT("并户转出", "left with the merge of households"),
    DOUBLE_ENTRY("重复登记", "was recorded twice");

    private final String zh;
    private final String en;

    Departure(String zh, String en) {
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

    /** Whether a user may report it as an event; the others follow from splits and merges. */
    public boolean isReported() {
        return ordinal() <= OTHER.ordinal();
    }
}
