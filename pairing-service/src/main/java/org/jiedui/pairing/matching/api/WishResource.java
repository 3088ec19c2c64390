package org.jiedui.pairing.matching.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.pairing.matching.Wishes;

/** Who wishes to be paired with whom. */
@Path("/api/v1/pairing/wishes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class WishResource {
    /** A wish between a helper and a household or mentee. */
    @Schema(name = "NoteWish")
    public record WishRequest(
            @NotNull UUID helperId,
            @NotNull UUID helpedId,
            @NotNull Wishes.Side side) {}

    private final Wishes wishes;
    private final CurrentCaller callers;

    WishResource(Wishes wishes, CurrentCaller callers) {
        this.wishes = wishes;
        this.callers = callers;
    }

    /** Notes a wish. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(
            operationId = "noteWish",
            summary = "Note that a side wishes to be paired with the other one",
            description = "Noting it again changes nothing. Matching counts half for one side, all for both.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Wishes.Wish.class)))
    public Response note(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "the household wishes", value = """
                    {"helperId":"01936c3e-0000-7000-8000-00000000a001","helpedId":"01936c3e-0000-7000-8000-00000000c001",
                     "side":"HELPED"}""")))
                    WishRequest request) {
        var wish = wishes.note(request.helperId(), request.helpedId(), request.side(), callers.get());
        return Response.created(java.net.URI.create("/api/v1/pairing/wishes?helped=" + request.helpedId()))
                .entity(wish)
                .build();
    }

    /** Takes a wish back. */
    @POST
    @Path("/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(operationId = "withdrawWish", summary = "Take a wish back")
    @APIResponse(responseCode = "204", description = "taken back")
    public Response withdraw(
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "the household wishes no more", value = """
                    {"helperId":"01936c3e-0000-7000-8000-00000000a001","helpedId":"01936c3e-0000-7000-8000-00000000c001",
                     "side":"HELPED"}""")))
                    WishRequest request) {
        wishes.withdraw(request.helperId(), request.helpedId(), request.side(), callers.get());
        return Response.noContent().build();
    }

    /** Wishes about one helped side. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(operationId = "listWishes", summary = "Wishes about one household or mentee (all in one page)")
    public Page<Wishes.Wish> list(@QueryParam("helped") UUID helped, @QueryParam("helper") UUID helper) {
        if (helped == null) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?helped", "REQUIRED", "须填写 helped", "Name helped")));
        }
        return new Page<>(wishes.list(helper, helped, callers.get().regionPrefix()), null);
    }
}
