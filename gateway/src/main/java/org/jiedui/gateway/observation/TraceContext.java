package org.jiedui.gateway.observation;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The W3C trace context of one request: the trace it belongs to and the gateway's own span in it. Continues a well-formed
 * {@code traceparent}; a malformed one starts a new trace, as the recommendation asks
 * (https://www.w3.org/TR/trace-context/, section 3.2).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero: the gateway's span
 * @param flags two hexadecimal digits; {@code 01} = sampled
 * @param continued whether the trace was begun by the caller, so that its {@code tracestate} stays valid
 */
public record TraceContext(String traceId, String spanId, String flags, boolean continued) {
    private static final HexFormat HEX = HexFormat.of();

    /** Continues the caller's trace, or starts one when there is none or it is malformed. */
    public static TraceContext continuing(String traceparent) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String span = HEX.toHexDigits(nonZero(random));
        if (isWellFormed(traceparent)) {
            return new TraceContext(traceparent.substring(3, 35), span, traceparent.substring(53, 55), true);
        }
        return new TraceContext(
                HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(nonZero(random)), span, "00", false);
    }

    /** The header value for the next hop, version 00. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static long nonZero(ThreadLocalRandom random) {
        long value = random.nextLong();
        return value == 0 ? 1 : value;
    }

    private static boolean isWellFormed(String value) {
        if (value == null || value.length() < 55 || value.startsWith("ff")) {
            return false;
        }
        // Version 00 is exactly 55 characters; a later one may carry more after a dash.
        boolean length = value.length() == 55 || (!value.startsWith("00") && value.charAt(55) == '-');
        return length
                && isHex(value, 0, 2)
                && value.charAt(2) == '-'
                && isHex(value, 3, 35)
                && !isZero(value, 3, 35)
                && value.charAt(35) == '-'
                && isHex(value, 36, 52)
                && !isZero(value, 36, 52)
                && value.charAt(52) == '-'
                && isHex(value, 53, 55);
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (value.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
