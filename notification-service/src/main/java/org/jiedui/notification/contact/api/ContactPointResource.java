package org.jiedui.notification.contact.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.contact.ContactKind;
import org.jiedui.notification.contact.ContactPoint;
import org.jiedui.notification.contact.ContactPoints;
import org.jiedui.notification.contact.ContactRegistration;
import org.jiedui.notification.contact.OfficeHolding;

/** Addresses of the caller's own account. */
@Path("/api/v1/contact-points")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "contact-points")
public class ContactPointResource {
    private final ContactRegistration registration;
    private final ContactPoints contacts;
    private final OfficeHolding holding;
    private final CurrentCaller callers;
    private final JsonWebToken token;

    ContactPointResource(
            ContactRegistration registration,
            ContactPoints contacts,
            OfficeHolding holding,
            CurrentCaller callers,
            JsonWebToken token) {
        this.holding = holding;
        this.token = token;
        this.registration = registration;
        this.contacts = contacts;
        this.callers = callers;
    }

    /**
     * A contact point as its holder sees it; the address is masked.
     *
     * @param offices those of the account whose messages come here too, by its last token
     * @param officesUntil until when they do unless a later token confirms them; null without offices
     */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000a01e","kind":"PHONE","masked":"138****5678","verified":true,
             "verifiedAt":"2026-11-21T08:32:00.000Z","createdAt":"2026-11-21T08:30:00.000Z",
             "offices":["village-clerk@330523104201"],"officesConfirmedAt":"2026-11-21T08:30:00.000Z",
             "officesUntil":"2026-12-21T08:30:00.000Z"}""")
    public record ContactPointView(
            UUID id,
            ContactKind kind,
            String masked,
            boolean verified,
            Instant verifiedAt,
            Instant createdAt,
            List<String> offices,
            Instant officesConfirmedAt,
            Instant officesUntil) {
        static ContactPointView of(ContactPoint contact, OfficeHolding.Offices offices) {
            return new ContactPointView(
                    contact.id(),
                    contact.kind(),
                    contact.masked(),
                    contact.verifiedAt() != null,
                    contact.verifiedAt(),
                    contact.createdAt(),
                    offices.names(),
                    offices.confirmedAt(),
                    offices.until());
        }
    }

    private ContactPointView view(ContactPoint contact) {
        return ContactPointView.of(contact, holding.of(contact.account()));
    }

    /** Registers an address and sends a code to it. */
    @POST
    @Idempotent
    @Operation(
            summary = "Register an address; a verification code is sent to it",
            description = "Again for an address that is not verified: a new code. An account has a limited number of"
                    + " addresses, and of codes within an hour (429).")
    @APIResponse(responseCode = "409", description = "CONTACT_POINT_TAKEN, CONTACT_POINTS_FULL")
    @APIResponse(responseCode = "422", description = "CHANNEL_NOT_CONFIGURED")
    @APIResponseSchema(value = ContactPointView.class, responseCode = "201")
    public Response register(RegisterContactRequest request) {
        var contact = registration.register(
                callers.get(), Instant.ofEpochSecond(token.getIssuedAtTime()), request.toCommand());
        return Answers.created("/api/v1/contact-points/" + contact.id(), contact.version(), view(contact));
    }

    /** Verifies an address. Repeating it is harmless. */
    @POST
    @Path("/{id}/verify")
    @NotIdempotent
    @Operation(summary = "Verify an address by the code that was sent to it")
    public ContactPointView verify(@PathParam("id") UUID id, VerifyContactRequest request) {
        try {
            return view(registration.verify(callers.get(), id, request.code()));
        } catch (ContactRegistration.WrongCode e) {
            throw NotificationProblem.CODE_WRONG.problem();
        }
    }

    /** All own addresses. */
    @GET
    @Operation(summary = "List the own addresses")
    public Page<ContactPointView> list() {
        var account = callers.get().subject();
        var offices = holding.of(account);
        return new Page<>(
                contacts.of(account).stream()
                        .map(contact -> ContactPointView.of(contact, offices))
                        .toList(),
                null);
    }

    /** One own address. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read an own address")
    @APIResponseSchema(value = ContactPointView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var contact = contacts.own(callers.get().subject(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(contact.version(), ifNoneMatch, () -> view(contact));
    }

    /** Removes an address. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove an address; nothing is sent to it any more")
    @APIResponse(responseCode = "204", description = "removed")
    public Response remove(@PathParam("id") UUID id) {
        registration.remove(callers.get(), id);
        return Response.noContent().build();
    }
}
