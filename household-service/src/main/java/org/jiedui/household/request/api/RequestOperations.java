package org.jiedui.household.request.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.OfflineOperations;
import org.jiedui.household.Roles;
import org.jiedui.household.request.Request;
import org.jiedui.household.request.RequestHandling;
import org.jiedui.household.request.RequestRepository;

/** Requests, opened and answered offline. */
@ApplicationScoped
public class RequestOperations implements OfflineOperations {
    private static final List<String> ALL =
            List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);

    private final RequestRepository requests;
    private final RequestHandling handling;
    private final StrictJson json;

    RequestOperations(RequestRepository requests, RequestHandling handling, StrictJson json) {
        this.requests = requests;
        this.handling = handling;
        this.json = json;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "OPEN_REQUEST",
                        ALL,
                        (caller, target, body) -> {
                            OpenRequestRequest request = json.read(body, OpenRequestRequest.class);
                            return outcome(201, handling.open(caller, request.toCommand(), null));
                        },
                        null),
                new Kind(
                        "ANSWER_REQUEST",
                        ALL,
                        (caller, target, body) -> {
                            AnswerRequest request = json.read(body, AnswerRequest.class);
                            return outcome(
                                    200, handling.answer(caller, target.require(), target::match, request.answer()));
                        },
                        this::look));
    }

    private Present look(Caller caller, UUID id) {
        var request = requests.require(caller, id);
        return new Present(request.version(), RequestView.of(request));
    }

    private static Outcome outcome(int status, Request request) {
        return new Outcome(
                status, request.id(), "/api/v1/requests/" + request.id(), request.version(), RequestView.of(request));
    }
}
