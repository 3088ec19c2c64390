package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** Who handles a request (承办方类型). */
public enum HandlerKind implements CodeValue {
    OFFICE("部门", "office"),
    PERSON("个人", "person"),
    EXPERT("专家", "expert");

    private final String zh;
    private final String en;

    HandlerKind(String zh, String en) {
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
