package org.jiedui.pairing.pairing.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.Pairing;
import org.jiedui.pairing.pairing.PairingRepository;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.SideKind;

/** Pairings in publicity, for whoever has an account (PA-07). */
@Path("/api/v1/pairing/publicities")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PublicityResource {
    private static final int COUNTY_DIGITS = 6;

    private final PairingRepository pairings;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final MenteeRepository mentees;
    private final HouseholdRepository households;
    private final EntityManager entities;

    PublicityResource(
            PairingRepository pairings,
            HelperRepository helpers,
            OrganisationRepository organisations,
            MenteeRepository mentees,
            HouseholdRepository households,
            EntityManager entities) {
        this.pairings = pairings;
        this.helpers = helpers;
        this.organisations = organisations;
        this.mentees = mentees;
        this.households = households;
        this.entities = entities;
    }

    /** A pairing as everybody may read it. */
    @Schema(name = "PairingPublicity")
    public record PublicityView(
            UUID pairingId,
            String programme,
            Role role,

            @Schema(description = "division of the helped side: its village for a household")
            String region,

            PublicHelperView helper,
            PublicHelpedView helped,

            @Schema(description = "first day of the publicity")
            LocalDate publicisedOn,

            @Schema(description = "last day of the publicity; objections are taken until the pairing is confirmed")
            LocalDate publicUntil) {}

    /** The helper side: a person's name is masked, a team's is whole. */
    @Schema(name = "PublicHelper")
    public record PublicHelperView(SideKind side, String name, String unit) {}

    /** The helped side; a household has its number, as no name of it is known here, and a village is its division. */
    @Schema(name = "PublicHelped")
    public record PublicHelpedView(
            HelpedKind kind,

            @Schema(description = "of a household; null for others")
            String householdNumber,

            @Schema(description = "masked for a mentee, whole for an enterprise; null for others")
            String name) {}

    /** What is public. */
    @GET
    @Operation(
            operationId = "listPairingPublicities",
            summary = "Pairings in publicity, open to whoever has an account",
            description =
                    "Names of persons are masked: first character, and the last of three or more. Who has something"
                            + " against one of them posts to /pairings/{id}/objections with its `pairingId`.")
    public Page<PublicityView> list(
            @QueryParam("region")
                    @Parameter(
                            description = "division code, a county or below",
                            required = true,
                            example = "330523104201")
                    String region,
            @BeanParam PageRequest page) {
        var where = Codes.region(region);
        if (where == null || where.length() < COUNTY_DIGITS) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?region", "TOO_WIDE", "须填写县级或以下区划代码", "Name a county or a division below")));
        }
        var found = pairings.publicised(where).page(entities, null, page);
        var helping = found.items().stream().map(Pairing::helperId).toList();
        var helped = found.items().stream().map(Pairing::helpedId).toList();
        var names = new HashMap<UUID, String>();
        helpers.byIds(helping)
                .forEach((id, each) -> names.put(id, Masks.name(each.name().clear())));
        mentees.byIds(helped)
                .forEach((id, each) -> names.put(id, Masks.name(each.name().clear())));
        organisations
                .byIds(Stream.concat(helping.stream(), helped.stream()).toList())
                .forEach((id, each) -> names.put(id, each.name()));
        var numbers = households.numbers(helped);
        return found.map(each -> view(each, names, numbers));
    }

    private static PublicityView view(Pairing each, Map<UUID, String> names, Map<UUID, String> numbers) {
        return new PublicityView(
                each.id(),
                each.programme(),
                each.role(),
                each.region(),
                new PublicHelperView(each.helperSide(), names.get(each.helperId()), each.helperUnit()),
                new PublicHelpedView(each.helpedKind(), numbers.get(each.helpedId()), names.get(each.helpedId())),
                each.publicisedOn(),
                each.lastPublicDay());
    }
}
