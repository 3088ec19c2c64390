package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.VisitQuestionChanged;
import org.jiedui.household.Roles;

/**
 * Supervisors ask about an entry, the visitor or the visitor's offices answer, a supervisor closes. Each verb is one
 * transaction and is announced.
 */
@ApplicationScoped
public class VisitSupervision {
    private static final String[] SUPERVISORS = {Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE};

    private final VisitRepository visits;
    private final Outbox outbox;
    private final TimeSource time;

    VisitSupervision(VisitRepository visits, Outbox outbox, TimeSource time) {
        this.visits = visits;
        this.outbox = outbox;
        this.time = time;
    }

    /** Asks; township and above, in their region, and not about an own visit. */
    @Transactional
    public VisitQuestion ask(Caller caller, UUID visitId, String text) {
        caller.requireRole(SUPERVISORS);
        var visit = visits.require(caller, visitId);
        if (!caller.covers(visit.region()) || visit.visitorAccount().equals(caller.subject())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var question = new VisitQuestion(visit, text, caller.subject(), time.now());
        visits.getEntityManager().persist(question);
        return close(visit, question);
    }

    /** Answers; the visitor, or an office of the village. */
    @Transactional
    public VisitQuestion answer(Caller caller, UUID visitId, UUID questionId, LongConsumer precondition, String text) {
        var visit = visits.require(caller, visitId);
        if (!visit.visitorAccount().equals(caller.subject()) && !caller.covers(visit.region())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var question = visits.requireQuestion(visitId, questionId);
        precondition.accept(question.version());
        question.answer(text, caller.subject(), time.now());
        return close(visit, question);
    }

    /** Closes; township and above, and not the visitor. */
    @Transactional
    public VisitQuestion settle(Caller caller, UUID visitId, UUID questionId, LongConsumer precondition) {
        caller.requireRole(SUPERVISORS);
        var visit = visits.require(caller, visitId);
        if (!caller.covers(visit.region()) || visit.visitorAccount().equals(caller.subject())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var question = visits.requireQuestion(visitId, questionId);
        precondition.accept(question.version());
        question.close(caller.subject(), time.now());
        return close(visit, question);
    }

    private VisitQuestion close(Visit visit, VisitQuestion question) {
        visits.flush();
        outbox.append(new VisitQuestionChanged(
                visit.id(),
                question.id(),
                visit.region(),
                visit.visitorAccount(),
                question.askedBy(),
                question.state().name()));
        return question;
    }
}
