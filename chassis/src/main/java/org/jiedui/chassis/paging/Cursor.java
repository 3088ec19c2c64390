package org.jiedui.chassis.paging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Opaque keyset cursor: the sort keys of the last row, bound to its list and filters by a checksum. It grants nothing:
 * the caller's scope is part of every query.
 */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** Makes a cursor. Keys hold no control characters. */
    public static String encode(String list, String filter, List<String> keys) {
        var text = check(list, filter, keys) + SEPARATOR + String.join(SEPARATOR, keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor; {@code INVALID_CURSOR} when it is garbage or belongs to another list or other filters. */
    public static List<String> decode(String list, String filter, String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = Arrays.asList(text.split(SEPARATOR, -1));
            var keys = parts.subList(1, parts.size());
            if (!keys.isEmpty() && parts.get(0).equals(check(list, filter, keys))) {
                return keys;
            }
        } catch (IllegalArgumentException notBase64) {
            throw CommonProblem.INVALID_CURSOR.problem();
        }
        throw CommonProblem.INVALID_CURSOR.problem();
    }

    private static String check(String list, String filter, List<String> keys) {
        var crc = new CRC32C();
        crc.update((list + SEPARATOR + filter + SEPARATOR + String.join(SEPARATOR, keys))
                .getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
