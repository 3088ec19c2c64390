package org.jiedui.pairing.pairing;

import org.jiedui.pairing.CodeValue;

/** Whether the helper side is one person or a team or other organisation. */
public enum SideKind implements CodeValue {
    PERSON("个人", "one person"),
    TEAM("团队或单位", "team or other organisation");

    private final Label label;

    SideKind(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
