package org.jiedui.household.request.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.RequestState;
import org.jiedui.household.request.RequestStep;

/** One step of handling a request. */
@Schema(name = "RequestStep")
public record RequestStepView(Instant at, String actor, RequestState from, RequestState to, String note) {
    static RequestStepView of(RequestStep step) {
        return new RequestStepView(step.at(), step.actor(), step.from(), step.to(), step.note());
    }
}
