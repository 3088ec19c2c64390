package org.jiedui.pairing.organisation;

import org.jiedui.pairing.CodeValue;

/** Role of a helper in a team. */
public enum MemberRole implements CodeValue {
    FIRST_SECRETARY("第一书记", "first secretary, who leads a village team"),
    LEADER("队长", "leader"),
    MEMBER("队员", "member"),
    ADVISER("顾问", "adviser");

    private final Label label;

    MemberRole(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }

    /** Whether this role leads. */
    public boolean leads() {
        return this == FIRST_SECRETARY || this == LEADER;
    }
}
