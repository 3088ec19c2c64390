package org.jiedui.chassis.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Conditional requests (RFC 9110): one strong entity tag per version of a resource. Where a resource shows something that
 * goes on without a new version, its tag has this behind a point: {@code "7.2026-11-30"}; {@code If-Match} asks for the version alone.
 */
public final class Answers {
    private static final Pattern SHOWN = Pattern.compile("\\.[^\",]*\"");

    private Answers() {}

    /** The strong tag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** The strong tag of a version and of what else is shown, or null. */
    public static String etag(long version, Object shown) {
        return shown == null ? etag(version) : "\"" + version + "." + shown + "\"";
    }

    /** 201 with {@code Location}, {@code ETag} and body. */
    public static Response created(String location, long version, Object body) {
        return Response.created(URI.create(location))
                .header(HttpHeaders.ETAG, etag(version))
                .entity(body)
                .build();
    }

    /** 200 with {@code ETag} and body. */
    public static Response ok(long version, Object body) {
        return Response.ok(body).header(HttpHeaders.ETAG, etag(version)).build();
    }

    /** 200 with {@code ETag} and body, or 304 when the caller has this version already. */
    public static Response ok(long version, String ifNoneMatch, java.util.function.Supplier<?> body) {
        return ok(version, null, ifNoneMatch, body);
    }

    /** The same of a resource that shows something which goes on without a new version, or null. */
    public static Response ok(long version, Object shown, String ifNoneMatch, java.util.function.Supplier<?> body) {
        var tag = etag(version, shown);
        var answer = ifNoneMatch != null && lists(ifNoneMatch, tag) ? Response.notModified() : Response.ok(body.get());
        return answer.header(HttpHeaders.ETAG, tag).build();
    }

    /** 202 with the address of the job. */
    public static Response accepted(String location, Object body) {
        return Response.accepted(body).header(HttpHeaders.LOCATION, location).build();
    }

    /** Refuses a change without {@code If-Match} (428) or of a version that is no longer the present one (412). */
    public static void requireMatch(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw CommonProblem.PRECONDITION_REQUIRED.problem().header(HttpHeaders.ETAG, etag(version));
        }
        if (!lists(SHOWN.matcher(ifMatch).replaceAll("\""), etag(version))) {
            throw CommonProblem.STALE.problem().header(HttpHeaders.ETAG, etag(version));
        }
    }

    private static boolean lists(String header, String etag) {
        return header.trim().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::trim)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(etag::equals);
    }
}
