package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** What made a mentor of somebody (domain list 5.6). */
public enum MentorSource implements CodeValue {
    TOWNSHIP_VETERAN("老乡镇", "long in the townships"),
    VETERAN_SECRETARY("老支书", "long a party secretary of a village"),
    VILLAGE_MASTER("兴村治社名师", "known master of village and community affairs"),
    REVITALISATION_LEADER("乡村振兴带头人", "leads the way in reviving the countryside");

    private final Label label;

    MentorSource(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
