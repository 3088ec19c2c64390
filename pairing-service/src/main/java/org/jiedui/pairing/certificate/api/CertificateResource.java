package org.jiedui.pairing.certificate.api;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.certificate.Certificate;
import org.jiedui.pairing.certificate.CertificatePrint;
import org.jiedui.pairing.certificate.CertificateRepository;
import org.jiedui.pairing.certificate.VerificationLimit;

/** Certificates of confirmed pairings. */
@Path("/api/v1/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CertificateResource {
    /** A certificate; {@code endedOn} is the first day on which it holds no longer. */
    public record CertificateView(
            String number,
            UUID pairingId,
            String region,
            String programmeZh,
            String programmeEn,
            String role,
            String name,
            String unit,
            LocalDate issuedOn,
            LocalDate validFrom,
            LocalDate validTo,
            LocalDate endedOn,
            boolean valid) {
        static CertificateView of(Certificate certificate, LocalDate today) {
            return new CertificateView(
                    certificate.number(),
                    certificate.pairingId(),
                    certificate.region(),
                    certificate.programmeZh(),
                    certificate.programmeEn(),
                    certificate.role(),
                    certificate.name().clear(),
                    certificate.unit(),
                    certificate.issuedOn(),
                    certificate.validFrom(),
                    certificate.validTo(),
                    certificate.endedOn(),
                    certificate.validOn(today));
        }
    }

    /** What the public may know: the name and nothing else about the person. */
    public record VerificationView(
            String number,
            boolean valid,
            String name,
            String programmeZh,
            String programmeEn,
            LocalDate issuedOn,
            LocalDate validFrom,
            LocalDate validTo,
            LocalDate endedOn) {
        static VerificationView of(Certificate certificate, LocalDate today) {
            return new VerificationView(
                    certificate.number(),
                    certificate.validOn(today),
                    certificate.name().clear(),
                    certificate.programmeZh(),
                    certificate.programmeEn(),
                    certificate.issuedOn(),
                    certificate.validFrom(),
                    certificate.validTo(),
                    certificate.endedOn());
        }
    }

    private final CertificateRepository certificates;
    private final CertificatePrint print;
    private final VerificationLimit limit;
    private final CurrentCaller callers;
    private final TimeSource time;
    private final HttpServerRequest http;

    CertificateResource(
            CertificateRepository certificates,
            CertificatePrint print,
            VerificationLimit limit,
            CurrentCaller callers,
            TimeSource time,
            HttpServerRequest http) {
        this.http = http;
        this.print = print;
        this.limit = limit;
        this.certificates = certificates;
        this.callers = callers;
        this.time = time;
    }

    /** One certificate. */
    @GET
    @Path("/{number}")
    @Operation(summary = "A certificate of the region or of an own pairing")
    public CertificateView one(@PathParam("number") String number) {
        return CertificateView.of(certificates.require(number, callers.get()), time.today());
    }

    /** The certificate on paper. */
    @GET
    @Path("/{number}/certificate.pdf")
    @Produces("application/pdf")
    @Operation(
            operationId = "printCertificate",
            summary = "The certificate as A4 PDF, with the number and a QR code of the verification")
    @APIResponse(
            responseCode = "200",
            description = "the certificate",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "503", description = "the machine has no Chinese font to print with")
    public Response pdf(@PathParam("number") String number) {
        var certificate = certificates.require(number, callers.get());
        return Response.ok(print.print(certificate))
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"certificate-" + certificate.number() + ".pdf\"")
                .build();
    }

    /** Public verification. */
    @GET
    @Path("/{number}/verification")
    @PermitAll
    @Operation(summary = "Verify a certificate; public, no personal data beyond the name")
    @APIResponse(
            responseCode = "200",
            description = "whether it holds",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    @APIResponse(responseCode = "429", description = "too many verifications from one address; see Retry-After")
    public VerificationView verify(@PathParam("number") String number) {
        limit.count(address());
        return certificates
                .byNumber(number)
                .map(certificate -> VerificationView.of(certificate, time.today()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Who asks, as the gateway says it; without a gateway, whoever is connected. */
    private String address() {
        var forwarded = http.getHeader("Forwarded");
        return forwarded == null
                ? http.remoteAddress().hostAddress()
                : forwarded.split("[;,]", 2)[0];
    }
}
