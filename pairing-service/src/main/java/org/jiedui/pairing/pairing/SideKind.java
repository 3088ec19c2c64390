package org.jiedui.pairing.pairing;

/** Whether the helper side is one person or a team or other organisation. */
public enum SideKind {
    PERSON,
    TEAM
}
