package org.jiedui.pairing.helper;

/** Which of the five elders (五老) somebody is (domain list 5.6). */
public enum ElderKind {
    /** 老干部. */
    OLD_CADRE,
    /** 老战士. */
    OLD_SOLDIER,
    /** 老专家. */
    OLD_EXPERT,
    /** 老教师. */
    OLD_TEACHER,
    /** 老模范. */
    OLD_MODEL
}
