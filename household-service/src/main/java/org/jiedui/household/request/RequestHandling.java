package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.RequestOpened;
import org.jiedui.household.HouseholdEvent.RequestSolved;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/** Notes, dispatches, answers and closes requests; each verb is one transaction. */
@ApplicationScoped
public class RequestHandling {
    private final RequestRepository requests;
    private final HouseholdRepository households;
    private final RequestConfig config;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TimeSource time;

    RequestHandling(
            RequestRepository requests,
            HouseholdRepository households,
            RequestConfig config,
            Outbox outbox,
            ChangeLog changes,
            TimeSource time) {
        this.requests = requests;
        this.households = households;
        this.config = config;
        this.outbox = outbox;
        this.changes = changes;
        this.time = time;
    }

    /** Notes a request of a household (by its offices or its helper) or of a place (by its offices). */
    @Transactional
    public Request open(Caller caller, OpenRequest command, UUID visitId) {
        String region;
        if (command.householdId() != null) {
            region = households.requireForCare(caller, command.householdId()).region();
        } else {
            if (command.region() == null) {
                throw CommonProblem.INVALID_REQUEST.violations(java.util.List.of(
                        new Violation("/region", "REQUIRED", "未指定农户时必填", "Required without a household")));
            }
            region = command.region();
            caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
            caller.requireCovers(region);
        }
        var due = command.due() == null ? time.today().plusDays(days(command.urgency())) : command.due();
        var request = new Request(command, region, visitId, due, caller.subject(), time.now());
        requests.persist(request);
        close(request);
        outbox.append(new RequestOpened(
                request.id(),
                request.householdId(),
                region,
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                due));
        return request;
    }

    /** Gives it to a unit or person. */
    @Transactional
    public Request dispatch(Caller caller, UUID id, LongConsumer precondition, String to) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var request = load(caller, id, precondition);
        request.dispatch(to);
        close(request);
        return request;
    }

    /** Answers it; may be repeated until it is solved. */
    @Transactional
    public Request answer(Caller caller, UUID id, LongConsumer precondition, String text) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var request = load(caller, id, precondition);
        request.answer(text);
        close(request);
        return request;
    }

    /** Closes it with the asker's contentment, 1 to 5 or null. */
    @Transactional
    public Request solve(Caller caller, UUID id, LongConsumer precondition, Integer satisfaction) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var request = load(caller, id, precondition);
        request.solve(satisfaction, time.now());
        close(request);
        outbox.append(new RequestSolved(
                id,
                request.householdId(),
                request.region(),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                request.due()));
        return request;
    }

    private Request load(Caller caller, UUID id, LongConsumer precondition) {
        var request = requests.require(caller, id);
        if (request.householdId() != null && !caller.covers(request.region())) {
            households.requireForCare(caller, request.householdId());
        }
        precondition.accept(request.version());
        return request;
    }

    private void close(Request request) {
        requests.flush();
        changes.record("requests", request.id(), request.region(), request.version(), Change.Operation.UPSERT);
    }

    private int days(Urgency urgency) {
        return switch (urgency) {
            case CRITICAL -> config.criticalDays();
            case URGENT -> config.urgentDays();
            case NORMAL -> config.normalDays();
        };
    }
}
