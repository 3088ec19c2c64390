package org.jiedui.household.attachment.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.attachment.Attaching;
import org.jiedui.household.attachment.Attachment;
import org.jiedui.household.attachment.AttachmentOwner;
import org.jiedui.household.attachment.AttachmentRepository;
import org.jiedui.household.attachment.AttachmentType;
import org.jiedui.household.attachment.Owners;

/** Files of records. */
@Path("/api/v1/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Attachments", description = "Files of households, visits, risk cases, requests and measures")
public class AttachmentResource {
    private static final Pattern FILE_NAME = Pattern.compile(
            "filename\\*=UTF-8''([^;]+)|filename=\"([^\"]*)\"|filename=([^;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    private final Attaching attaching;
    private final AttachmentRepository attachments;
    private final Owners owners;
    private final EntityManager entities;
    private final CurrentCaller callers;

    AttachmentResource(
            Attaching attaching,
            AttachmentRepository attachments,
            Owners owners,
            EntityManager entities,
            CurrentCaller callers) {
        this.attaching = attaching;
        this.attachments = attachments;
        this.owners = owners;
        this.entities = entities;
        this.callers = callers;
    }

    /** Takes a file. The upload is streamed; the same content again changes nothing, so it needs no idempotency key. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @NotIdempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "addAttachment",
            summary = "Adds a file to a record",
            description = "The body is the file itself; its type stands in `Content-Type` (pdf, jpeg, png, webp, docx,"
                    + " xlsx), its name in `Content-Disposition: attachment; filename*=UTF-8''…`. A file that is not what"
                    + " it says it is: 422 `ATTACHMENT_CONTENT`. Too many: 422 `ATTACHMENT_QUOTA`. The same content"
                    + " again answers 200 with the file that is there.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    public Response add(
            @QueryParam("ownerKind") @Parameter(required = true, example = "VISIT") String ownerKind,
            @QueryParam("ownerId") @Parameter(required = true) String ownerId,
            @HeaderParam("Content-Disposition") String disposition,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String contentType,
            InputStream body) {
        var owner = owner(ownerKind, ownerId);
        var type = AttachmentType.of(contentType).orElseThrow(CommonProblem.UNSUPPORTED_MEDIA_TYPE::problem);
        var added = attaching.add(callers.get(), owner.kind(), owner.id(), fileName(disposition), type, body);
        var view = AttachmentView.of(added.attachment());
        return added.created()
                ? Answers.created("/api/v1/attachments/" + view.id(), view.version(), view)
                : Response.ok(view)
                        .header(HttpHeaders.LOCATION, "/api/v1/attachments/" + view.id())
                        .header(HttpHeaders.ETAG, Answers.etag(view.version()))
                        .build();
    }

    private record Wanted(AttachmentOwner kind, UUID id) {}

    private static Wanted owner(String kind, String id) {
        var wrong = new ArrayList<Violation>();
        AttachmentOwner known = null;
        UUID uuid = null;
        try {
            known = kind == null ? null : AttachmentOwner.valueOf(kind);
        } catch (IllegalArgumentException e) {
            wrong.add(new Violation("?ownerKind", "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
        }
        try {
            uuid = id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            wrong.add(new Violation("?ownerId", "FORMAT", "应为 UUID", "Must be a UUID"));
        }
        if (kind == null) {
            wrong.add(new Violation("?ownerKind", "REQUIRED", "必填", "Required"));
        }
        if (id == null) {
            wrong.add(new Violation("?ownerId", "REQUIRED", "必填", "Required"));
        }
        if (!wrong.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(wrong);
        }
        return new Wanted(known, uuid);
    }

    private static String fileName(String disposition) {
        if (disposition == null) {
            return null;
        }
        var found = FILE_NAME.matcher(disposition);
        if (!found.find()) {
            return null;
        }
        if (found.group(1) == null) {
            return found.group(2) == null ? found.group(3).strip() : found.group(2);
        }
        try {
            return URLDecoder.decode(found.group(1).strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return null;
        }
    }

    /** Files of a record. */
    @GET
    @Operation(operationId = "listAttachments", summary = "Files of one record, oldest first")
    public Page<AttachmentView> list(
            @QueryParam("ownerKind") @Parameter(required = true, example = "VISIT") String ownerKind,
            @QueryParam("ownerId") @Parameter(required = true) String ownerId,
            @BeanParam PageRequest page) {
        var owner = owner(ownerKind, ownerId);
        owners.require(callers.get(), owner.kind(), owner.id());
        return attachments
                .ofOwner(owner.kind(), owner.id())
                .page(entities, null, page)
                .map(AttachmentView::of);
    }

    /** What is known of a file. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getAttachment", summary = "What is known of a file; whoever sees the record sees it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var attachment = attaching.require(callers.get(), id);
        return Answers.ok(attachment.version(), ifNoneMatch, () -> AttachmentView.of(attachment));
    }

    /** The content, streamed; one range of bytes can be asked for. */
    @GET
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "getAttachmentContent",
            summary = "The file itself",
            description = "`Range: bytes=…` with one range answers 206. Each look is an audit entry.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response content(
            @PathParam("id") UUID id,
            @HeaderParam("Range") String range,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var caller = callers.get();
        var tag = "\"" + attaching.require(caller, id).sha256() + "\"";
        if (tag.equals(ifNoneMatch)) {
            return Response.notModified().header(HttpHeaders.ETAG, tag).build();
        }
        var attachment = attaching.look(caller, id);
        var part = range(range, attachment.size());
        var from = part == null ? 0 : part[0];
        var length = part == null ? attachment.size() : part[1] - part[0] + 1;
        var answer = Response.status(part == null ? 200 : 206)
                .entity((StreamingOutput) out -> {
                    try (var in = attaching.open(attachment, from)) {
                        copy(in, out, length);
                    }
                })
                .type(attachment.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.ETAG, tag)
                .header("Content-Disposition", disposition(attachment))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Cache-Control", "private, no-store");
        if (part != null) {
            answer.header("Content-Range", "bytes " + part[0] + "-" + part[1] + "/" + attachment.size());
        }
        return answer.build();
    }

    private static void copy(InputStream in, java.io.OutputStream out, long length) throws IOException {
        var buffer = new byte[1 << 16];
        for (var left = length; left > 0; ) {
            var n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("the stored file is shorter than it should be");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    /** First and last byte; null for all of them, as for ranges that are malformed or several. */
    private static long[] range(String header, long size) {
        var found = header == null ? null : RANGE.matcher(header.strip());
        if (found == null
                || !found.matches()
                || (found.group(1).isEmpty() && found.group(2).isEmpty())) {
            return null;
        }
        long from;
        long to;
        if (found.group(1).isEmpty()) {
            from = Math.max(0, size - Long.parseLong(found.group(2)));
            to = size - 1;
        } else {
            from = Long.parseLong(found.group(1));
            to = found.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(found.group(2)));
            if (!found.group(2).isEmpty() && Long.parseLong(found.group(2)) < from) {
                return null;
            }
        }
        if (from > to) {
            throw HouseholdProblem.RANGE_NOT_SATISFIABLE.problem().header("Content-Range", "bytes */" + size);
        }
        return new long[] {from, to};
    }

    private static String disposition(Attachment attachment) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(attachment.fileName(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    /** Takes a file away. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "deleteAttachment", summary = "Takes a file away for good; the deed stays in the audit")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        attaching.delete(callers.get(), id, version -> Answers.requireMatch(ifMatch, version));
        return Response.noContent().build();
    }
}
