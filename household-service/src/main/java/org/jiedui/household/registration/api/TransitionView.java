package org.jiedui.household.registration.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.StatusTransition;
import org.jiedui.household.registration.TransitionState;

/** A proposed or decided change of type or category. */
@Schema(name = "StatusTransition")
public record TransitionView(
        UUID id,
        UUID householdId,
        String region,
        HouseholdType fromType,
        MonitoredCategory fromCategory,
        HouseholdType toType,
        MonitoredCategory toCategory,
        LocalDate effectiveOn,
        String reason,
        String document,
        TransitionState state,
        String proposedBy,
        Instant proposedAt,
        String decidedBy,
        Instant decidedAt,
        String note,
        long version) {
    static TransitionView of(StatusTransition transition) {
        return new TransitionView(
                transition.id(),
                transition.householdId(),
                transition.region(),
                transition.fromType(),
                transition.fromCategory(),
                transition.toType(),
                transition.toCategory(),
                transition.effectiveOn(),
                transition.reason(),
                transition.document(),
                transition.state(),
                transition.proposedBy(),
                transition.proposedAt(),
                transition.decidedBy(),
                transition.decidedAt(),
                transition.note(),
                transition.version());
    }
}
