package org.jiedui.household.request;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Command: note a request.
 *
 * @param householdId the household concerned, or null when it concerns a place only
 * @param region needed when there is no household
 * @param due null: by urgency
 */
public record OpenRequest(
        UUID householdId,
        String region,
        RequestKind kind,
        RequestCategory category,
        Urgency urgency,
        IntakeChannel channel,
        String content,
        LocalDate due) {}
