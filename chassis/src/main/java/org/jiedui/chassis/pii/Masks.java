package org.jiedui.chassis.pii;

/** How personal data looks to those who may not see it. */
public final class Masks {
    private static final java.util.regex.Pattern LONG_NUMBER =
            java.util.regex.Pattern.compile("(?<![0-9A-Za-z-])\\d{11}(?![0-9A-Za-z-])|\\d{14,}[\\dXx]");

    private Masks() {}

    /**
     * A text that a client sent and that is repeated to it, such as the name of an unknown property: without numbers as long
     * as a phone's, a card's or an identity number. Division codes (at most 12 digits) and UUIDs stay.
     */
    public static String longNumbers(String sent) {
        return sent == null
                ? null
                : LONG_NUMBER
                        .matcher(sent)
                        .replaceAll(found -> "*".repeat(found.group().length()));
    }

    /** {@code 330523********1234}: the area code and the last four stay. */
    public static String idNumber(String clear) {
        return clear == null ? null : keep(clear, 6, 4);
    }

    /** {@code 138****5678}. */
    public static String phone(String clear) {
        return clear == null ? null : keep(clear, 3, 4);
    }

    /** {@code ***************1234}: the last four stay. */
    public static String bankAccount(String clear) {
        return clear == null ? null : keep(clear, 0, 4);
    }

    /** {@code 张*三}, {@code 张*}: first character, and the last of three or more. */
    public static String name(String clear) {
        if (clear == null || clear.isEmpty()) {
            return clear;
        }
        var points = clear.codePointCount(0, clear.length());
        var first = clear.substring(0, clear.offsetByCodePoints(0, 1));
        return points <= 2
                ? first + "*"
                : first + "*".repeat(points - 2) + clear.substring(clear.offsetByCodePoints(0, points - 1));
    }

    private static String keep(String clear, int front, int back) {
        if (clear.length() <= front + back) {
            return "*".repeat(clear.length());
        }
        return clear.substring(0, front)
                + "*".repeat(clear.length() - front - back)
                + clear.substring(clear.length() - back);
    }
}
