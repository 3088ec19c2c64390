package org.jiedui.pairing.activity;

import static org.jiedui.pairing.PairingProblem.HOMEWORK_NOT_DUE;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_HELPER;
import static org.jiedui.pairing.PairingProblem.UNKNOWN_PAIRINGS;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.organisation.OrganisationRepository;
import org.jiedui.pairing.pairing.Pairing;
import org.jiedui.pairing.pairing.PairingRepository;

/** Records what is done within pairings and with groups, and homework from hand-in to feedback (PA-16). */
@ApplicationScoped
public class ActivityLog {
    private final PairingRepository pairings;
    private final ActivityRepository activities;
    private final HelperRepository helpers;
    private final OrganisationRepository organisations;
    private final ActivityConfig config;
    private final Changes changes;
    private final Outbox outbox;
    private final TimeSource time;

    ActivityLog(
            PairingRepository pairings,
            ActivityRepository activities,
            HelperRepository helpers,
            OrganisationRepository organisations,
            ActivityConfig config,
            Changes changes,
            Outbox outbox,
            TimeSource time) {
        this.pairings = pairings;
        this.activities = activities;
        this.helpers = helpers;
        this.organisations = organisations;
        this.config = config;
        this.changes = changes;
        this.outbox = outbox;
        this.time = time;
    }

    /** Somebody who was expected. */
    public record Expected(UUID pairingId, boolean present, boolean excused) {}

    /**
     * Records an activity of a visible pairing.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code ROLE_NOT_ALLOWED} for who only reads on, {@code TERM_NOT_ALLOWED} for a day after today or outside of the
     *     pairing
     */
    @Transactional
    public Activity record(UUID pairingId, RecordActivity what, Caller caller) {
        var pairing = pairings.requireActing(pairingId, caller);
        requireWithin(pairing, what.heldOn());
        var activity = new Activity(
                Ids.next(), pairing.region(), pairingId, pairing.helperId(), what, caller.subject(), time.now());
        activities.persist(activity);
        pairings.seen(List.of(pairingId), what.heldOn());
        return noted(activity);
    }

    /**
     * Records a group activity with who came. Whoever was absent as often as the norm says, without excuse, is announced.
     *
     * @param region division of the meeting
     * @param helperId who held it, person or team
     * @throws org.jiedui.chassis.problem.ProblemException {@code UNKNOWN_HELPER}; {@code UNKNOWN_PAIRINGS} with each that is not visible or not
     *     under way on that day; nothing is recorded then
     */
    @Transactional
    public Activity recordGroup(
            String region, UUID helperId, RecordActivity what, List<Expected> expected, Caller caller) {
        caller.requireCovers(region);
        if (what.heldOn().isAfter(time.today())) {
            throw TERM_NOT_ALLOWED.because(new Reason("FUTURE", "日期晚于今天", "The day is after today"));
        }
        if (helpers.findById(helperId) == null && organisations.findById(helperId) == null) {
            throw UNKNOWN_HELPER.problem();
        }
        var ids = expected.stream().map(Expected::pairingId).toList();
        var known = new HashMap<UUID, Pairing>();
        pairings.visibleOf(ids, caller).stream()
                .filter(pairing -> within(pairing, what.heldOn()))
                .forEach(pairing -> known.put(pairing.id(), pairing));
        var unknown =
                ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        if (!unknown.isEmpty()) {
            throw UNKNOWN_PAIRINGS.because(unknown.stream()
                    .map(id -> new Reason("PAIRING", "结对 " + id, "Pairing " + id))
                    .toList());
        }
        // the rows are locked in one order, so that two sessions at once count each other's absences
        pairings.lockHelpedOf(known.values());
        var activity = new Activity(Ids.next(), region, null, helperId, what, caller.subject(), time.now());
        activities.persist(activity);
        var entities = activities.getEntityManager();
        expected.forEach(each -> entities.persist(new Attendance(
                activity.id(), each.pairingId(), each.present(), !each.present() && each.excused(), what.heldOn())));
        noted(activity);
        pairings.seen(
                expected.stream()
                        .filter(Expected::present)
                        .map(Expected::pairingId)
                        .toList(),
                what.heldOn());
        warn(
                expected.stream()
                        .filter(each -> !each.present() && !each.excused())
                        .map(Expected::pairingId)
                        .toList(),
                known);
        return activity;
    }

    private void warn(List<UUID> absent, Map<UUID, Pairing> known) {
        if (absent.isEmpty()) {
            return;
        }
        var counts = activities
                .getEntityManager()
                .createQuery(
                        "select a.id.pairingId, count(*) from Attendance a where a.id.pairingId in :ids"
                                + " and a.present = false and a.excused = false group by a.id.pairingId",
                        Object[].class)
                .setParameter("ids", absent)
                .getResultList();
        outbox.append(counts.stream()
                .filter(row -> AttendancePolicy.warns((Long) row[1], config.absences()))
                .map(row -> {
                    var pairing = known.get((UUID) row[0]);
                    return new PairingEvent.AttendanceWarned(
                            pairing.id(),
                            pairing.region(),
                            ((Long) row[1]).intValue(),
                            pairing.helperAccount(),
                            pairing.helpedAccount(),
                            pairing.helpedKind().name(),
                            pairing.helpedId());
                })
                .sorted(Comparator.comparing(PairingEvent.AttendanceWarned::pairingId))
                .collect(Collectors.toList()));
    }

    /**
     * Hands a homework in, for the first time or again; by the helped side or an office that records it.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code HOMEWORK_NOT_DUE} unless it waits for this
     */
    @Transactional
    public Activity handIn(UUID pairingId, UUID id, String text, Caller caller, LongConsumer versionCheck) {
        var pairing = pairings.require(pairingId, caller);
        if (!caller.office() && !caller.subject().equals(pairing.helpedAccount())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var homework = homework(pairingId, id, versionCheck);
        if (!homework.awaitsHandIn()) {
            throw HOMEWORK_NOT_DUE.problem();
        }
        homework.handIn(text, time.now());
        return noted(homework);
    }

    /** Answers a handed-in homework; {@code AGAIN} lets it be handed in anew. Not by the helped side, nor who only reads on. */
    @Transactional
    public Activity feedback(
            UUID pairingId, UUID id, Activity.Grade grade, String text, Caller caller, LongConsumer versionCheck) {
        var pairing = pairings.requireActing(pairingId, caller);
        if (caller.subject().equals(pairing.helpedAccount())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var homework = homework(pairingId, id, versionCheck);
        if (!homework.awaitsFeedback()) {
            throw HOMEWORK_NOT_DUE.problem();
        }
        homework.feedback(grade, text, time.now());
        return noted(homework);
    }

    private Activity homework(UUID pairingId, UUID id, LongConsumer versionCheck) {
        var homework = activities.one(pairingId, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        versionCheck.accept(homework.version());
        return homework;
    }

    private Activity noted(Activity activity) {
        activities.flush();
        changes.upsert("activities", activity.id(), activity.region(), activity.version());
        return activity;
    }

    private void requireWithin(Pairing pairing, LocalDate day) {
        if (day.isAfter(time.today()) || !within(pairing, day)) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("OUTSIDE", "日期不在结对期间内或晚于今天", "The day is outside of the pairing or after today"));
        }
    }

    private static boolean within(Pairing pairing, LocalDate day) {
        return pairing.confirmedAt() != null
                && !day.isBefore(pairing.validFrom())
                && (pairing.until() == null || day.isBefore(pairing.until()));
    }
}
