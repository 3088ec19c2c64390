package org.jiedui.household.attachment;

import org.jiedui.household.CodeValue;

/** Kinds of records that may have files. */
public enum AttachmentOwner implements CodeValue {
    HOUSEHOLD("农户", "household"),
    VISIT("走访", "visit"),
    RISK_CASE("监测流程", "risk case"),
    REQUEST("诉求", "request"),
    MEASURE("帮扶措施", "measure");

    private final String zh;
    private final String en;

    AttachmentOwner(String zh, String en) {
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
