package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.RequestAnswered;
import org.jiedui.household.HouseholdEvent.RequestDispatched;
import org.jiedui.household.HouseholdEvent.RequestOpened;
import org.jiedui.household.HouseholdEvent.RequestReopened;
import org.jiedui.household.HouseholdEvent.RequestSolved;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.calendar.HolidayRepository;
import org.jiedui.household.registration.HouseholdRepository;

/** Notes, dispatches, answers, closes and re-opens requests; each verb is one transaction and one step of its history. */
@ApplicationScoped
public class RequestHandling {
    private final RequestRepository requests;
    private final HouseholdRepository households;
    private final HolidayRepository holidays;
    private final RequestConfig config;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TimeSource time;

    RequestHandling(
            RequestRepository requests,
            HouseholdRepository households,
            HolidayRepository holidays,
            RequestConfig config,
            Outbox outbox,
            ChangeLog changes,
            TimeSource time) {
        this.requests = requests;
        this.households = households;
        this.holidays = holidays;
        this.config = config;
        this.outbox = outbox;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Notes a request of a household (by its offices or its helper) or of a place (by its offices). Due by urgency in
     * working days, unless it names its own day, which is not in the past.
     */
    @Transactional
    public Request open(Caller caller, OpenRequest command, UUID visitId) {
        if (command.due() != null && command.due().isBefore(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/due", "IN_PAST", "不得为过去的日期", "Must not be in the past")));
        }
        String region;
        if (command.householdId() != null) {
            region = households.requireForCare(caller, command.householdId()).region();
        } else {
            if (command.region() == null) {
                throw CommonProblem.INVALID_REQUEST.violations(
                        List.of(new Violation("/region", "REQUIRED", "未指定农户时必填", "Required without a household")));
            }
            region = command.region();
            caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
            caller.requireCovers(region);
        }
        var due = command.due() == null ? due(command.urgency()) : command.due();
        var request = new Request(command, region, visitId, due, caller.subject(), time.now());
        requests.persist(request);
        close(caller, request, null, null);
        outbox.append(new RequestOpened(
                request.id(),
                announcedHousehold(request),
                announcedRegion(request),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                due));
        return request;
    }

    /**
     * Gives it to an office, a person or an expert; a person or expert may then see and answer it. Refuses the person
     * complained about with {@code DISPATCH_CONFLICT}.
     */
    @Transactional
    public Request dispatch(Caller caller, UUID id, LongConsumer precondition, Handler to) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var request = load(caller, id, precondition);
        caller.requireCovers(request.region());
        if (to.account() != null && to.account().equals(request.aboutAccount())) {
            throw HouseholdProblem.DISPATCH_CONFLICT.problem();
        }
        var from = request.state();
        request.dispatch(to, time.now());
        close(caller, request, from, to.name());
        outbox.append(new RequestDispatched(
                id,
                announcedHousehold(request),
                announcedRegion(request),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                request.due(),
                to.kind().name(),
                to.account()));
        return request;
    }

    /** Answers it; may be repeated until it is solved. */
    @Transactional
    public Request answer(Caller caller, UUID id, LongConsumer precondition, String text) {
        var request = load(caller, id, precondition);
        if (!caller.subject().equals(request.handlerAccount())) {
            caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        }
        var from = request.state();
        request.answer(text, time.now());
        close(caller, request, from, text);
        outbox.append(new RequestAnswered(
                id,
                announcedHousehold(request),
                announcedRegion(request),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                request.due()));
        return request;
    }

    /** Closes it with the asker's contentment, 1 to 5 or null. */
    @Transactional
    public Request solve(Caller caller, UUID id, LongConsumer precondition, Integer satisfaction) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var request = load(caller, id, precondition);
        var from = request.state();
        request.solve(satisfaction, time.now());
        close(caller, request, from, null);
        outbox.append(new RequestSolved(
                id,
                announcedHousehold(request),
                announcedRegion(request),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                request.due()));
        return request;
    }

    /** The asker is not content: open again, with a new due date by urgency. */
    @Transactional
    public Request reopen(Caller caller, UUID id, LongConsumer precondition, String reason) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER);
        var request = load(caller, id, precondition);
        var from = request.state();
        request.reopen(due(request.urgency()));
        close(caller, request, from, reason);
        outbox.append(new RequestReopened(
                id,
                announcedHousehold(request),
                announcedRegion(request),
                request.kind().name(),
                request.category().name(),
                request.urgency().name(),
                request.due()));
        return request;
    }

    /** Events of a complaint do not name the household: its helpers would be told. */
    static UUID announcedHousehold(Request request) {
        return request.kind() == RequestKind.COMPLAINT ? null : request.householdId();
    }

    /** See {@link RequestPolicy#announcedRegion}. */
    static String announcedRegion(Request request) {
        return RequestPolicy.announcedRegion(
                request.kind(), request.region(), request.aboutRegion(), request.aboutAccount() != null);
    }

    private Request load(Caller caller, UUID id, LongConsumer precondition) {
        var request = requests.require(caller, id);
        if (request.householdId() != null
                && !caller.covers(request.region())
                && !caller.subject().equals(request.handlerAccount())) {
            households.requireEvenClosed(caller, request.householdId());
        }
        precondition.accept(request.version());
        return request;
    }

    private void close(Caller caller, Request request, RequestState from, String note) {
        requests.getEntityManager().persist(new RequestStep(request, from, caller.subject(), note, time.now()));
        requests.flush();
        changes.record("requests", request.id(), announcedRegion(request), request.version(), Change.Operation.UPSERT);
    }

    private LocalDate due(Urgency urgency) {
        var days = switch (urgency) {
            case CRITICAL -> config.criticalDays();
            case URGENT -> config.urgentDays();
            case NORMAL -> config.normalDays();
        };
        return RequestPolicy.due(time.today(), days, holidays.workingDays());
    }
}
