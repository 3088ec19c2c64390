package org.jiedui.pairing.pairing;

import org.jiedui.pairing.CodeValue;

/** Kind of the helped side. */
public enum HelpedKind implements CodeValue {
    HOUSEHOLD("农户", "household"),
    MENTEE("帮带对象", "mentee"),
    VILLAGE("村", "village"),
    ENTERPRISE("企业", "enterprise");

    private final Label label;

    HelpedKind(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
