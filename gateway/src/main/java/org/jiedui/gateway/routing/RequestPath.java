package org.jiedui.gateway.routing;

/**
 * Decides whether a raw request path means the same to everybody who reads it. The gateway routes on exactly what it
 * passes on, and refuses whatever a service might read differently: empty, dot and parameterised segments, back-slashes,
 * and escapes that hide a delimiter, a dot, a control character or another escape. Such paths are refused, not repaired.
 */
final class RequestPath {
    private RequestPath() {}

    /** Whether the path is unambiguous. */
    static boolean isSafe(String path) {
        int length = path.length();
        if (length == 0 || path.charAt(0) != '/') {
            return false;
        }
        int segmentStart = 1;
        for (int i = 1; i <= length; i++) {
            char c = i == length ? '/' : path.charAt(i);
            if (c == '/') {
                if (!isSafeSegment(path, segmentStart, i, i == length)) {
                    return false;
                }
                segmentStart = i + 1;
            } else if (c == '%') {
                if (i + 2 >= length || !isSafeEscape(path.charAt(i + 1), path.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isPathCharacter(c)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every percent sign of the query, which may be null, begins an escape. */
    static boolean isSafeQuery(String query) {
        if (query == null) {
            return true;
        }
        for (int i = query.indexOf('%'); i >= 0; i = query.indexOf('%', i + 3)) {
            if (i + 2 >= query.length() || !isHex(query.charAt(i + 1)) || !isHex(query.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isSafeSegment(String path, int from, int to, boolean last) {
        int length = to - from;
        if (length == 0) {
            return last; // "/a/" names the same resource as "/a"; "/a//b" does not everywhere
        }
        return !(path.charAt(from) == '.' && (length == 1 || (length == 2 && path.charAt(from + 1) == '.')));
    }

    private static boolean isSafeEscape(char high, char low) {
        int value = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        if (high > 'f' || low > 'f' || Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0) {
            return false;
        }
        return value > 0x1f
                && value != 0x7f
                && value != '/'
                && value != '\\'
                && value != '.'
                && value != '%'
                && value != ';'
                && value != '?'
                && value != '#';
    }

    /** RFC 3986 pchar, without the semicolon, which some servers read as the start of a parameter. */
    private static boolean isPathCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~!$&'()*+,=:@".indexOf(c) >= 0;
    }
}
