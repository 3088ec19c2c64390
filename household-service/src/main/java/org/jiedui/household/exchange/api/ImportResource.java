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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.RowReports;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.TabularFormat;
import org.jiedui.chassis.tabular.TabularLimits;
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
    private final TabularLimits limits;

    ImportResource(
            Imports imports,
            Jobs jobs,
            Spool spool,
            RowReports reports,
            TimeSource time,
            CurrentCaller callers,
            TabularLimits limits) {
        this.imports = imports;
        this.jobs = jobs;
        this.spool = spool;
        this.reports = reports;
        this.time = time;
        this.callers = callers;
        this.limits = limits;
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
                    "`kind=households`: one row per member, rows of a household together, or in NDJSON one household per line as in `POST /households`; matched by external id or household number; codes by code or Chinese label. `kind=regions`: divisions (columns code, name, validFrom, validTo), by province officers and the platform. `kind=code-mappings`: codes of other systems. CSV is UTF-8 unless `charset=GB18030` is declared. The same file sent twice changes nothing. See the template for all columns.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            example = "code,name\n330523104201,磻溪村\n"))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response order(
            @QueryParam("kind") @Parameter(required = true, example = "regions") String kind,
            @QueryParam("mode")
                    @Parameter(
                            description =
                                    "validate, apply, all-or-nothing (of a bounded number of rows); default validate")
                    String mode,
            @QueryParam("release") @Parameter(description = "required: wait until a second person releases it")
                    String release,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String contentType,
            @Context HttpHeaders headers,
            InputStream body) {
        var caller = callers.get();
        imports.importable(caller, kind);
        var how = mode(mode, ImportMode.VALIDATE);
        var held = release(release);
        var file = spool.store(
                body,
                TabularFormat.of(contentType),
                TabularFormat.charsetOf(contentType),
                caller.regionPrefix(),
                caller.subject());
        var id = imports.order(caller, kind, how, file, held);
        return Answers.accepted("/api/v1/household/imports/" + id, view(require(id), headers));
    }

    private static ImportMode mode(String text, ImportMode otherwise) {
        return text == null
                ? otherwise
                : Arrays.stream(ImportMode.values())
                        .filter(m -> m.parameter().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Codes.invalid(
                                "mode",
                                "UNKNOWN_CODE",
                                "应为 validate、apply 或 all-or-nothing",
                                "validate, apply or all-or-nothing"));
    }

    private static boolean release(String text) {
        if (text != null && !text.equals("required")) {
            throw Codes.invalid("release", "UNKNOWN_CODE", "只能为 required", "Can only be required");
        }
        return text != null;
    }

    /** Applies what was validated. */
    @POST
    @Path("/{id}/apply")
    @Idempotent
    @RolesAllowed({Roles.PLATFORM, Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP, Roles.CLERK})
    @Operation(
            operationId = "applyImport",
            summary = "Applies a validated file without uploading it again",
            description = "The validation is `id`; the answer is another import, with its own report.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "409", description = "IMPORT_NOT_VALIDATED")
    public Response apply(
            @PathParam("id") UUID id,
            @QueryParam("mode") @Parameter(description = "apply (default) or all-or-nothing") String mode,
            @QueryParam("release") @Parameter(description = "required: wait until a second person releases it")
                    String release,
            @Context HttpHeaders headers) {
        var how = mode(mode, ImportMode.APPLY);
        if (how == ImportMode.VALIDATE) {
            throw Codes.invalid("mode", "UNKNOWN_CODE", "应为 apply 或 all-or-nothing", "apply or all-or-nothing");
        }
        var applied = imports.apply(callers.get(), id, how, release(release));
        return Answers.accepted("/api/v1/household/imports/" + applied, view(require(applied), headers));
    }

    /** A second person lets a waiting import go. */
    @POST
    @Path("/{id}/release")
    @Idempotent
    @RolesAllowed({Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP})
    @Operation(
            operationId = "releaseImport",
            summary = "Lets an import go that waits (state HELD) for a second person",
            description = "The import runs with the rights of who ordered it; that person is refused here.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "403", description = "RELEASE_BY_ORDERER")
    @APIResponse(responseCode = "409", description = "STATE_CONFLICT: it does not wait")
    public Response releaseHeld(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        imports.release(callers.get(), id);
        return Response.ok(view(require(id), headers)).build();
    }

    /** Ends an import. */
    @POST
    @Path("/{id}/cancel")
    @Idempotent
    @RolesAllowed({Roles.PLATFORM, Roles.PROVINCE, Roles.COUNTY, Roles.TOWNSHIP, Roles.CLERK})
    @Operation(
            operationId = "cancelImport",
            summary = "Ends an import that waits or runs; what it has written stays",
            description = "By who ordered it, or by an officer of the township and above.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "409", description = "STATE_CONFLICT: it is at its end already")
    public Response cancel(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        imports.cancel(callers.get(), id);
        return Response.ok(view(require(id), headers)).build();
    }

    /** Imports, youngest first. */
    @GET
    @Operation(operationId = "listImports", summary = "Imports of the caller's region, youngest first")
    public Page<JobView> list(@BeanParam PageRequest page, @Context HttpHeaders headers) {
        var cursor = page.cursor("imports", "");
        return jobs.list(
                        ImportJob.KIND,
                        callers.get().regionPrefix(),
                        cursor.isEmpty() ? null : UUID.fromString(cursor.get(0)),
                        page.limit(),
                        last -> Cursor.encode("imports", "", List.of(last.id().toString())))
                .map(job -> view(job, headers));
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

    /** The uploaded rows with what became of them, as a file. */
    @GET
    @Path("/{id}/report.{format:csv|ndjson|xlsx}")
    @Produces({"text/csv", "application/x-ndjson", XLSX})
    @Operation(
            operationId = "downloadImportReport",
            summary = "The uploaded rows with outcome and errors beside them",
            description =
                    "`report.xlsx` has the messages beside the cells; `refused=true` gives only the refused households or rows, to be corrected and uploaded as they are. Identity numbers, phones and accounts are shown to who uploaded them and masked for everybody else.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "no such import, or its file is kept no longer")
    public Response download(
            @PathParam("id") UUID id,
            @PathParam("format") String extension,
            @QueryParam("refused") @Parameter(description = "true: only refused rows") String refused,
            @Context HttpHeaders headers) {
        var job = require(id);
        var refusedOnly = Boolean.TRUE.equals(Codes.flag("refused", refused));
        var chinese = ProblemMappers.chinese(headers);
        var upload = imports.upload(job);
        var format = TabularFormat.valueOf(extension.toUpperCase(java.util.Locale.ROOT));
        // who applies a file that somebody else sent to be validated did not upload it
        var own = upload.file().createdBy().equals(callers.get().subject());
        StreamingOutput file = out -> {
            try (var rows = spool.rows(upload.file(), upload.kind().columns(), limits);
                    var to = TabularWriter.report(format, out, upload.kind().columns(), chinese)) {
                reports.write(id, rows, to, refusedOnly, own ? UnaryOperator.identity() : ImportResource::masked);
            } finally {
                spool.forget(upload.file());
            }
        };
        return Response.ok(file)
                .type(format.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + upload.kind().kind() + "-report." + extension + "\"")
                .build();
    }

    private static Map<String, String> masked(Map<String, String> cells) {
        var shown = new java.util.LinkedHashMap<>(cells);
        shown.remove(Columns.DOCUMENT);
        shown.computeIfPresent("idNumber", (column, value) -> Masks.idNumber(value));
        shown.computeIfPresent("phone", (column, value) -> Masks.phone(value));
        shown.computeIfPresent("bankAccount", (column, value) -> Masks.bankAccount(value));
        shown.remove("health");
        return shown;
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
