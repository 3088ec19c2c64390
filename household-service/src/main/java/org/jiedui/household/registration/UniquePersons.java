package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.HouseholdProblem;

/**
 * A living person is in one household of the whole deployment. The unique index decides, so that it holds under any
 * concurrency; this class turns its verdict into the answer.
 */
@ApplicationScoped
public class UniquePersons {
    private final HouseholdRepository households;

    UniquePersons(HouseholdRepository households) {
        this.households = households;
    }

    /**
     * Does a change that may collide.
     *
     * @param identities JSON pointer of each identity that is about to be stored
     */
    void store(Caller caller, Map<String, byte[]> identities, Runnable change) {
        try {
            change.run();
        } catch (ConstraintViolationException e) {
            throw refusal(caller, identities, e);
        }
    }

    private ProblemException refusal(Caller caller, Map<String, byte[]> identities, ConstraintViolationException e) {
        var constraint = String.valueOf(e.getConstraintName());
        if (constraint.contains("household_external_id_once")) {
            return HouseholdProblem.EXTERNAL_ID_TAKEN.problem();
        }
        if (!constraint.contains("member_lives_once")) {
            throw e;
        }
        var violations = clashes(caller, identities);
        return violations.isEmpty()
                ? HouseholdProblem.PERSON_ALREADY_REGISTERED.problem()
                : HouseholdProblem.PERSON_ALREADY_REGISTERED.violations(violations);
    }

    /** Which of the identities live in another household; names the village only inside the caller's region. */
    List<Violation> clashes(Caller caller, Map<String, byte[]> identities) {
        if (identities.isEmpty()) {
            return List.of();
        }
        var villages = households.holdingVillages(identities.values());
        var violations = new ArrayList<Violation>();
        identities.forEach((pointer, identity) -> {
            var village = villages.get(HexFormat.of().formatHex(identity));
            if (village != null) {
                var known = caller.covers(village);
                violations.add(new Violation(
                        pointer,
                        "PERSON_ALREADY_REGISTERED",
                        known ? "已登记在 " + village + " 村" : "已登记在其他地区",
                        known ? "Registered in village " + village : "Registered in another region"));
            }
        });
        return violations;
    }

    /** Identities of persons by pointer {@code /members/<i>/idNumber}. */
    static Map<String, byte[]> pointers(Collection<Member> members) {
        var pointers = new LinkedHashMap<String, byte[]>();
        for (var member : members) {
            if (member.identity() != null) {
                pointers.put("/members/" + member.position() + "/idNumber", member.identity());
            }
        }
        return pointers;
    }
}
