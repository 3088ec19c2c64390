package org.jiedui.household.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.exchange.CodeMappings;
import org.jiedui.household.exchange.CodeMappings.Mapping;

/** Codes of other systems. */
@Path("/api/v1/household/code-mappings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exchange", description = "Change feed, imports, code lists")
public class CodeMappingResource {
    private final CodeMappings mappings;
    private final CurrentCaller callers;

    CodeMappingResource(CodeMappings mappings, CurrentCaller callers) {
        this.mappings = mappings;
        this.callers = callers;
    }

    /** Mappings, filtered. */
    @GET
    @Operation(operationId = "listCodeMappings", summary = "What other systems call our codes")
    public Page<CodeMappingView> list(
            @QueryParam("system") @Parameter(example = "civil-affairs") String system,
            @QueryParam("list") @Parameter(description = "code list", example = "sex") String list,
            @QueryParam("on") @Parameter(description = "in force on this day", example = "2026-06-30") String on,
            @BeanParam PageRequest page) {
        var filter = system + "|" + list + "|" + on;
        var cursor = page.cursor("code-mappings", filter);
        return Page.of(
                        mappings.page(system, list, Days.parameter("on", on, null), after(cursor), page.limit() + 1),
                        page.limit(),
                        last -> Cursor.encode(
                                "code-mappings",
                                filter,
                                List.of(
                                        last.system(),
                                        last.list(),
                                        last.ourCode(),
                                        last.validFrom().toString())))
                .map(CodeMappingView::of);
    }

    private static Mapping after(List<String> cursor) {
        try {
            return cursor.isEmpty()
                    ? null
                    : new Mapping(
                            null,
                            cursor.get(0),
                            cursor.get(1),
                            cursor.get(2),
                            "",
                            LocalDate.parse(cursor.get(3)),
                            null);
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            throw CommonProblem.INVALID_CURSOR.problem();
        }
    }

    /** Keeps a mapping. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "addCodeMapping",
            summary = "Keeps what another system calls a code of ours",
            description = "Many at once, and changes of stored ones: import kind `code-mappings`.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CodeMappingView.class)))
    @APIResponse(responseCode = "409", description = "MAPPING_OVERLAPS")
    public Response add(CodeMappingView.Input request) {
        var made = mappings.add(callers.get(), request.toMapping());
        return Response.created(URI.create("/api/v1/household/code-mappings/" + made.id()))
                .entity(CodeMappingView.of(made))
                .build();
    }

    /** Takes a wrong mapping away. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(operationId = "removeCodeMapping", summary = "Takes a mapping away that was wrong")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404")
    public void remove(@PathParam("id") UUID id) {
        mappings.remove(id);
    }
}
