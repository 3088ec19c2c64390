package org.jiedui.pairing.programme;

/** How many stand on either side: helpers to helped. */
public enum Form {
    ONE_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_ONE,
    MANY_TO_MANY
}
