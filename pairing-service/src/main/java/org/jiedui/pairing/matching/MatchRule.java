package org.jiedui.pairing.matching;

/** Soft rules with their greatest number of points; together 100. */
public enum MatchRule {
    /** 党政→弱村, 政法→乱村, 经济→穷村, 技术→产业村, 离退休→原村. */
    KIND_FITS_VILLAGE(20, "帮扶责任人类型与村情匹配", "Kind of helper fits the village"),
    SKILL_MEETS_NEED(35, "技能符合需求", "Skills meet needs"),
    NEAR(20, "距离近", "Near"),
    LIGHT_LOAD(15, "工作负荷轻", "Light load"),
    PAST_EVALUATION(10, "历次评议好", "Good evaluations");

    private final int most;
    private final String zh;
    private final String en;

    MatchRule(int most, String zh, String en) {
        this.most = most;
        this.zh = zh;
        this.en = en;
    }

    /** Greatest number of points. */
    public int most() {
        return most;
    }

    /** Label in Chinese. */
    public String zh() {
        return zh;
    }

    /** Label in English. */
    public String en() {
        return en;
    }
}
