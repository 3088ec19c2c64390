package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.VisitRecorded;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdsTouched;
import org.jiedui.household.registration.NotVisited;
import org.jiedui.household.request.Request;
import org.jiedui.household.request.RequestHandling;

/**
 * Notes visits by offices and by helpers of pairings that are under way: the visit, the day on each household, and a
 * request for every problem found, in one transaction. All households must be visible to the caller and exist still.
 */
@ApplicationScoped
public class VisitRecording {
    /** As the data-quality rule; the risk rule's own days end in an alert. */
    private static final NotVisited LONG = new NotVisited(60);

    private final VisitRepository visits;
    private final HouseholdRepository households;
    private final RequestHandling requests;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final Event<HouseholdsTouched> touched;
    private final TimeSource time;

    VisitRecording(
            VisitRepository visits,
            HouseholdRepository households,
            RequestHandling requests,
            Outbox outbox,
            ChangeLog changes,
            Event<HouseholdsTouched> touched,
            TimeSource time) {
        this.visits = visits;
        this.households = households;
        this.requests = requests;
        this.outbox = outbox;
        this.changes = changes;
        this.touched = touched;
        this.time = time;
    }

    /** The visit with the requests that it led to. */
    public record Recorded(Visit visit, List<UUID> households, List<Request> requests) {}

    /** Notes one visit; refuses a day in the future. */
    @Transactional
    public Recorded record(Caller caller, RecordVisit command) {
        return record(caller, command, Ids.next());
    }

    Recorded record(Caller caller, RecordVisit command, UUID id) {
        if (command.day().isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/day", "IN_FUTURE", "不得为将来的日期", "Must not be in the future")));
        }
        var ids = command.households().stream().distinct().toList();
        var visited = households.visible(caller, ids);
        if (visited.size() < ids.size()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        visited.forEach(household -> {
            households.requireCare(caller, household);
            household.requireOpen();
        });
        var region = visited.stream()
                .filter(h -> h.id().equals(ids.get(0)))
                .findFirst()
                .orElseThrow()
                .region();
        var visit = new Visit(id, command, region, caller.subject(), time.now());
        visits.persist(visit);
        visits.link(visit, visited);
        var opened = new ArrayList<Request>();
        for (var problem : command.problems()) {
            opened.add(requests.open(caller, problem, visit.id()));
        }
        visits.flush();
        var met = command.reached() && command.manner().inPerson();
        if (met) {
            met(caller, visited, command.day());
        }
        changes.record("visits", visit.id(), region, 0, Change.Operation.UPSERT);
        outbox.append(
                new VisitRecorded(visit.id(), ids, region, caller.subject(), command.day(), command.reached(), met));
        return new Recorded(visit, ids, List.copyOf(opened));
    }

    /** A later day of the last visit is told to who follows the households, and the rules look at them. */
    private void met(Caller caller, List<Household> visited, LocalDate day) {
        var later = visited.stream()
                .filter(h -> h.lastVisitedOn() == null || h.lastVisitedOn().isBefore(day))
                .toList();
        if (later.isEmpty()) {
            return;
        }
        var ids = later.stream().map(Household::id).toList();
        households.visited(ids, day);
        changes.record(later.stream()
                .map(h -> Change.upsert("households", h.id(), h.region(), h.version()))
                .toList());
        // of the others no rule says that they are not visited: a visit costs them no look at all rules
        var missed = later.stream()
                .filter(h -> h.openAlertId() != null || LONG.holds(h.unvisitedSince(), time.today()))
                .map(Household::id)
                .toList();
        if (!missed.isEmpty()) {
            touched.fire(new HouseholdsTouched(caller, missed));
        }
    }
}
