package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** How a person came into a household (成员增加原因). */
public enum Arrival implements CodeValue {
    BORN("出生", "born"),
    MARRIED_IN("婚入", "married in"),
    MOVED_IN("迁入", "moved in"),
    ADOPTED("收养", "adopted"),
    RETURNED("返回", "returned"),
    SPLIT_OFF("分户转入", "came with the split of a household"),
    MERGED_IN("并户转入", "came with the merge of households"),
    ADDED("补录", "recorded later");

    private final String zh;
    private final String en;

    Arrival(String zh, String en) {
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

    /** Whether a user may report it as an event; the others follow from splits, merges and corrections. */
    public boolean isReported() {
        return ordinal() <= RETURNED.ordinal();
    }
}
