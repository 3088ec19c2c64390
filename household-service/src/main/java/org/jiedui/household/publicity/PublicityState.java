package org.jiedui.household.publicity;

import org.jiedui.household.CodeValue;

/** Where a publicity stands; follows from its days and from what the office decided. */
public enum PublicityState implements CodeValue {
    SCHEDULED("待公示", "not begun yet"),
    RUNNING("公示中", "running"),
    OVER("公示期满", "its days are over"),
    CLOSED("已办结", "closed, all objections answered"),
    WITHDRAWN("已撤回", "withdrawn");

    private final String zh;
    private final String en;

    PublicityState(String zh, String en) {
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
