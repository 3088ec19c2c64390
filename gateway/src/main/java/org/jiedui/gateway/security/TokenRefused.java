package org.jiedui.gateway.security;

import org.jiedui.gateway.Refusal;

/** A request's token was refused, or could not be checked. Carries no stack: it is an answer, not a fault. */
public final class TokenRefused extends RuntimeException {
    private final transient Refusal refusal;

    TokenRefused(Refusal refusal) {
        super(refusal.problem().name(), null, false, false);
        this.refusal = refusal;
    }

    /** The answer to give. */
    public Refusal refusal() {
        return refusal;
    }
}
