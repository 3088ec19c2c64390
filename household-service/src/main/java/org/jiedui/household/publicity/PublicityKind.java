package org.jiedui.household.publicity;

import org.jiedui.household.CodeValue;

/** What a publicity is about. */
public enum PublicityKind implements CodeValue {
    RISK_CASES("监测对象识别与消除", "risk cases in publication"),
    MEASURES("帮扶措施", "measures"),
    FUNDS("帮扶资金", "funds");

    private final String zh;
    private final String en;

    PublicityKind(String zh, String en) {
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
