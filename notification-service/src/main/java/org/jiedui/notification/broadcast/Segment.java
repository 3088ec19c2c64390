package org.jiedui.notification.broadcast;

import java.util.Set;

/**
 * Whom a broadcast is for.
 *
 * @param region division code; everybody in it and below
 * @param roles at least one
 * @param needs of households; their helpers, members and offices are meant; empty: no matter
 * @param tags types, categories and causes of households; empty: no matter
 * @param skills kinds and skills of helpers; empty: no matter
 */
public record Segment(String region, Set<Role> roles, Set<String> needs, Set<String> tags, Set<String> skills) {
    /** Who can be meant. */
    public enum Role {
        HELPER,
        /** People who are helped and have an account. */
        HELPED,
        VILLAGE_CLERK,
        TOWNSHIP_OFFICER,
        COUNTY_OFFICER,
        PROVINCE_OFFICER
    }
}
