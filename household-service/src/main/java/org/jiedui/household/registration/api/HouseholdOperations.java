package org.jiedui.household.registration.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.web.MergePatch;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.OfflineOperations;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdMaintenance;
import org.jiedui.household.registration.HouseholdRepository;

/** Changes of households, made offline. */
@ApplicationScoped
public class HouseholdOperations implements OfflineOperations {
    private static final List<String> OFFICES = List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);

    private final HouseholdRepository households;
    private final HouseholdMaintenance maintenance;
    private final StrictJson json;
    private final ObjectMapper mapper;

    HouseholdOperations(
            HouseholdRepository households, HouseholdMaintenance maintenance, StrictJson json, ObjectMapper mapper) {
        this.households = households;
        this.maintenance = maintenance;
        this.json = json;
        this.mapper = mapper;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "PUT_NEEDS",
                        OFFICES,
                        (caller, target, body) -> {
                            NeedsRequest request = json.read(body, NeedsRequest.class);
                            return outcome(maintenance.state(
                                    caller, target.require(), target::match, request.toStated(), null));
                        },
                        this::look),
                new Kind(
                        "PUT_DWELLING",
                        OFFICES,
                        (caller, target, body) -> {
                            DwellingRequest request = json.read(body, DwellingRequest.class);
                            return outcome(maintenance.dwell(
                                    caller, target.require(), target::match, request.toDwelling(), null));
                        },
                        this::look),
                new Kind(
                        "PATCH_HOUSEHOLD",
                        OFFICES,
                        (caller, target, body) -> {
                            var patch = MergePatch.of(body, json);
                            return outcome(maintenance.change(
                                    caller,
                                    target.require(),
                                    target::match,
                                    present -> patch.applyTo(
                                                    PatchHouseholdRequest.of(present),
                                                    PatchHouseholdRequest.class,
                                                    mapper)
                                            .toChanges(),
                                    null));
                        },
                        this::look));
    }

    private Present look(Caller caller, UUID id) {
        var household = households.require(caller, id);
        return new Present(household.version(), HouseholdView.of(household));
    }

    private static Outcome outcome(Household household) {
        return new Outcome(
                200,
                household.id(),
                "/api/v1/households/" + household.id(),
                household.version(),
                HouseholdView.of(household));
    }
}
