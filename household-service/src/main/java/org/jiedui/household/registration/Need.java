package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** What a household needs (帮扶需求). */
public enum Need implements CodeValue {
    INDUSTRY("发展产业", "starting or growing a trade"),
    EMPLOYMENT("稳定就业", "work"),
    SKILLS("技能培训", "training"),
    FUNDS("资金支持", "funds"),
    SALES("产品销路", "selling its products"),
    MEDICAL_CARE("看病就医", "medical care"),
    SCHOOLING("子女上学", "schooling of children"),
    HOUSING("住房安全", "safe housing"),
    WATER("饮水安全", "safe water"),
    CARE("生活照料", "care for members"),
    TRANSPORT("道路交通", "roads"),
    POLICY_ADVICE("政策咨询", "advice on policies"),
    OTHER("其他", "other, with remark");

    private final String zh;
    private final String en;

    Need(String zh, String en) {
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
