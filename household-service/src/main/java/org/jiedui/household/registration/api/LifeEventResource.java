package org.jiedui.household.registration.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdLife;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.LifeEvents;

/** What happens to a household, each on its day. */
@Path("/api/v1/households/{id}/events")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Household events",
        description =
                "Birth, death, marriage, moving, split, merge, another head: dated, so that every past day can be read")
public class LifeEventResource {
    private final HouseholdLife life;
    private final LifeEvents events;
    private final HouseholdRepository households;
    private final CurrentCaller callers;

    LifeEventResource(HouseholdLife life, LifeEvents events, HouseholdRepository households, CurrentCaller callers) {
        this.life = life;
        this.events = events;
        this.households = households;
        this.callers = callers;
    }

    /** All of them. */
    @GET
    @Operation(
            operationId = "listHouseholdEvents",
            summary = "What happened to the household, in the order of recording",
            description = "A split or merge is at both households, and each names the other.")
    public Page<LifeEventView> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        households.require(callers.get(), id);
        return events.list(id, page).map(LifeEventView::of);
    }

    /** Somebody was born, married in, moved in, was adopted or came back. */
    @POST
    @Path("/join")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "joinHousehold",
            summary = "Somebody was born, married in, moved in, was adopted or came back",
            description =
                    "A birth is on the birth date. 409 `PERSON_ALREADY_REGISTERED` when the person lives elsewhere. If-Match is the household's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    @APIResponse(
            responseCode = "409",
            description = "LATER_CHANGE_EXISTS: the same was changed with effect from a later day; HOUSEHOLD_CLOSED")
    @APIResponse(
            responseCode = "422",
            description =
                    "EVENT_DATE_REFUSED: in the future, before the household's file, before a member's birth or arrival")
    public Response joinHousehold(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, JoinRequest request) {
        var household = life.join(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.member().toData(),
                request.reported(),
                request.on(),
                request.reason());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Another member becomes the head. */
    @POST
    @Path("/change-head")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "changeHead",
            summary = "Another member becomes the head",
            description =
                    "Everybody else's relation to the new head is part of it: 422 `RELATIONS_INCOMPLETE` names who is missing. If-Match is the household's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    @APIResponse(
            responseCode = "409",
            description = "LATER_CHANGE_EXISTS: the same was changed with effect from a later day; HOUSEHOLD_CLOSED")
    @APIResponse(
            responseCode = "422",
            description =
                    "EVENT_DATE_REFUSED: in the future, before the household's file, before a member's birth or arrival")
    public Response changeHead(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, ChangeHeadRequest request) {
        var household = life.changeHead(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.newHead().toNewHead(),
                request.on(),
                request.reason());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** The whole household moves to another village. */
    @POST
    @Path("/relocate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "relocateHousehold",
            summary = "The whole household moves to another village",
            description =
                    "Both villages are inside the caller's region. The household keeps its number; its plans, measures, requests, alerts and cases move along. If-Match is the household's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    @APIResponse(
            responseCode = "409",
            description = "LATER_CHANGE_EXISTS: the same was changed with effect from a later day; HOUSEHOLD_CLOSED")
    @APIResponse(
            responseCode = "422",
            description =
                    "EVENT_DATE_REFUSED: in the future, before the household's file, before a member's birth or arrival")
    public Response relocateHousehold(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, RelocateRequest request) {
        var household = life.relocate(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.region(),
                request.address(),
                request.on(),
                request.reason());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Some members become a household of their own. */
    @POST
    @Path("/split")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "splitHousehold",
            summary = "Some members become a household of their own",
            description =
                    "Answers the new household. The old one needs a new head when its head goes. If-Match is the household's.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    @APIResponse(
            responseCode = "409",
            description = "LATER_CHANGE_EXISTS: the same was changed with effect from a later day; HOUSEHOLD_CLOSED")
    @APIResponse(
            responseCode = "422",
            description =
                    "EVENT_DATE_REFUSED: in the future, before the household's file, before a member's birth or arrival")
    public Response splitHousehold(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, SplitRequest request) {
        var fresh = life.split(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                RelationRequest.byMember("members", request.members()),
                request.region(),
                request.address(),
                NewHeadRequest.of(request.newHead()),
                request.on(),
                request.reason());
        return Answers.created("/api/v1/households/" + fresh.id(), fresh.version(), HouseholdView.of(fresh));
    }

    /** Another household goes into this one. */
    @POST
    @Path("/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "mergeHouseholds",
            summary = "Another household goes into this one",
            description =
                    "Its members come over; it is closed and stays readable. 412 when it is no longer the version that the caller saw. If-Match is the household's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    @APIResponse(
            responseCode = "409",
            description = "LATER_CHANGE_EXISTS: the same was changed with effect from a later day; HOUSEHOLD_CLOSED")
    @APIResponse(
            responseCode = "422",
            description =
                    "EVENT_DATE_REFUSED: in the future, before the household's file, before a member's birth or arrival")
    public Response mergeHouseholds(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, MergeRequest request) {
        var household = life.merge(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.householdId(),
                request.version(),
                RelationRequest.byMember("relations", request.relations()),
                request.on(),
                request.reason());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }
}
