package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** State of a project (项目状态). */
public enum ProjectState implements CodeValue {
    RUNNING("实施中", "running"),
    COMPLETED("已完成", "completed");

    private final String zh;
    private final String en;

    ProjectState(String zh, String en) {
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
