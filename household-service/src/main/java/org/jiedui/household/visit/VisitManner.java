package org.jiedui.household.visit;

import org.jiedui.household.CodeValue;

/** How a visit was made (走访方式). */
public enum VisitManner implements CodeValue {
    HOME("入户", "at home", true),
    CALL("电话", "by telephone", false),
    VIDEO("视频", "by video", false),
    MEETING("集中见面", "at a meeting", true);

    private final String zh;
    private final String en;
    private final boolean inPerson;

    VisitManner(String zh, String en, boolean inPerson) {
        this.zh = zh;
        this.en = en;
        this.inPerson = inPerson;
    }

    /** Whether people met: only that is a visit where visits are due (domain 5.6: visits and calls have norms of their own). */
    public boolean inPerson() {
        return inPerson;
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
