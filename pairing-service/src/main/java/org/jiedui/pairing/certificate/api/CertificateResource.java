package org.jiedui.pairing.certificate.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.certificate.Certificate;
import org.jiedui.pairing.certificate.CertificateRepository;

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
    private final CurrentCaller callers;
    private final TimeSource time;

    CertificateResource(CertificateRepository certificates, CurrentCaller callers, TimeSource time) {
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

    /** Public verification. */
    @GET
    @Path("/{number}/verification")
    @PermitAll
    @Operation(summary = "Verify a certificate; public, no personal data beyond the name")
    public VerificationView verify(@PathParam("number") String number) {
        return certificates
                .byNumber(number)
                .map(certificate -> VerificationView.of(certificate, time.today()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }
}
