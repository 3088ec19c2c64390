package org.jiedui.notification.contact.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.notification.contact.SmsReporting;

/** What the SMS provider reports. Needs no token: the signature of the body says who reports. */
@Path("/api/v1/notification/sms-reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "sms-reports")
public class SmsReportResource {
    private final SmsReporting reporting;

    SmsReportResource(SmsReporting reporting) {
        this.reporting = reporting;
    }

    /** How many reports changed something. */
    @Schema(example = """
            {"taken":1}""")
    public record Taken(int taken) {}

    /** Takes reports; repeating them is harmless. */
    @POST
    @NotIdempotent
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Report what arrived: {\"reports\":[{\"messageId\":\"…\",\"status\":\"DELIVERED\"}]},"
                    + " signed as requests to the provider are")
    public Taken report(
            @HeaderParam("x-timestamp") String timestamp, @HeaderParam("x-signature") String signature, String body) {
        return new Taken(reporting.report(timestamp, signature, body));
    }
}
