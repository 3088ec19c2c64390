package org.jiedui.chassis.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the caller; mapped to {@code application/problem+json} in one place. It has no stack trace: a
 * refusal is an answer, not a fault. Rolls the transaction back, as every runtime exception does.
 */
public final class ProblemException extends RuntimeException {
    private final transient ProblemType type;
    private final String detailZh;
    private final String detailEn;
    private final transient List<Violation> violations;
    private final transient List<Reason> reasons;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    ProblemException(
            ProblemType type, String detailZh, String detailEn, List<Violation> violations, List<Reason> reasons) {
        super(type.name(), null, false, false);
        this.type = type;
        this.detailZh = detailZh;
        this.detailEn = detailEn;
        this.violations = List.copyOf(violations);
        this.reasons = List.copyOf(reasons);
    }

    /** Adds an answer header, such as {@code Retry-After} or the current {@code ETag}. */
    public ProblemException header(String name, Object value) {
        headers.put(name, String.valueOf(value));
        return this;
    }

    /** The kind of refusal. */
    public ProblemType type() {
        return type;
    }

    /** The stable code. */
    public String code() {
        return type.name();
    }

    /** The sentence about this case, or null. */
    public String detail(boolean chinese) {
        return chinese ? detailZh : detailEn;
    }

    /** All wrong places of the request. */
    public List<Violation> violations() {
        return violations;
    }

    /** Why a rule refused. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
