package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** State of a risk case (监测识别环节). */
public enum RiskCaseState implements CodeValue {
    CLUE("线索", "clue"),
    VERIFIED("待评议", "verified, to be appraised"),
    APPRAISED("待公示", "appraised, to be publicised"),
    PUBLICISED("公示", "publicised"),
    REVIEWED("乡镇已审核", "reviewed by the township"),
    MONITORED("监测中", "approved by the county, monitored"),
    ELIMINATED("风险消除", "risk eliminated"),
    REJECTED("驳回", "rejected"),
    DISMISSED("线索撤销", "clue dismissed, the findings are over");

    private final String zh;
    private final String en;

    RiskCaseState(String zh, String en) {
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

    /** Whether the procedure is still under way; a monitored household's case is, until the risk is eliminated. */
    public boolean isOpen() {
        return this != ELIMINATED && this != REJECTED && this != DISMISSED;
    }
}
