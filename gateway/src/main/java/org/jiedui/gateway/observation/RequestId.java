package org.jiedui.gateway.observation;

/** Which {@code X-Request-Id} the gateway takes over from a caller: 8 to 128 letters, digits, dots, dashes, underscores. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private RequestId() {}

    /** The caller's id when it is well-formed, otherwise the given one; never something that could forge a log line. */
    static String accepting(String callers, String otherwise) {
        if (callers == null || callers.length() < 8 || callers.length() > 128) {
            return otherwise;
        }
        for (int i = 0; i < callers.length(); i++) {
            char c = callers.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!allowed) {
                return otherwise;
            }
        }
        return callers;
    }
}
