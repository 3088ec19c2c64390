package org.jiedui.pairing.organisation;

/** Role of a helper in a team. */
public enum MemberRole {
    /** 第一书记: leads a village team. */
    FIRST_SECRETARY,
    /** 队长. */
    LEADER,
    /** 队员. */
    MEMBER,
    /** 顾问. */
    ADVISER;

    /** Whether this role leads. */
    public boolean leads() {
        return this == FIRST_SECRETARY || this == LEADER;
    }
}
