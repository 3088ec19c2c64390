package org.jiedui.pairing.helper;

/** What made a mentor of somebody (domain list 5.6). */
public enum MentorSource {
    /** 老乡镇: long in the townships. */
    TOWNSHIP_VETERAN,
    /** 老支书: long a party secretary of a village. */
    VETERAN_SECRETARY,
    /** 兴村治社名师: a known master of village and community affairs. */
    VILLAGE_MASTER,
    /** 乡村振兴带头人: leads the way in reviving the countryside. */
    REVITALISATION_LEADER
}
