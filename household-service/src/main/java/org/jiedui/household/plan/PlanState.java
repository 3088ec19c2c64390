package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** State of a plan (一户一策状态). */
public enum PlanState implements CodeValue {
    DRAFT("待审核", "draft"),
    APPROVED("已审核", "approved"),
    SENT_BACK("退回修改", "sent back"),
    REPLACED("已更新", "replaced");

    private final String zh;
    private final String en;

    PlanState(String zh, String en) {
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
