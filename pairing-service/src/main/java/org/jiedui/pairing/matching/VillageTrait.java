package org.jiedui.pairing.matching;

/** Trait of a village as far as it is known. */
public enum VillageTrait {
    /** 弱村. */
    WEAK,
    /** 乱村. */
    DISORDERLY,
    /** 穷村. */
    POOR,
    /** 产业村. */
    INDUSTRIAL
}
