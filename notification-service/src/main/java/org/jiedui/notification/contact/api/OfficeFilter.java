package org.jiedui.notification.contact.api;

import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.notification.contact.OfficeHolding;

/** Lets what an account's addresses hear of follow the token of every request. */
public class OfficeFilter {
    private final OfficeHolding holding;
    private final SecurityIdentity identity;
    private final CurrentCaller callers;
    private final JsonWebToken token;

    OfficeFilter(OfficeHolding holding, SecurityIdentity identity, CurrentCaller callers, JsonWebToken token) {
        this.holding = holding;
        this.identity = identity;
        this.callers = callers;
        this.token = token;
    }

    /** Before the resource, so that a person who logs in anew sees it at once. */
    @ServerRequestFilter
    public void follow() {
        if (!identity.isAnonymous()) {
            holding.follow(callers.get(), Instant.ofEpochSecond(token.getIssuedAtTime()));
        }
    }
}
