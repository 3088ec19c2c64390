package org.jiedui.chassis.security;

import java.util.Set;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Who asks, taken from the token.
 *
 * @param subject the account, claim {@code sub}
 * @param client the app, claim {@code azp}
 * @param roles claim {@code roles}
 * @param region division code under which the user may act, {@code "*"} for the whole deployment, {@code ""} for none
 * @param scopes claim {@code scope}, split
 * @param office whether one of the roles acts by region; otherwise only by what is the caller's own
 */
public record Caller(
        String subject, String client, Set<String> roles, String region, Set<String> scopes, boolean office) {
    /** Whoever acts without a user: consumers, jobs, schedules. Sees everything. */
    public static final Caller SYSTEM = new Caller("system", "system", Set.of(), "*", Set.of(), true);

    /** Whether the caller has at least one of the roles. */
    public boolean hasRole(String... any) {
        for (var role : any) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The prefix that a row's region must have to be visible by office; to be used in the query. Empty for the whole
     * deployment. For callers without office it is a value that no region has.
     */
    public String regionPrefix() {
        if (!office) {
            return "-";
        }
        return region.equals("*") ? "" : region;
    }

    /** Whether the caller may act in this region by office. */
    public boolean covers(String regionCode) {
        return regionCode.startsWith(regionPrefix());
    }

    /** Refuses with {@code OUTSIDE_REGION} unless the caller may act in this region. For new things only. */
    public void requireCovers(String regionCode) {
        if (!covers(regionCode)) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
    }

    /** Refuses with {@code ROLE_NOT_ALLOWED} unless the caller has at least one of the roles. */
    public void requireRole(String... any) {
        if (!hasRole(any)) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
    }
}
