package org.jiedui.household.request;

import org.jiedui.household.CodeValue;

/** How it came in (受理渠道). */
public enum IntakeChannel implements CodeValue {
    VISIT("走访发现", "found at a visit"),
    WINDOW("窗口", "at the office"),
    PHONE("电话", "by telephone"),
    APP("移动应用", "by app"),
    LETTER("来信", "by letter");

    private final String zh;
    private final String en;

    IntakeChannel(String zh, String en) {
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
