package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** Which of the five elders (五老) somebody is (domain list 5.6). */
public enum ElderKind implements CodeValue {
    OLD_CADRE("老干部", "veteran cadre"),
    OLD_SOLDIER("老战士", "veteran soldier"),
    OLD_EXPERT("老专家", "veteran expert"),
    OLD_TEACHER("老教师", "veteran teacher"),
    OLD_MODEL("老模范", "veteran model worker");

    private final Label label;

    ElderKind(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
