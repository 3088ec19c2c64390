package org.jiedui.notification.inbox.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.notification.audience.EventTypeParameter;
import org.jiedui.notification.inbox.Letter;
import org.jiedui.notification.inbox.Letters;
import org.jiedui.notification.inbox.Marking;
import org.jiedui.notification.inbox.Messages;
import org.jiedui.notification.inbox.Reader;
import org.jiedui.notification.inbox.StreamHub;
import org.jiedui.notification.inbox.Unread;
import org.jiedui.notification.preference.PreferenceRepository;
import org.jiedui.notification.template.TextChannel;

/** The caller's messages: those of the own account and of the own offices. */
@Path("/api/v1/inbox")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "inbox")
public class InboxResource {
    private final Messages messages;
    private final Letters letters;
    private final Marking marking;
    private final Unread unread;
    private final StreamHub hub;
    private final PreferenceRepository preferences;
    private final CurrentCaller callers;
    private final JsonWebToken token;

    InboxResource(
            Messages messages,
            Letters letters,
            Marking marking,
            Unread unread,
            StreamHub hub,
            PreferenceRepository preferences,
            CurrentCaller callers,
            JsonWebToken token) {
        this.messages = messages;
        this.letters = letters;
        this.marking = marking;
        this.unread = unread;
        this.hub = hub;
        this.preferences = preferences;
        this.callers = callers;
        this.token = token;
    }

    /** A number of messages. */
    @Schema(example = """
            {"count":7}""")
    public record Count(long count) {}

    /** A page, newest first; archived messages only when asked for. */
    @GET
    @Operation(summary = "List the own messages, newest first")
    public Page<Letter> list(
            @QueryParam("unread") Boolean unread,
            @QueryParam("archived") boolean archived,
            @QueryParam("type") String type,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var reader = reader();
        var found = messages.page(reader, unread, archived, EventTypeParameter.of("type", type), page);
        var words = letters.of(reader.account(), found.items(), ProblemMappers.chinese(headers));
        return found.map(message -> words.get(message.id()));
    }

    /** How many messages a list with these filters has. */
    @GET
    @Path("/count")
    @Operation(summary = "Count the own messages")
    public Count count(
            @QueryParam("unread") Boolean unread,
            @QueryParam("archived") boolean archived,
            @QueryParam("type") String type) {
        return new Count(messages.count(reader(), unread, archived, EventTypeParameter.of("type", type)));
    }

    /** How many messages are waiting to be read. */
    @GET
    @Path("/unread-count")
    @Operation(summary = "Count the own unread messages")
    public Count unreadCount() {
        return new Count(unread.count(reader()));
    }

    /** One message. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read a message")
    public Letter get(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var reader = reader();
        var message = messages.visible(reader, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return letters.of(reader.account(), message, ProblemMappers.chinese(headers));
    }

    /** Marks a message as read, for the caller's account only. */
    @POST
    @Path("/{id}/read")
    @Idempotent
    @Operation(summary = "Mark a message as read; other readers of an office's mailbox keep their own marks")
    @APIResponseSchema(value = Letter.class, responseCode = "200")
    public Response read(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var reader = reader();
        return answer(reader, marking.read(reader, id), headers);
    }

    /** Puts a message away, for the caller's account only. */
    @POST
    @Path("/{id}/archive")
    @Idempotent
    @Operation(summary = "Archive a message")
    @APIResponseSchema(value = Letter.class, responseCode = "200")
    public Response archive(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var reader = reader();
        return answer(reader, marking.archive(reader, id), headers);
    }

    /**
     * New messages as server-sent events: {@code ready} once the stream is up, then {@code message}; {@code reset} when it
     * was away for too long and has to read the list. Ends with the token.
     */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Stream new messages; Last-Event-ID resumes without a gap")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = OutboundSseEvent.class)))
    public StreamHub.Opening stream(@HeaderParam("Last-Event-ID") String lastEventId, @Context HttpHeaders headers) {
        return hub.open(
                reader(),
                ProblemMappers.chinese(headers),
                lastEventId == null || lastEventId.isBlank() ? null : lastEventId.trim(),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    private Reader reader() {
        var caller = callers.get();
        return Reader.of(caller, preferences.muted(caller.subject(), TextChannel.INBOX));
    }

    private Response answer(Reader reader, org.jiedui.notification.inbox.Message message, HttpHeaders headers) {
        return Response.ok(letters.of(reader.account(), message, ProblemMappers.chinese(headers)))
                .build();
    }
}
