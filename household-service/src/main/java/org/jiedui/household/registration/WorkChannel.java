package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** How somebody came to the work (就业渠道). */
public enum WorkChannel implements CodeValue {
    OUT_WORK("外出务工", "work away from home"),
    WORKSHOP("帮扶车间", "assistance workshop"),
    PUBLIC_POST("公益性岗位", "public post"),
    SELF_EMPLOYED("自主就业", "self-employed"),
    FLEXIBLE("灵活就业", "flexible work");

    private final String zh;
    private final String en;

    WorkChannel(String zh, String en) {
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
