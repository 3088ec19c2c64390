package org.jiedui.notification.audience;

import java.util.Set;

/**
 * What the policy needs to know of an event.
 *
 * @param region division code in which it happened
 * @param otherRegion village on the other side of a move or merge, or null
 * @param account the person whom it concerns, or null
 * @param actor the person who did it and need not be told, or null
 * @param assigneeRole office to which a task was given, or null
 * @param urgent whether it cannot wait
 * @param aboutHousehold whether a household is the subject
 * @param parties accounts of both sides of the pairings, or of the members of the team, that it concerns
 * @param taskOwners mailboxes of those who have a task in the evaluation cycle that it concerns
 * @param householdHelpers accounts that actively help the households that it concerns
 */
public record AudienceFacts(
        String region,
        String otherRegion,
        String account,
        String actor,
        String assigneeRole,
        boolean urgent,
        boolean aboutHousehold,
        Set<String> parties,
        Set<String> taskOwners,
        Set<String> householdHelpers) {}
