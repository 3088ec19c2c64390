package org.jiedui.pairing.matching;

import java.util.Arrays;
import java.util.Optional;

/** Soft rules that the engine knows how to measure; how much each counts for, and when, is data ({@link RuleBook}). */
public enum MatchRule {
    /** 党政→弱村, 政法→乱村, 经济→穷村, 技术→产业村, 离退休→原村. */
    KIND_FITS_VILLAGE(15, Veto.KIND_DOES_NOT_FIT, "帮扶责任人类型与村情匹配", "Kind of helper fits the village"),
    SKILL_MEETS_NEED(30, Veto.SKILL_MISSING, "技能符合需求", "Skills meet needs"),
    NEAR(15, Veto.TOO_FAR, "距离近", "Near"),
    LIGHT_LOAD(10, Veto.LOAD_TOO_HIGH, "工作负荷轻", "Light load"),
    PAST_EVALUATION(10, Veto.EVALUATION_TOO_LOW, "历次评议好", "Good evaluations"),
    DIALECT(5, Veto.DIALECT_NOT_SHARED, "通晓当地方言", "Speaks the local dialect"),
    MUTUAL_WISH(10, Veto.NOT_WISHED, "双方有结对意愿", "The sides wish for each other"),
    CONTINUITY(5, Veto.NOT_CONTINUED, "延续原有结对", "Goes on with an earlier pairing");

    private final int most;
    private final Veto veto;
    private final String zh;
    private final String en;

    MatchRule(int most, Veto veto, String zh, String en) {
        this.most = most;
        this.veto = veto;
        this.zh = zh;
        this.en = en;
    }

    /** The rule of this code; empty for what is hard by nature. */
    public static Optional<MatchRule> of(String code) {
        return Arrays.stream(values()).filter(rule -> rule.name().equals(code)).findFirst();
    }

    /** Greatest number of points as shipped. */
    public int most() {
        return most;
    }

    /** What stands against a helper who has less of it than a hard rule asks for. */
    public Veto veto() {
        return veto;
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
