package org.jiedui.household.publicity;

/** How the head of a household is named on a wall. */
public enum NameStyle {
    /** The whole name, so that neighbours know whom they may object to: the usual form of a village's notice. */
    FULL,
    /** First character, and the last of three or more: {@code 张*三}. */
    MASKED
}
