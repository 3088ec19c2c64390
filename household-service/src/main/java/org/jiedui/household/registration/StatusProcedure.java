package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.ProblemType;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.StatusTransitionDecided;
import org.jiedui.household.HouseholdEvent.StatusTransitionProposed;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.LifeEvents.Other;

/**
 * Type and monitored category change only by a dated transition that a township proposes and a county decides (HH-05).
 * Each verb is one transaction. Nobody decides on an own proposal; what is not legal is refused with all that is, when
 * it is proposed and again when it is approved.
 */
@ApplicationScoped
public class StatusProcedure {
    private final StatusTransitions transitions;
    private final HouseholdRepository households;
    private final HouseholdJournal journal;
    private final LifeEvents events;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    StatusProcedure(
            StatusTransitions transitions,
            HouseholdRepository households,
            HouseholdJournal journal,
            LifeEvents events,
            Outbox outbox,
            AuditTrail audit,
            TimeSource time) {
        this.transitions = transitions;
        this.households = households;
        this.journal = journal;
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Proposes a change; null keeps what is.
     *
     * @param on from which day; not in the future, not before the household's file
     */
    @Transactional
    public StatusTransition propose(
            Caller caller,
            UUID householdId,
            LongConsumer precondition,
            HouseholdType type,
            MonitoredCategory category,
            LocalDate on,
            String reason,
            String document) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var household = households.requireByOffice(caller, householdId);
        precondition.accept(household.version());
        household.requireOpen();
        var faults = LifeEventPolicy.faults(on, time.today(), household.registeredOn(time.zone()), List.of());
        if (!faults.isEmpty()) {
            throw HouseholdProblem.EVENT_DATE_REFUSED.because(
                    faults.stream().map(f -> Reason.of(f, f.zh(), f.en())).toList());
        }
        var now = status(household);
        var to = new StatusPolicy.Status(
                type == null ? now.type() : type, category == null ? now.category() : category, now.monitored());
        requireLegal(HouseholdProblem.TRANSITION_NOT_LEGAL, now, to);
        var proposed = new StatusTransition(household, to, on, reason, document, caller.subject(), time.now());
        try {
            transitions.persistAndFlush(proposed);
        } catch (ConstraintViolationException e) {
            throw HouseholdProblem.TRANSITION_OPEN.problem();
        }
        outbox.append(new StatusTransitionProposed(
                proposed.id(),
                householdId,
                household.householdNumber(),
                household.region(),
                now.type().name(),
                name(now.category()),
                to.type().name(),
                name(to.category()),
                on));
        return proposed;
    }

    /** The county approves: the household changes from the proposed day. */
    @Transactional
    public StatusTransition approve(Caller caller, UUID id, LongConsumer precondition, String note) {
        var transition = decide(caller, id, precondition, TransitionState.APPROVED, note);
        var household = households.requireByOffice(caller, transition.householdId());
        household.requireOpen();
        var to = new StatusPolicy.Status(
                transition.toType(), transition.toCategory(), status(household).monitored());
        if (household.type() != transition.fromType() || household.category() != transition.fromCategory()) {
            throw HouseholdProblem.TRANSITION_OUTDATED.because(legal(status(household)));
        }
        requireLegal(HouseholdProblem.TRANSITION_OUTDATED, status(household), to);
        var before = HouseholdJournal.Before.of(household);
        household.transition(transition.toType(), transition.toCategory());
        events.note(
                caller,
                household,
                LifeEventKind.STATUS_CHANGED,
                transition.effectiveOn(),
                List.of(),
                Other.because(transition.reason()));
        journal.close(caller, household, before, "APP", transition.reason(), transition.effectiveOn());
        announce(transition, household);
        return transition;
    }

    /** The county rejects, with its reason. */
    @Transactional
    public StatusTransition reject(Caller caller, UUID id, LongConsumer precondition, String note) {
        var transition = decide(caller, id, precondition, TransitionState.REJECTED, note);
        announce(transition, households.requireByOffice(caller, transition.householdId()));
        return transition;
    }

    /** The township takes its proposal back. */
    @Transactional
    public StatusTransition withdraw(Caller caller, UUID id, LongConsumer precondition, String note) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var transition = transitions.require(caller, id);
        precondition.accept(transition.version());
        transition.decide(TransitionState.WITHDRAWN, caller.subject(), note, time.now());
        transitions.flush();
        announce(transition, households.requireByOffice(caller, transition.householdId()));
        return transition;
    }

    private StatusTransition decide(
            Caller caller, UUID id, LongConsumer precondition, TransitionState decision, String note) {
        caller.requireRole(Roles.COUNTY, Roles.PROVINCE);
        var transition = transitions.require(caller, id);
        precondition.accept(transition.version());
        if (transition.proposedBy().equals(caller.subject())) {
            throw HouseholdProblem.OWN_PROPOSAL.problem();
        }
        transition.decide(decision, caller.subject(), note, time.now());
        transitions.flush();
        audit.record(
                caller,
                "STATUS_TRANSITION_" + decision,
                "status-transition",
                id,
                transition.region(),
                Map.of("household", transition.householdId(), "to", transition.toType()));
        return transition;
    }

    private void announce(StatusTransition transition, Household household) {
        outbox.append(new StatusTransitionDecided(
                transition.id(),
                household.id(),
                household.householdNumber(),
                household.region(),
                transition.toType().name(),
                name(transition.toCategory()),
                transition.effectiveOn(),
                transition.state().name()));
    }

    private static void requireLegal(ProblemType refusal, StatusPolicy.Status now, StatusPolicy.Status to) {
        if (!StatusPolicy.legal(now).contains(to)) {
            throw refusal.because(legal(now));
        }
    }

    private static List<Reason> legal(StatusPolicy.Status now) {
        return StatusPolicy.legal(now).stream()
                .map(s -> new Reason(
                        "LEGAL_TRANSITION",
                        "可变更为：" + s.type().zh()
                                + (s.category() == null
                                        ? ""
                                        : "、" + s.category().zh()),
                        "Legal: " + s.type() + (s.category() == null ? "" : ", " + s.category())))
                .toList();
    }

    private static StatusPolicy.Status status(Household household) {
        return new StatusPolicy.Status(
                household.type(), household.category(), household.category() != null && !household.isStable());
    }

    private static String name(MonitoredCategory category) {
        return category == null ? null : category.name();
    }
}
