package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** What was asked (诉求类型). */
public enum RequestKind implements CodeValue {
    HELP("求助", "help"),
    CONSULTATION("咨询", "consultation"),
    COMPLAINT("投诉", "complaint"),
    POLICY_FEEDBACK("政策问题反馈", "policy feedback");

    private final String zh;
    private final String en;

    RequestKind(String zh, String en) {
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
