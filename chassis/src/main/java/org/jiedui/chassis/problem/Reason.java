package org.jiedui.chassis.problem;

/**
 * Why a rule refused.
 *
 * @param code stable code, upper snake case
 * @param zh the sentence in Chinese, without personal data
 * @param en the sentence in English, without personal data
 */
public record Reason(String code, String zh, String en) {
    /** A reason named by an enum constant. */
    public static Reason of(Enum<?> code, String zh, String en) {
        return new Reason(code.name(), zh, en);
    }
}
