package org.jiedui.chassis.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.MergePatch;

/** A resource as the services have them, to try the chassis through HTTP. */
@Path("/api/v1/notes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class NoteResource {
    private final EntityManager entities;
    private final CurrentCaller callers;
    private final Outbox outbox;
    private final TimeSource time;
    private final ObjectMapper mapper;

    NoteResource(EntityManager entities, CurrentCaller callers, Outbox outbox, TimeSource time, ObjectMapper mapper) {
        this.entities = entities;
        this.callers = callers;
        this.outbox = outbox;
        this.time = time;
        this.mapper = mapper;
    }

    /** A line of a note. */
    public record Line(@NotBlank String text, @Max(10) int weight) {}

    /** A request like the services'. */
    public record WriteNote(
            @NotBlank @Size(max = 100) String title,
            @PastOrPresent LocalDate day,
            Money amount,
            String phone,
            @NotNull String region,
            @Valid List<Line> lines) {
        /** Two rules about the whole note, which both fail for one that is both. */
        @JsonIgnore
        @AssertTrue(message = "CONTRADICTION|自相矛盾|Contradicts itself")
        public boolean isConsistent() {
            return title == null || !title.startsWith("both");
        }

        @JsonIgnore
        @AssertTrue(message = "REPETITION|重复|Repeats itself")
        public boolean isOriginal() {
            return title == null || !title.startsWith("both");
        }
    }

    /** An answer like the services'. */
    public record NoteView(UUID id, long version, String title, String phone, String region, Instant createdAt) {
        static NoteView of(Note note) {
            return new NoteView(
                    note.id,
                    note.version,
                    note.title,
                    note.phone == null ? null : Masks.phone(note.phone.clear()),
                    note.region,
                    note.createdAt);
        }
    }

    /** What may be patched. */
    public record Patchable(@NotBlank String title) {}

    @POST
    @Idempotent
    @RolesAllowed({"county-officer", "village-clerk"})
    public Response write(WriteNote request) {
        callers.get().requireCovers(request.region());
        var note =
                new Note(Ids.next(), request.title(), PersonalText.of(request.phone()), request.region(), time.now());
        entities.persist(note);
        outbox.append(new NoteEvent.NoteWritten(note.id, note.region, 1));
        return Answers.created("/api/v1/notes/" + note.id, note.version, NoteView.of(note));
    }

    @GET
    @Path("/{id}")
    public Response read(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var note = visible(id);
        return Answers.ok(note.version, ifNoneMatch, () -> NoteView.of(note));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    public Response change(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        var note = visible(id);
        Answers.requireMatch(ifMatch, note.version);
        note.title = patch.applyTo(new Patchable(note.title), Patchable.class, mapper)
                .title();
        entities.flush();
        return Answers.ok(note.version, NoteView.of(note));
    }

    @GET
    public Page<NoteView> list(
            @QueryParam("title") String title, @QueryParam("sort") String sort, @BeanParam PageRequest page) {
        return query(title)
                .sortableBy("title", Note::title, key -> key)
                .page(entities, sort, page)
                .map(NoteView::of);
    }

    @GET
    @Path("/count")
    public Map<String, Long> count(@QueryParam("title") String title) {
        return Map.of("count", query(title).count(entities));
    }

    private KeysetQuery<Note> query(String title) {
        return new KeysetQuery<>("notes", Note.class, Note::id)
                .where(
                        "e.region like concat(:prefix, '%')",
                        Map.of("prefix", callers.get().regionPrefix()))
                .whereIf("e.title = :title", "title", title);
    }

    private Note visible(UUID id) {
        var note = entities.find(Note.class, id);
        if (note == null || !callers.get().covers(note.region)) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return note;
    }
}
