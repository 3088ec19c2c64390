package org.jiedui.pairing.helper;

/** Level of a unit, highest first. */
public enum UnitLevel {
    NATIONAL,
    PROVINCE,
    PREFECTURE,
    COUNTY,
    TOWNSHIP,
    VILLAGE
}
