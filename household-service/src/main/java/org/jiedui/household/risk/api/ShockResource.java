package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Roles;
import org.jiedui.household.risk.RiskOrigin;
import org.jiedui.household.risk.Shock;
import org.jiedui.household.risk.ShockKind;
import org.jiedui.household.risk.Shocks;

/** Blows to a household. */
@Path("/api/v1/households/{id}/shocks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Shocks",
        description = "Expenses that a household bears itself and lost work; the rules look at those of twelve months")
public class ShockResource {
    private final Shocks shocks;
    private final TimeSource time;
    private final CurrentCaller callers;

    ShockResource(Shocks shocks, TimeSource time, CurrentCaller callers) {
        this.shocks = shocks;
        this.time = time;
        this.callers = callers;
    }

    /** A new entry. */
    @Schema(
            name = "RecordShock",
            examples =
                    "{\"kind\":\"MEDICAL_EXPENSE\",\"amount\":\"32000.00\",\"day\":\"2026-09-01\",\"source\":\"DEPARTMENT_DATA\",\"note\":\"住院自付\"}")
    public record Entry(
            @NotNull ShockKind kind,

            @Schema(type = SchemaType.STRING, examples = "32000.00", description = "of expenses: what it bears itself")
            Money amount,

            @NotNull LocalDate day,
            @NotNull RiskOrigin source,
            @Size(max = 300) String note) {
        @AssertTrue(message = "AMOUNT|支出须填大于 0 的金额，失业不填|Expenses have an amount above 0, lost work has none")
        @Schema(hidden = true)
        boolean isMeasured() {
            return kind == null
                    || (kind == ShockKind.JOB_LOSS
                            ? amount == null
                            : amount != null && amount.compareTo(Money.ZERO) > 0);
        }
    }

    /** The end of an entry. */
    @Schema(name = "EndShock", examples = "{\"on\":\"2026-11-01\",\"reason\":\"已在县内就业\"}")
    public record End(
            LocalDate on, @NotBlank @Size(max = 500) String reason) {}

    /** An entry as the API shows it. */
    @Schema(name = "Shock")
    public record View(
            UUID id,
            UUID householdId,
            ShockKind kind,

            @Schema(type = SchemaType.STRING, examples = "32000.00")
            Money amount,

            LocalDate day,
            LocalDate overOn,
            RiskOrigin source,
            String note,
            Instant recordedAt,
            long version) {
        static View of(Shock shock) {
            return new View(
                    shock.id(),
                    shock.householdId(),
                    shock.kind(),
                    shock.amount(),
                    shock.day(),
                    shock.overOn(),
                    shock.source(),
                    shock.note(),
                    shock.recordedAt(),
                    shock.version());
        }
    }

    private void notInFuture(String pointer, LocalDate day) {
        if (day != null && day.isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation(pointer, "IN_FUTURE", "日期不得晚于今天", "Must not be in the future")));
        }
    }

    /** Those of a household. */
    @GET
    @Operation(operationId = "listShocks", summary = "The household's shocks, the latest first, at most 200")
    public Page<View> list(@PathParam("id") UUID id) {
        return new Page<>(shocks.of(callers.get(), id), null).map(View::of);
    }

    /** Records one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "recordShock", summary = "Records an expense or lost work; the rules look at once")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Response record(@PathParam("id") UUID id, Entry request) {
        notInFuture("/day", request.day());
        var shock = shocks.record(
                callers.get(), id, request.kind(), request.amount(), request.day(), request.source(), request.note());
        return Answers.created("/api/v1/households/" + id + "/shocks/" + shock.id(), shock.version(), View.of(shock));
    }

    /** It is over. */
    @POST
    @Path("/{shockId}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "endShock", summary = "It is over or was wrong; If-Match is the shock's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Response end(
            @PathParam("id") UUID id,
            @PathParam("shockId") UUID shockId,
            @HeaderParam("If-Match") String ifMatch,
            End request) {
        notInFuture("/on", request.on());
        var shock = shocks.over(
                callers.get(),
                id,
                shockId,
                version -> Answers.requireMatch(ifMatch, version),
                request.on(),
                request.reason());
        return Answers.ok(shock.version(), View.of(shock));
    }
}
