package org.jiedui.notification.reminder.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.CodeParameter;
import org.jiedui.notification.reminder.Reminder;
import org.jiedui.notification.reminder.ReminderRepository;
import org.jiedui.notification.reminder.ReminderState;

/** What is waited for. */
@Path("/api/v1/notification/reminders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "reminders")
public class ReminderResource {
    private final ReminderRepository reminders;
    private final CurrentCaller callers;

    ReminderResource(ReminderRepository reminders, CurrentCaller callers) {
        this.reminders = reminders;
        this.callers = callers;
    }

    /**
     * A matter that is waited for.
     *
     * @param subject household, task, pairing, … that it is about
     * @param nextAt null when nothing more will be sent
     */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000f001","ruleId":"0193e0c4-b000-7000-8000-000000001001","subject":"0193e0c4-b000-7000-8000-00000000a001",
             "eventId":"0193e0c4-b000-7000-8000-00000000b001","region":"330523104201","due":null,"state":"WAITING","sent":1,"escalated":false,
             "nextAt":"2026-12-01T01:00:00.000Z","occurredAt":"2026-11-21T08:30:00.000Z"}""")
    public record ReminderView(
            UUID id,
            UUID ruleId,
            UUID subject,
            UUID eventId,
            String region,
            LocalDate due,
            String state,
            int sent,
            boolean escalated,
            Instant nextAt,
            Instant occurredAt) {
        static ReminderView of(Reminder reminder) {
            return new ReminderView(
                    reminder.id(),
                    reminder.ruleId(),
                    reminder.subject(),
                    reminder.eventId(),
                    reminder.region(),
                    reminder.due(),
                    reminder.state(),
                    reminder.sent(),
                    reminder.escalated(),
                    reminder.state().equals("WAITING") ? reminder.nextAt() : null,
                    reminder.occurredAt());
        }
    }

    /** Matters in the caller's region. */
    @GET
    @RolesAllowed({"province-officer", "county-officer", "township-officer", "village-clerk", "auditor"})
    @Operation(summary = "List what is waited for in the own region")
    public Page<ReminderView> list(
            @QueryParam("rule") UUID rule,
            @QueryParam("subject") UUID subject,
            @QueryParam("state") String state,
            @QueryParam("escalated") Boolean escalated,
            @BeanParam PageRequest page) {
        return reminders
                .page(
                        callers.get(),
                        rule,
                        subject,
                        CodeParameter.names(ReminderState.class, "state", state),
                        escalated,
                        page)
                .map(ReminderView::of);
    }
}
