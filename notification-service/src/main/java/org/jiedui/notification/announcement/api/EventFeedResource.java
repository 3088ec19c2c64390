package org.jiedui.notification.announcement.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.announcement.CloudEvent;

/** The events that webhooks carry, for those who pull. */
@Path("/api/v1/notification/events")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "events")
public class EventFeedResource {
    private final Announcements announcements;
    private final CurrentCaller callers;

    EventFeedResource(Announcements announcements, CurrentCaller callers) {
        this.announcements = announcements;
        this.callers = callers;
    }

    /** A piece of the feed. */
    public record EventPage(List<CloudEvent> items, String next, boolean more) {}

    /** Events of the caller's region in commit order; `next` is always there, to go on from later. */
    @GET
    @RolesAllowed({"platform", "province-officer", "county-officer"})
    @Operation(summary = "Pull events after a cursor; an empty cursor starts from the beginning")
    public EventPage after(@QueryParam("after") String after, @QueryParam("limit") @DefaultValue("100") String limit) {
        if (!limit.matches("\\d{1,4}")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 1000 之间", "Must be between 1 and 1000")));
        }
        var page = announcements.after(
                after, Integer.parseInt(limit), callers.get().regionPrefix());
        return new EventPage(
                page.items().stream()
                        .filter(item -> item.body() != null)
                        .map(item -> (CloudEvent) item.body())
                        .filter(event -> !event.type().startsWith(Announcements.OWN))
                        .toList(),
                page.next(),
                page.more());
    }
}
