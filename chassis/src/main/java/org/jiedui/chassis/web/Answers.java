package org.jiedui.chassis.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import org.jiedui.chassis.problem.CommonProblem;

/** Conditional requests (RFC 9110): one strong entity tag per version of a resource. */
public final class Answers {
    private Answers() {}

    /** The strong tag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
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
        if (ifNoneMatch != null && lists(ifNoneMatch, etag(version))) {
            return Response.notModified()
                    .header(HttpHeaders.ETAG, etag(version))
                    .build();
        }
        return ok(version, body.get());
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
        if (!lists(ifMatch, etag(version))) {
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
