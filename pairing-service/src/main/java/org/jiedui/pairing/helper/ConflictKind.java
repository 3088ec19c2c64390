package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** Why a helper may not help a household (PA-15). */
public enum ConflictKind implements CodeValue {
    /** The helper belongs to the household; while it is in care, the helper is in need himself. */
    MEMBER("家庭成员", "member of the household"),
    /** The helper is a relative of somebody in the household. */
    RELATIVE("亲属", "relative");

    private final Label label;

    ConflictKind(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
