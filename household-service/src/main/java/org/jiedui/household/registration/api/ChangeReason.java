package org.jiedui.household.registration.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * Why a field was changed (HH-22): header {@code Change-Reason} of a PATCH or PUT, percent-encoded UTF-8, at most 500
 * characters when decoded. A header, because the body is the resource; encoded, because headers are ASCII.
 */
final class ChangeReason {
    /** Name of the header. */
    static final String HEADER = "Change-Reason";

    private ChangeReason() {}

    /** The reason, null when there is none; refuses what is not encoded well or too long. */
    static String read(String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String reason;
        try {
            reason = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw refusal("FORMAT", "应为百分号编码的 UTF-8 文本", "Must be percent-encoded UTF-8");
        }
        if (reason.indexOf('\uFFFD') >= 0) {
            throw refusal("FORMAT", "应为百分号编码的 UTF-8 文本", "Must be percent-encoded UTF-8");
        }
        if (reason.length() > 500) {
            throw refusal("SIZE", "不超过 500 个字", "At most 500 characters");
        }
        return reason.strip();
    }

    private static RuntimeException refusal(String code, String zh, String en) {
        return CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(HEADER, code, zh, en)));
    }
}
