package org.jiedui.household.visit;

import org.jiedui.household.CodeValue;

/** State of a supervisor's question (督导提问状态). */
public enum QuestionState implements CodeValue {
    ASKED("待回复", "asked"),
    ANSWERED("已回复", "answered"),
    CLOSED("已关闭", "closed");

    private final String zh;
    private final String en;

    QuestionState(String zh, String en) {
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
