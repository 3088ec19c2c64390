package org.jiedui.pairing.pairing;

import org.jiedui.pairing.CodeValue;

/** Why a pairing rests, changes hands or ends. */
public enum PairingReason implements CodeValue {
    HELPER_LEFT("帮扶责任人离任", "helper left"),
    HELPER_RETIRED("帮扶责任人退休", "helper retired"),
    HELPER_TRANSFERRED("帮扶责任人调离", "helper transferred"),
    LONG_LEAVE("长期离岗", "long leave"),
    ILLNESS("患病", "illness"),
    NOT_SUITED("不适合", "not suited"),
    HELPED_MOVED_AWAY("帮扶对象迁出", "helped side moved away"),
    HELPED_DIED("帮扶对象去世", "helped side died"),
    GOAL_REACHED("目标已达成", "goal reached"),
    HOUSEHOLD_STABLE("农户已稳定", "household is stable"),
    HELPED_CLOSED("帮扶对象已注销", "helped side was closed"),
    HELPED_MERGED("帮扶对象已并户", "helped side was merged"),
    TERM_OVER("期满", "term over"),
    OBJECTION_UPHELD("异议成立", "objection upheld"),
    BACK_AGAIN("已返岗", "back again"),
    /** A mentee who was absent too often is sent back to the own unit (5.6). */
    SENT_BACK("退回", "sent back"),
    OTHER("其他", "other");

    private final Label label;

    PairingReason(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }

    /** Whether the helper side is gone for good. */
    boolean forGood() {
        return this == HELPER_LEFT || this == HELPER_RETIRED || this == HELPER_TRANSFERRED;
    }
}
