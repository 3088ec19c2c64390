package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** What a household wishes to do (发展意愿). */
public enum Wish implements CodeValue {
    EXPAND_FARMING("扩大种植养殖", "farm more"),
    START_BUSINESS("自主创业", "begin a business"),
    WORK_LOCALLY("本地就业", "work nearby"),
    WORK_AWAY("外出务工", "work elsewhere"),
    LEARN_A_TRADE("学习技术", "learn a trade"),
    JOIN_COOPERATIVE("加入合作社", "join a cooperative"),
    LEASE_LAND("流转土地", "lease land out"),
    MOVE_HOUSE("搬迁", "move house"),
    CONTINUE_SCHOOL("继续上学", "go on at school"),
    OTHER("其他", "other, with remark");

    private final String zh;
    private final String en;

    Wish(String zh, String en) {
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
}
