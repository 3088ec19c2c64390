package org.jiedui.pairing.matching.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.matching.Divisions;

/** What matching knows of divisions. */
@Path("/api/v1/pairing/divisions/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DivisionResource {
    /**
     * A division as matching knows it.
     *
     * @param traits of a village, from the household service
     * @param travel minutes of one way, by division; holds in both directions
     */
    @Schema(name = "MatchingDivision")
    public record DivisionView(
            String region,
            List<String> traits,
            List<String> dialects,
            BigDecimal latitude,
            BigDecimal longitude,
            Map<String, Integer> travel) {
        static DivisionView of(Divisions.Division division) {
            return new DivisionView(
                    division.region(),
                    division.traits(),
                    division.dialects(),
                    division.latitude(),
                    division.longitude(),
                    division.travel());
        }
    }

    /**
     * What an office enters of a division.
     *
     * @param latitude of the centroid, degrees, WGS 84
     * @param travel minutes of one way, 0–1440, by division
     */
    @Schema(name = "DescribeMatchingDivision")
    public record DivisionRequest(
            @Size(max = 10) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,24}") String> dialects,
            @DecimalMin("-90") @DecimalMax("90") BigDecimal latitude,
            @DecimalMin("-180") @DecimalMax("180") BigDecimal longitude,

            @Size(max = 500)
            Map<@Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}") String, @NotNull @Min(0) @Max(1_440) Integer>
                    travel) {
        /** A point has two coordinates. */
        @AssertTrue(message = "TOGETHER|经纬度须同时填写|Latitude and longitude go together")
        @JsonIgnore
        public boolean isPoint() {
            return (latitude == null) == (longitude == null);
        }
    }

    private final Divisions divisions;
    private final CurrentCaller callers;

    DivisionResource(Divisions divisions, CurrentCaller callers) {
        this.divisions = divisions;
        this.callers = callers;
    }

    /** One division. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "getMatchingDivision",
            summary = "Traits, dialects, centroid and travel times of a division, as matching uses them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DivisionView.class)))
    public Response one(@PathParam("code") String code, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var division = divisions
                .find(Codes.region(code))
                .filter(found -> callers.get().covers(found.region()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(division.version(), ifNoneMatch, () -> DivisionView.of(division));
    }

    /** Enters what is known of a division. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "describeMatchingDivision",
            summary = "Enter dialects, centroid and travel times of a division of one's region",
            description =
                    "If-Match names the present version; not needed while nothing is known of the division. Entered"
                            + " times go before those by the straight line between centroids.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DivisionView.class)))
    public Response describe(
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "village", value = """
                    {"dialects":["WU"],"latitude":30.51234,"longitude":119.41234,"travel":{"330523104202":35}}""")))
                    DivisionRequest request) {
        var division = divisions.describe(
                new Divisions.Division(
                        Codes.region(code),
                        0,
                        List.of(),
                        request.dialects() == null ? List.of() : request.dialects(),
                        request.latitude(),
                        request.longitude(),
                        request.travel() == null ? Map.of() : request.travel()),
                callers.get(),
                version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(division.version(), DivisionView.of(division));
    }
}
