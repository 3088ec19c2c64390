package org.jiedui.household.exchange.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.exchange.ExportJob;
import org.jiedui.household.exchange.Exports;

/** Exports in bulk. */
@Path("/api/v1/household/exports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exchange", description = "Change feed, imports, code lists")
public class ExportResource {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Exports exports;
    private final Jobs jobs;
    private final Spool spool;
    private final TimeSource time;
    private final CurrentCaller callers;

    ExportResource(Exports exports, Jobs jobs, Spool spool, TimeSource time, CurrentCaller callers) {
        this.exports = exports;
        this.jobs = jobs;
        this.spool = spool;
        this.time = time;
        this.callers = callers;
    }

    /** Begins an export. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.PLATFORM, Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP, Roles.CLERK, Roles.AUDITOR})
    @Operation(
            operationId = "orderExport",
            summary = "Exports what a list shows as a file",
            description =
                    "A job; its file is at the link `file` and can be fetched by who ordered it, for a day. Personal data is masked unless `reveal` names it; every such export is an audit entry. Cells that a spreadsheet would take for formulas are made harmless.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "400", description = "unknown kind, filter, template or column")
    @APIResponse(responseCode = "403", description = "PURPOSE_REQUIRED: `reveal` without scope or purpose")
    public Response order(ExportRequest request, @Context HttpHeaders headers) {
        var id = exports.order(callers.get(), request.toWish());
        return Answers.accepted("/api/v1/household/exports/" + id, view(id, headers));
    }

    /** One export. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getExport", summary = "State and progress of an export")
    public JobView one(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return view(id, headers);
    }

    private JobView view(UUID id, HttpHeaders headers) {
        return JobView.of(
                jobs.require(id, ExportJob.KIND, callers.get().regionPrefix()),
                time.now(),
                ProblemMappers.chinese(headers),
                Map.of("file", "/api/v1/household/exports/" + id + "/file"));
    }

    /** The file. */
    @GET
    @Path("/{id}/file")
    @Produces({"text/csv", "application/x-ndjson", XLSX})
    @Operation(operationId = "downloadExport", summary = "The file of a finished export")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "ordered by somebody else, or kept no longer")
    @APIResponse(responseCode = "409", description = "EXPORT_NOT_READY")
    public Response file(@PathParam("id") UUID id) {
        var file = exports.file(callers.get(), id);
        StreamingOutput out = to -> {
            try (var in = spool.open(file)) {
                in.transferTo(to);
            }
        };
        return Response.ok(out)
                .type(file.format().mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"export-" + id + "."
                                + file.format().extension() + "\"")
                .build();
    }
}
