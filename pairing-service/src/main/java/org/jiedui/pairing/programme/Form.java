package org.jiedui.pairing.programme;

import org.jiedui.pairing.CodeValue;

/** How many stand on either side: helpers to helped. */
public enum Form implements CodeValue {
    ONE_TO_ONE("一对一", "one to one"),
    ONE_TO_MANY("一对多", "one to many"),
    MANY_TO_ONE("多对一", "many to one"),
    MANY_TO_MANY("多对多", "many to many");

    private final Label label;

    Form(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
