package org.jiedui.pairing.pairing;

import org.jiedui.pairing.CodeValue;

/** Role of the helper side. */
public enum Role implements CodeValue {
    /** Answers for the helped side. */
    PRIMARY("主要帮扶责任人", "primary helper"),
    /** Supports. */
    SUPPORTING("协助帮扶责任人", "supporting helper");

    private final Label label;

    Role(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
