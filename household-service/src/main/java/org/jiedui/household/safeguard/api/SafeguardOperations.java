package org.jiedui.household.safeguard.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.OfflineOperations;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.api.HouseholdView;
import org.jiedui.household.safeguard.SafeguardChecks;

/** Checks of safeguards, made offline. */
@ApplicationScoped
public class SafeguardOperations implements OfflineOperations {
    private static final List<String> OFFICES = List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);

    private final SafeguardChecks checks;
    private final HouseholdRepository households;
    private final StrictJson json;
    private final TimeSource time;

    SafeguardOperations(SafeguardChecks checks, HouseholdRepository households, StrictJson json, TimeSource time) {
        this.checks = checks;
        this.households = households;
        this.json = json;
        this.time = time;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(
                "PUT_SAFEGUARDS",
                OFFICES,
                (caller, target, body) -> {
                    CheckRequest request = json.read(body, CheckRequest.class);
                    request.requirePast(time.today());
                    var household = checks.check(
                            caller,
                            target.require(),
                            target::match,
                            request.toSafeguards(),
                            request.days(),
                            request.reason());
                    return new Outcome(
                            200,
                            household.id(),
                            "/api/v1/households/" + household.id(),
                            household.version(),
                            HouseholdView.of(household));
                },
                (caller, id) -> {
                    var household = households.require(caller, id);
                    return new Present(household.version(), HouseholdView.of(household));
                }));
    }
}
