package org.jiedui.evaluation.answer.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.answer.AnswerStore;
import org.jiedui.evaluation.answer.OwnState;
import org.jiedui.evaluation.answer.Submission;
import org.jiedui.evaluation.cycle.Task;
import org.jiedui.evaluation.cycle.TaskExtension;
import org.jiedui.evaluation.cycle.TaskRepository;

/** Tasks and the caller's own drafts (EV-03, EV-04, EV-08). */
@Path("/api/v1/evaluation-tasks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "evaluation-tasks")
public class TaskResource {
    private final TaskRepository tasks;
    private final AnswerStore answers;
    private final Submission submission;
    private final TaskExtension extension;
    private final CurrentCaller callers;
    private final EntityManager entities;

    TaskResource(
            TaskRepository tasks,
            AnswerStore answers,
            Submission submission,
            TaskExtension extension,
            CurrentCaller callers,
            EntityManager entities) {
        this.tasks = tasks;
        this.answers = answers;
        this.submission = submission;
        this.extension = extension;
        this.callers = callers;
        this.entities = entities;
    }

    /** Tasks. */
    @GET
    @Operation(
            summary = "Tasks: the caller's own with the caller's progress, or those of the region without any",
            description =
                    "Own are tasks of the caller's account, and tasks of a role that the caller has in exactly the"
                            + " task's region. Whoever is no office gets own tasks only.")
    public Page<TaskView> list(
            @QueryParam("mine") @DefaultValue("false") @Parameter(description = "only the caller's own") boolean mine,
            @QueryParam("cycle") UUID cycle,
            @BeanParam PageRequest page) {
        var caller = callers.get();
        var found = query(caller, mine, cycle).page(entities, null, page);
        var own = mine || !caller.office();
        var states = own ? answers.states(caller.subject(), found.items()) : Map.<UUID, OwnState>of();
        return found.map(task ->
                TaskView.of(task, TaskRepository.isOwn(caller, task), own ? states.get(task.id()) : null, null));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many tasks, done or not")
    public Map<String, Long> count(
            @QueryParam("mine") @DefaultValue("false") boolean mine, @QueryParam("cycle") UUID cycle) {
        return Map.of("count", query(callers.get(), mine, cycle).count(entities));
    }

    private static KeysetQuery<Task> query(Caller caller, boolean mine, UUID cycle) {
        var query = new KeysetQuery<>("evaluation-tasks", Task.class, Task::id);
        if (mine || !caller.office()) {
            query.where(TaskRepository.OWN, TaskRepository.of(caller));
        } else {
            query.where(TaskRepository.BY_OFFICE, Map.of("prefix", caller.regionPrefix()));
        }
        return query.whereIf("e.cycleId = :cycle", "cycle", cycle);
    }

    /** One task. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One task with its questions")
    @APIResponseSchema(value = TaskView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var caller = callers.get();
        var task = tasks.require(caller, id);
        var mine = TaskRepository.isOwn(caller, task);
        var state = mine ? answers.state(caller.subject(), task) : null;
        return Answers.ok(
                TaskView.version(task, state),
                ifNoneMatch,
                () -> TaskView.of(task, mine, state, submission.questions(task).indicators()));
    }

    /** The caller's own draft. */
    @GET
    @Path("/{id}/draft")
    @Operation(summary = "The caller's own draft of an own task; empty with version 0 before the first save")
    @APIResponseSchema(value = DraftView.class, responseCode = "200")
    public Response draft(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var caller = callers.get();
        var task = tasks.requireOwn(caller, id);
        var draft = answers.draft(caller.subject(), task);
        return Answers.ok(draft.version(), ifNoneMatch, () -> DraftView.of(id, draft));
    }

    /** Saves it. */
    @PUT
    @Path("/{id}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Save the caller's draft; If-Match is \"0\" the first time")
    @APIResponseSchema(value = DraftView.class, responseCode = "200", responseDescription = "saved")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN, DEADLINE_PASSED, ALREADY_SUBMITTED")
    public Response save(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, DraftRequest request) {
        var caller = callers.get();
        var task = tasks.requireOwn(caller, id);
        var present = answers.draft(caller.subject(), task).version();
        Answers.requireMatch(ifMatch, present);
        var saved = submission.save(caller, task, request.toDraft(), present);
        return Answers.ok(saved.version(), DraftView.of(id, saved));
    }

    /** More time for one person. */
    @POST
    @Path("/{id}/extend")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Give one task a later last day, with the reason",
            description = "Whether it was answered is neither asked nor told.")
    @APIResponseSchema(value = TaskView.class, responseCode = "200", responseDescription = "extended")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN")
    @APIResponse(responseCode = "422", description = "EXTENSION_REFUSED: not later than before")
    public Response extend(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ExtendRequest request) {
        var caller = callers.get();
        var task = tasks.require(caller, id);
        var mine = TaskRepository.isOwn(caller, task);
        var state = mine ? answers.state(caller.subject(), task) : null;
        Answers.requireMatch(ifMatch, TaskView.version(task, state));
        var extended = extension.extend(caller, task, request.due(), request.reason());
        return Answers.ok(TaskView.version(extended, state), TaskView.of(extended, mine, state, null));
    }
}
