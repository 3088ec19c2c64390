package org.jiedui.household.quality;

import org.jiedui.household.CodeValue;

/** What a data-quality rule does (质检强度); configuration, with a default per rule. */
public enum QualitySeverity implements CodeValue {
    WARN("提示", "the write succeeds, a finding is kept"),
    BLOCK("拦截", "a write by which the fault would arise is refused"),
    OFF("停用", "the rule is not asked");

    private final String zh;
    private final String en;

    QualitySeverity(String zh, String en) {
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
