package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** What reaches many households at once (项目类型). */
public enum ProjectKind implements CodeValue {
    PROJECT("项目", "project"),
    TRAINING_CLASS("培训班", "training class");

    private final String zh;
    private final String en;

    ProjectKind(String zh, String en) {
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
