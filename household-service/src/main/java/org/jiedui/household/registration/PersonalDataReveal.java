package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;

/** Looks at personal data in clear: allowed with scope {@code pii:read} and a purpose, and each look is noted. */
@ApplicationScoped
public class PersonalDataReveal {
    private final HouseholdRepository households;
    private final AuditTrail audit;

    PersonalDataReveal(HouseholdRepository households, AuditTrail audit) {
        this.households = households;
        this.audit = audit;
    }

    /** The household, after the look at these fields was noted in the same transaction. */
    @Transactional
    public Household look(Caller caller, UUID id, Set<String> fields, String purpose) {
        var household = households.require(caller, id);
        if (!caller.scopes().contains("pii:read") || purpose == null || purpose.isBlank()) {
            throw CommonProblem.PURPOSE_REQUIRED.problem();
        }
        audit.record(
                caller,
                "PERSONAL_DATA_REVEALED",
                "household",
                id,
                household.region(),
                Map.of("fields", fields, "purpose", purpose));
        return household;
    }
}
