package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Highest education (文化程度); labels of the registry, GB/T 4658 for the mapping. */
public enum Education implements CodeValue {
    PRESCHOOL_AGE("学龄前儿童", "below school age"),
    ILLITERATE("文盲或半文盲", "illiterate or half"),
    PRIMARY("小学", "primary"),
    JUNIOR_SECONDARY("初中", "junior secondary"),
    SENIOR_SECONDARY("高中", "senior secondary"),
    COLLEGE("大专", "college"),
    BACHELOR_OR_ABOVE("本科及以上", "bachelor or above");

    private final String zh;
    private final String en;

    Education(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    /** Code of GB/T 4658 where one code of it says the same; ours join several at both ends. */
    @Override
    public String national() {
        return switch (this) {
            case PRESCHOOL_AGE, ILLITERATE, BACHELOR_OR_ABOVE -> null;
            case PRIMARY -> "80";
            case JUNIOR_SECONDARY -> "70";
            case SENIOR_SECONDARY -> "60";
            case COLLEGE -> "30";
        };
    }

    /** Whether the nine years of compulsory education are done. */
    public boolean compulsoryDone() {
        return ordinal() >= JUNIOR_SECONDARY.ordinal();
    }
}
