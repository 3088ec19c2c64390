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
    EXIT_VERIFIED("消除待评议", "elimination verified, to be appraised"),
    EXIT_APPRAISED("消除待公示", "elimination appraised, to be publicised"),
    EXIT_PUBLICISED("消除公示", "elimination publicised"),
    EXIT_REVIEWED("消除乡镇已审核", "elimination reviewed by the township"),
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

    /** Whether the household is monitored in this state: from the approval until the risk is eliminated. */
    public boolean isMonitored() {
        return ordinal() >= MONITORED.ordinal() && ordinal() <= EXIT_REVIEWED.ordinal();
    }

    /** Whether the procedure is still under way; a monitored household's case is, until the risk is eliminated. */
    public boolean isOpen() {
        return this != ELIMINATED && this != REJECTED && this != DISMISSED;
    }
}
