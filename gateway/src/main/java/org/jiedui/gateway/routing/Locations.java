package org.jiedui.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Some servers make the references of an answer absolute, with the address by which the gateway knows them. Callers must
 * not see that address, nor could they use it.
 */
final class Locations {
    private static final CharSequence CONTENT_LOCATION = HttpHeaders.createOptimized("content-location");

    private Locations() {}

    /** Turns references to the service's own address into references without one. */
    static void relativise(MultiMap headers, String authority) {
        relativise(headers, HttpHeaders.LOCATION, authority);
        relativise(headers, CONTENT_LOCATION, authority);
    }

    private static void relativise(MultiMap headers, CharSequence name, String authority) {
        String value = headers.get(name);
        if (value == null) {
            return;
        }
        int scheme = value.startsWith("http://") ? 7 : value.startsWith("https://") ? 8 : -1;
        if (scheme > 0 && value.startsWith(authority, scheme)) {
            int path = scheme + authority.length();
            if (path < value.length() && value.charAt(path) == '/') {
                headers.set(name, value.substring(path));
            }
        }
    }
}
