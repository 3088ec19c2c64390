package org.jiedui.household.request.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.HandlerKind;
import org.jiedui.household.request.IntakeChannel;
import org.jiedui.household.request.Request;
import org.jiedui.household.request.RequestCategory;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.RequestState;
import org.jiedui.household.request.Urgency;

/** A request as the API shows it. */
@Schema(name = "Request")
public record RequestView(
        UUID id,
        String region,
        UUID householdId,
        UUID visitId,
        RequestKind kind,
        RequestCategory category,
        Urgency urgency,
        IntakeChannel channel,
        String content,
        LocalDate due,
        RequestState state,
        String dispatchedTo,
        HandlerKind handlerKind,
        String handlerAccount,
        Instant dispatchedAt,
        String answer,
        Instant answeredAt,
        Integer satisfaction,
        String openedBy,
        Instant openedAt,
        Instant solvedAt,
        String aboutAccount,
        String aboutRegion,
        int reopened,
        long version) {
    /** The request as it is. */
    public static RequestView of(Request request) {
        return new RequestView(
                request.id(),
                request.region(),
                request.householdId(),
                request.visitId(),
                request.kind(),
                request.category(),
                request.urgency(),
                request.channel(),
                request.content(),
                request.due(),
                request.state(),
                request.dispatchedTo(),
                request.handlerKind(),
                request.handlerAccount(),
                request.dispatchedAt(),
                request.answer(),
                request.answeredAt(),
                request.satisfaction(),
                request.openedBy(),
                request.openedAt(),
                request.solvedAt(),
                request.aboutAccount(),
                request.aboutRegion(),
                request.reopened(),
                request.version());
    }
}
