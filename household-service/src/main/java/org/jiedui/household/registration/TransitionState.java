package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Where a proposed change of type or category stands (类型变更状态). */
public enum TransitionState implements CodeValue {
    PROPOSED("待县级审批", "waits for the county"),
    APPROVED("已批准", "approved"),
    REJECTED("已驳回", "rejected"),
    WITHDRAWN("已撤回", "taken back");

    private final String zh;
    private final String en;

    TransitionState(String zh, String en) {
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
