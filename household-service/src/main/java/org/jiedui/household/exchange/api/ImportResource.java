package org.jiedui.household.exchange.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.tabular.RowReports;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.TabularFormat;
import org.jiedui.chassis.tabular.TabularWriter;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.exchange.ImportJob;
import org.jiedui.household.exchange.ImportMode;
import org.jiedui.household.exchange.Imports;

/** Imports in bulk. */
@Path("/api/v1/household/imports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exchange", description = "Change feed, imports, code lists")
public class ImportResource {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final Jobs jobs;
    private final Spool spool;
    private final RowReports reports;
    private final TimeSource time;
    private final CurrentCaller callers;

    ImportResource(
            Imports imports, Jobs jobs, Spool spool, RowReports reports, TimeSource time, CurrentCaller callers) {
        this.imports = imports;
        this.jobs = jobs;
        this.spool = spool;
        this.reports = reports;
        this.time = time;
        this.callers = callers;
    }

    /** Takes a file. The upload is streamed; a repeated upload changes nothing, so it needs no idempotency key. */
    @POST
    @Consumes({"text/csv", "application/x-ndjson", XLSX})
    @NotIdempotent
    @RolesAllowed({Roles.PLATFORM, Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP, Roles.CLERK})
    @Operation(
            operationId = "orderImport",
            summary = "Imports a file as a job",
            description =
                    "`kind=regions`: divisions (columns code, name, validFrom, validTo), by province officers and the platform. The same file sent twice changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            example = "code,name\n330523104201,磻溪村\n"))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response order(
            @QueryParam("kind") @Parameter(required = true, example = "regions") String kind,
            @QueryParam("mode") @Parameter(description = "validate, apply, all-or-nothing; default validate")
                    String mode,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String contentType,
            @Context HttpHeaders headers,
            InputStream body) {
        var caller = callers.get();
        var wanted = imports.kind(kind);
        caller.requireRole(wanted.roles().toArray(String[]::new));
        var how = mode == null
                ? ImportMode.VALIDATE
                : Arrays.stream(ImportMode.values())
                        .filter(m -> m.parameter().equals(mode))
                        .findFirst()
                        .orElseThrow(() -> Codes.invalid(
                                "mode",
                                "UNKNOWN_CODE",
                                "应为 validate、apply 或 all-or-nothing",
                                "validate, apply or all-or-nothing"));
        var file = spool.store(
                body,
                TabularFormat.of(contentType),
                TabularFormat.charsetOf(contentType),
                caller.regionPrefix(),
                caller.subject());
        var id = imports.order(caller, kind, how, file);
        return Answers.accepted("/api/v1/household/imports/" + id, view(require(id), headers));
    }

    private Job require(UUID id) {
        return jobs.require(id, ImportJob.KIND, callers.get().regionPrefix());
    }

    private JobView view(Job job, HttpHeaders headers) {
        return JobView.of(
                job,
                time.now(),
                ProblemMappers.chinese(headers),
                Map.of("report", "/api/v1/household/imports/" + job.id() + "/report"));
    }

    /** One import. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getImport",
            summary = "State and progress of an import; the result counts rows by outcome")
    public JobView one(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return view(require(id), headers);
    }

    /** Progress as server-sent events. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<JobView> progress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        require(id);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(
                id,
                callers.get().regionPrefix(),
                job -> JobView.of(
                        job, time.now(), chinese, Map.of("report", "/api/v1/household/imports/" + id + "/report")));
    }

    /** What became of the rows. */
    @GET
    @Path("/{id}/report")
    @Operation(operationId = "getImportReport", summary = "What became of each row, with the errors of each cell")
    public Page<RowReportView> report(
            @PathParam("id") UUID id,
            @QueryParam("refused") @Parameter(description = "true: only refused rows") String refused,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var job = require(id);
        var refusedOnly = Boolean.TRUE.equals(Codes.flag("refused", refused));
        var list = "import-report";
        var filter = job.id() + "|" + refusedOnly;
        var cursor = page.cursor(list, filter);
        var after = cursor.isEmpty() ? 0 : Long.parseLong(cursor.get(0));
        var chinese = ProblemMappers.chinese(headers);
        return Page.of(
                        reports.page(id, after, page.limit() + 1, refusedOnly),
                        page.limit(),
                        last -> Cursor.encode(list, filter, List.of(Long.toString(last.line()))))
                .map(report -> RowReportView.of(report, chinese));
    }

    /** The empty workbook. */
    @GET
    @Path("/template.xlsx")
    @Produces(XLSX)
    @Operation(operationId = "getImportTemplate", summary = "The workbook to fill in")
    public Response template(@QueryParam("kind") @Parameter(required = true, example = "regions") String kind) {
        var columns = imports.kind(kind).columns();
        StreamingOutput workbook = out -> TabularWriter.template(out, columns);
        return Response.ok(workbook)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + imports.kind(kind).kind() + ".xlsx\"")
                .build();
    }
}
