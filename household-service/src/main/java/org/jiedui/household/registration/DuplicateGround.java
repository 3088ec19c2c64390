package org.jiedui.household.registration;

/** Why two households may be one (HH-04). */
public enum DuplicateGround {
    /** The same identity number, although the person did not move from one to the other. */
    SAME_PERSON,
    /** The same name and birth date in the same village. */
    SAME_NAME_AND_BIRTH_DATE,
    /** The same phone; numbers that more than five persons have are nobody's own and do not count. */
    SAME_PHONE
}
