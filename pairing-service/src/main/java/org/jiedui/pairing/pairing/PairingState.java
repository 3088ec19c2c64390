package org.jiedui.pairing.pairing;

import org.jiedui.pairing.CodeValue;

/** Where a pairing is in its life. */
public enum PairingState implements CodeValue {
    PROPOSED("已提出", "proposed"),
    ACCEPTED("双方已同意", "accepted"),
    PUBLICISED("公示中", "in publicity"),
    ACTIVE("结对中", "active"),
    SUSPENDED("暂停", "at rest"),
    COMPLETED("期满完成", "completed"),
    ENDED("提前终止", "ended early"),
    REPLACED("已更换帮扶责任人", "helper replaced"),
    WITHDRAWN("已撤回", "withdrawn");

    private final Label label;

    PairingState(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }

    /** Whether it holds a place of the helper. */
    public boolean live() {
        return switch (this) {
            case PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED -> true;
            case COMPLETED, ENDED, REPLACED, WITHDRAWN -> false;
        };
    }
}
