package org.jiedui.chassis.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jiedui.chassis.problem.CommonProblem;

/** Gives the {@link Caller} of the present request. */
@RequestScoped
public class CurrentCaller {
    private final SecurityIdentity identity;
    private final SecurityConfig config;
    private Caller caller;

    CurrentCaller(SecurityIdentity identity, SecurityConfig config) {
        this.identity = identity;
        this.config = config;
    }

    /** The caller; refuses with {@code UNAUTHENTICATED} where a public path has none. */
    public Caller get() {
        if (caller == null) {
            if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
                throw CommonProblem.UNAUTHENTICATED.problem().header("WWW-Authenticate", "Bearer");
            }
            var roles = Set.copyOf(identity.getRoles());
            String region = token.getClaim("region");
            String scope = token.getClaim("scope");
            String client = token.getClaim("azp");
            var office = region != null
                    && (region.equals("*") || region.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}"))
                    && !Collections.disjoint(roles, config.officeRoles());
            caller = new Caller(
                    token.getSubject(),
                    client == null ? "" : client,
                    roles,
                    region == null ? "" : region,
                    scope == null ? Set.of() : new HashSet<>(java.util.List.of(scope.split(" "))),
                    office);
        }
        return caller;
    }
}
