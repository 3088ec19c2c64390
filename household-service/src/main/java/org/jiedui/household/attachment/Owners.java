package org.jiedui.household.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.request.RequestRepository;
import org.jiedui.household.risk.RiskCaseRepository;

/**
 * The records that have files. Access to a file is access to its record, asked of the feature that owns it, each time: who
 * does not see the record gets {@code NOT_FOUND} for the file.
 */
@ApplicationScoped
public class Owners {
    private final HouseholdRepository households;
    private final RiskCaseRepository cases;
    private final RequestRepository requests;
    private final EntityManager entities;

    Owners(
            HouseholdRepository households,
            RiskCaseRepository cases,
            RequestRepository requests,
            EntityManager entities) {
        this.households = households;
        this.cases = cases;
        this.requests = requests;
        this.entities = entities;
    }

    /**
     * A record that the caller may see.
     *
     * @param household whose record it is; null for a request of a place
     */
    public record Owner(AttachmentOwner kind, UUID id, String region, UUID household) {}

    /** The record, or {@code NOT_FOUND} when it is absent or not visible to the caller. */
    public Owner require(Caller caller, AttachmentOwner kind, UUID id) {
        return switch (kind) {
            case HOUSEHOLD -> new Owner(kind, id, households.require(caller, id).region(), id);
            case RISK_CASE -> {
                var riskCase = cases.require(caller, id);
                yield new Owner(kind, id, riskCase.region(), riskCase.householdId());
            }
            case REQUEST -> {
                var request = requests.require(caller, id);
                yield new Owner(kind, id, request.region(), request.householdId());
            }
            case VISIT ->
                ofHousehold(
                        caller,
                        kind,
                        id,
                        "from VisitHousehold v, Household h where v.key.visitId = :id and h.id = v.key.householdId");
            case MEASURE ->
                ofHousehold(caller, kind, id, "from Measure m, Household h where m.id = :id and h.id = m.householdId");
        };
    }

    /** A record is visible when one of its households is. */
    private Owner ofHousehold(Caller caller, AttachmentOwner kind, UUID id, String from) {
        var query = entities.createQuery(
                        "select h.region, h.id " + from + " and " + HouseholdRepository.visible(caller, "h")
                                + " order by h.id",
                        Object[].class)
                .setParameter("id", id);
        households.visibility(caller).forEach(query::setParameter);
        return query.setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(row -> new Owner(kind, id, (String) row[0], (UUID) row[1]))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** The record for adding a file, as {@link #requireEvenClosed}; not of a household that exists no more. */
    public Owner requireForCare(Caller caller, AttachmentOwner kind, UUID id) {
        var owner = requireEvenClosed(caller, kind, id);
        if (owner.household() != null) {
            households.require(caller, owner.household()).requireOpen();
        }
        return owner;
    }

    /** The record for taking away a file: by its offices, or by the helper of a pairing that is under way. */
    public Owner requireEvenClosed(Caller caller, AttachmentOwner kind, UUID id) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var owner = require(caller, kind, id);
        if (owner.household() != null) {
            households.requireEvenClosed(caller, owner.household());
        } else {
            caller.requireCovers(owner.region());
        }
        return owner;
    }
}
