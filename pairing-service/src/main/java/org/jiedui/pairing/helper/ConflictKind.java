package org.jiedui.pairing.helper;

/** Why a helper may not help a household (PA-15). */
public enum ConflictKind {
    /** The helper belongs to the household; while it is in care, the helper is in need himself. */
    MEMBER,
    /** The helper is a relative of somebody in the household. */
    RELATIVE
}
