package org.jiedui.household.visit;

import org.jiedui.household.CodeValue;

/** How a visit was made (走访方式). */
public enum VisitManner implements CodeValue {
    HOME("入户", "at home"),
    CALL("电话", "by telephone"),
    VIDEO("视频", "by video"),
    MEETING("集中见面", "at a meeting");

    private final String zh;
    private final String en;

    VisitManner(String zh, String en) {
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
