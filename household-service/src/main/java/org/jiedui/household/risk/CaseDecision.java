package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** What can be decided on a risk case. */
public enum CaseDecision implements CodeValue {
    OPEN("登记线索", "open"),
    VERIFY("摸排核实", "verify"),
    APPRAISE("民主评议", "appraise"),
    PUBLICISE("公示", "publicise"),
    REVIEW("乡镇审核", "review"),
    APPROVE("县级审批", "approve"),
    REJECT("驳回", "reject"),
    SEND_BACK("退回修改", "send back"),
    DISMISS("线索撤销", "dismiss"),
    GREEN_CHANNEL("绿色通道", "green channel: help first"),
    ELIMINATE("风险消除", "eliminate");

    private final String zh;
    private final String en;

    CaseDecision(String zh, String en) {
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
