package org.jiedui.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jiedui.gateway.observation.Visit;

/**
 * What happens to headers on their way: those of one hop are dropped (RFC 9110, section 7.6.1), those that say where a
 * request came from are replaced, all others, conditional ones first of all, pass untouched.
 */
final class Headers {
    private static final List<CharSequence> ONE_HOP = List.of(
            HttpHeaders.CONNECTION,
            HttpHeaders.createOptimized("keep-alive"),
            HttpHeaders.createOptimized("proxy-connection"),
            HttpHeaders.createOptimized("proxy-authenticate"),
            HttpHeaders.createOptimized("proxy-authorization"),
            HttpHeaders.createOptimized("te"),
            HttpHeaders.createOptimized("trailer"),
            HttpHeaders.TRANSFER_ENCODING,
            HttpHeaders.createOptimized("upgrade"),
            HttpHeaders.createOptimized("http2-settings"));

    /** A caller cannot make the gateway drop these by naming them in {@code Connection}. */
    private static final Set<String> NEVER_ONE_HOP = Set.of(
            "authorization",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "if-match",
            "idempotency-key");

    private static final List<CharSequence> ABOUT_THE_CALLER = List.of(
            HttpHeaders.createOptimized("forwarded"),
            HttpHeaders.createOptimized("x-forwarded-for"),
            HttpHeaders.createOptimized("x-forwarded-proto"),
            HttpHeaders.createOptimized("x-forwarded-host"),
            HttpHeaders.createOptimized("x-forwarded-port"),
            HttpHeaders.createOptimized("x-forwarded-prefix"),
            HttpHeaders.createOptimized("x-forwarded-server"),
            HttpHeaders.createOptimized("x-forwarded-ssl"),
            HttpHeaders.createOptimized("x-real-ip"),
            HttpHeaders.createOptimized("x-original-url"),
            HttpHeaders.createOptimized("x-rewrite-url"),
            HttpHeaders.createOptimized("x-http-method-override"));

    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");
    private static final CharSequence EXPECT = HttpHeaders.createOptimized("expect");

    private Headers() {}

    /** Whether the body's framing can be understood in more than one way. */
    static boolean isAmbiguous(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.size() > 1 || (codings.size() == 1 && !codings.get(0).equalsIgnoreCase("chunked"))) {
            return true;
        }
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        return lengths.size() > 1 || (!codings.isEmpty() && !lengths.isEmpty());
    }

    /** Whether there are several hosts, of which one checks and another serves. */
    static boolean isForSeveralHosts(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.HOST).size() > 1;
    }

    /** Size of all headers in characters. */
    static int size(MultiMap headers) {
        int[] size = {0};
        headers.forEach((name, value) -> size[0] += name.length() + value.length() + 4);
        return size[0];
    }

    /** Copies a request's headers to the request for the service, whose own host stays. */
    static void copyRequest(HttpServerRequest from, Visit visit, MultiMap to) {
        MultiMap headers = from.headers();
        String named = headers.get(HttpHeaders.CONNECTION);
        to.addAll(headers);
        dropOneHop(to, named);
        for (CharSequence name : ABOUT_THE_CALLER) {
            to.remove(name);
        }
        to.remove(HttpHeaders.HOST);
        to.remove(EXPECT);
        to.remove(HttpHeaders.CONTENT_LENGTH);
        String address = addressOf(from.remoteAddress());
        String scheme = from.scheme() == null ? "http" : from.scheme();
        HostAndPort authority = from.authority();
        StringBuilder forwarded = new StringBuilder(64).append("for=");
        if (address.indexOf(':') >= 0) {
            forwarded.append("\"[").append(address).append("]\"");
        } else {
            forwarded.append(address);
        }
        forwarded.append(";proto=").append(scheme);
        if (authority != null) {
            String host = authority.toString();
            forwarded.append(";host=\"").append(host).append('"');
            to.set(FORWARDED_HOST, host);
        }
        to.set(FORWARDED, forwarded.toString());
        to.set(FORWARDED_FOR, address);
        to.set(FORWARDED_PROTO, scheme);
        to.set(REQUEST_ID, visit.requestId());
        to.set(TRACEPARENT, visit.trace().traceparent());
        if (!visit.trace().continued()) {
            to.remove(TRACESTATE);
        }
    }

    /** Copies an answer's headers to the answer for the caller; those that the gateway has set already stay. */
    static void copyAnswer(MultiMap from, MultiMap to) {
        String named = from.get(HttpHeaders.CONNECTION);
        String requestId = to.get(REQUEST_ID);
        to.addAll(from);
        dropOneHop(to, named);
        to.set(REQUEST_ID, requestId);
    }

    private static void dropOneHop(MultiMap headers, String named) {
        for (CharSequence name : ONE_HOP) {
            headers.remove(name);
        }
        if (named != null && !named.equalsIgnoreCase("keep-alive") && !named.equalsIgnoreCase("close")) {
            for (String option : named.split(",")) {
                String name = option.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !NEVER_ONE_HOP.contains(name)) {
                    headers.remove(name);
                }
            }
        }
    }

    /** The address of the caller without a port. */
    static String addressOf(SocketAddress remote) {
        if (remote == null || remote.hostAddress() == null) {
            return "unknown";
        }
        String address = remote.hostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
