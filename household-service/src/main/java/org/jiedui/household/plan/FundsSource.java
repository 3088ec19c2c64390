package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** Where the money comes from (资金来源). */
public enum FundsSource implements CodeValue {
    CENTRAL("中央财政", "central budget"),
    PROVINCE("省级财政", "provincial budget"),
    CITY("市级财政", "municipal budget"),
    COUNTY("县级财政", "county budget"),
    UNIT("帮扶单位", "helping unit"),
    ENTERPRISE("企业", "enterprise"),
    SOCIAL("社会捐助", "donation"),
    PERSONAL("个人", "person"),
    NONE("无资金", "no money");

    private final String zh;
    private final String en;

    FundsSource(String zh, String en) {
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
