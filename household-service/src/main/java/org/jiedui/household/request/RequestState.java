package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** State of a request (办理状态). */
public enum RequestState implements CodeValue {
    OPEN("待交办", "open"),
    DISPATCHED("办理中", "dispatched"),
    ANSWERED("已答复", "answered"),
    SOLVED("已解决", "solved");

    private final String zh;
    private final String en;

    RequestState(String zh, String en) {
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
