package org.jiedui.chassis.problem;

import java.util.List;
import java.util.Locale;

/**
 * A kind of refusal with a stable code. Each service keeps its own in one enum, so that everything it may refuse can be
 * read in one place; the enum constant's name is the code.
 */
public interface ProblemType {
    /** The stable code, upper snake case; the enum constant's name. */
    String name();

    /** HTTP status of the answer, 400–599. */
    int status();

    /** Title in Chinese. */
    String zh();

    /** Title in English. */
    String en();

    /** The code as {@code type} URN (RFC 9457). */
    default String urn() {
        return "urn:jiedui:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This refusal as an exception without further words. */
    default ProblemException problem() {
        return new ProblemException(this, null, null, List.of(), List.of());
    }

    /** This refusal with the reasons that led to it. */
    default ProblemException because(Reason... reasons) {
        return new ProblemException(this, null, null, List.of(), List.of(reasons));
    }

    /** This refusal with the reasons that led to it. */
    default ProblemException because(List<Reason> reasons) {
        return new ProblemException(this, null, null, List.of(), reasons);
    }

    /** This refusal with a sentence about this case, in both languages; never with personal data. */
    default ProblemException detail(String zh, String en) {
        return new ProblemException(this, zh, en, List.of(), List.of());
    }

    /** This refusal with all the places in the request that are wrong. */
    default ProblemException violations(List<Violation> violations) {
        return new ProblemException(this, null, null, violations, List.of());
    }
}
