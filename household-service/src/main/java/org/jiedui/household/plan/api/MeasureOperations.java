package org.jiedui.household.plan.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.OfflineOperations;
import org.jiedui.household.Roles;
import org.jiedui.household.plan.Measure;
import org.jiedui.household.plan.MeasureRecording;
import org.jiedui.household.plan.MeasureRepository;
import org.jiedui.household.registration.HouseholdRepository;

/** Measures, noted offline. */
@ApplicationScoped
public class MeasureOperations implements OfflineOperations {
    private final MeasureRecording recording;
    private final MeasureRepository measures;
    private final HouseholdRepository households;
    private final StrictJson json;

    MeasureOperations(
            MeasureRecording recording, MeasureRepository measures, HouseholdRepository households, StrictJson json) {
        this.recording = recording;
        this.measures = measures;
        this.households = households;
        this.json = json;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "TAKE_MEASURE",
                        List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER),
                        (caller, target, body) -> {
                            MeasureRequest request = json.read(body, MeasureRequest.class);
                            return outcome(201, recording.take(caller, target.require(), request.toCommand()));
                        },
                        null),
                new Kind(
                        "NOTE_MEASURE_RESULT",
                        List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER),
                        (caller, target, body) -> {
                            MeasureResultRequest request = json.read(body, MeasureResultRequest.class);
                            var present = measures.findByIdOptional(target.require())
                                    .orElseThrow(CommonProblem.NOT_FOUND::problem);
                            return outcome(
                                    200,
                                    recording.result(
                                            caller,
                                            present.householdId(),
                                            present.id(),
                                            target::match,
                                            request.to(),
                                            request.result()));
                        },
                        this::look));
    }

    private Present look(Caller caller, UUID id) {
        var measure = measures.findByIdOptional(id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        households.require(caller, measure.householdId());
        return new Present(measure.version(), MeasureView.of(measure));
    }

    private static Outcome outcome(int status, Measure measure) {
        return new Outcome(
                status,
                measure.id(),
                "/api/v1/households/" + measure.householdId() + "/measures/" + measure.id(),
                measure.version(),
                MeasureView.of(measure));
    }
}
