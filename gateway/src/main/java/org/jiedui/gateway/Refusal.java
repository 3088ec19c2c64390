package org.jiedui.gateway;

import java.util.Map;
import java.util.Objects;

/**
 * One refusal of one request: the problem, an optional explanation in both languages and the headers that go with it.
 *
 * @param problem what is refused
 * @param chinese explanation in Chinese, or null
 * @param english explanation in English, or null
 * @param headers headers of the answer besides the content type, such as {@code Retry-After}
 */
public record Refusal(GatewayProblem problem, String chinese, String english, Map<String, String> headers) {
    public Refusal {
        Objects.requireNonNull(problem);
        headers = Map.copyOf(headers);
    }

    /** A refusal that its title explains well enough. */
    public static Refusal of(GatewayProblem problem) {
        return new Refusal(problem, null, null, Map.of());
    }

    /** A refusal with an explanation. */
    public static Refusal of(GatewayProblem problem, String chinese, String english) {
        return new Refusal(problem, chinese, english, Map.of());
    }

    /** A refusal that may be tried again after some seconds (at least one). */
    public static Refusal retryAfter(GatewayProblem problem, long seconds) {
        return new Refusal(problem, null, null, Map.of("Retry-After", Long.toString(Math.max(1, seconds))));
    }

    /** The explanation in the language of the caller, or null. */
    public String detail(Language language) {
        return language == Language.ENGLISH ? english : chinese;
    }
}
