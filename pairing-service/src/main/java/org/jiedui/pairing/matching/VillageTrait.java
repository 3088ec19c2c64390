package org.jiedui.pairing.matching;

import org.jiedui.pairing.CodeValue;

/** Trait of a village as far as it is known. */
public enum VillageTrait implements CodeValue {
    WEAK("弱村", "weak leadership"),
    DISORDERLY("乱村", "disorderly"),
    POOR("穷村", "poor"),
    INDUSTRIAL("产业村", "with an industry of its own");

    private final Label label;

    VillageTrait(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
