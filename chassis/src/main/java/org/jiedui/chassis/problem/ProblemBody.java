package org.jiedui.chassis.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jiedui.chassis.pii.Masks;

/**
 * The answer of a refusal, RFC 9457.
 *
 * @param type URN of the kind
 * @param title short text in the caller's language
 * @param status HTTP status
 * @param code stable code
 * @param detail sentence about this case
 * @param instance path of the request, without its query
 * @param traceId W3C trace id of the request
 * @param violations all wrong places of the request
 * @param reasons why a rule refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String instance,
        String traceId,
        List<Item> violations,
        List<Item> reasons) {
    /** One violation (with pointer) or reason (without). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String pointer, String code, String message) {}

    /** What the caller may know of a refusal; {@code instance} and {@code traceId} may be null. */
    public static ProblemBody of(ProblemException problem, boolean chinese, String instance, String traceId) {
        var type = problem.type();
        return new ProblemBody(
                type.urn(),
                chinese ? type.zh() : type.en(),
                type.status(),
                type.name(),
                problem.detail(chinese),
                Masks.longNumbers(instance),
                traceId,
                problem.violations().stream()
                        .map(v -> new Item(Masks.longNumbers(v.pointer()), v.code(), chinese ? v.zh() : v.en()))
                        .toList(),
                problem.reasons().stream()
                        .map(r -> new Item(null, r.code(), chinese ? r.zh() : r.en()))
                        .toList());
    }
}
