package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/** Keeps drafts of visits for their authors, and records them. Each verb is one transaction. */
@ApplicationScoped
public class VisitDrafting {
    /** Most drafts of one account. */
    public static final int MOST = 200;

    private final VisitRepository visits;
    private final VisitRecording recording;
    private final TimeSource time;

    VisitDrafting(VisitRepository visits, VisitRecording recording, TimeSource time) {
        this.visits = visits;
        this.recording = recording;
        this.time = time;
    }

    /** Begins a draft; refuses {@code TOO_MANY_DRAFTS} beyond {@link #MOST}. */
    @Transactional
    public VisitDraft begin(Caller caller, String body) {
        if (visits.drafts(caller).count(visits.getEntityManager()) >= MOST) {
            throw HouseholdProblem.TOO_MANY_DRAFTS.problem();
        }
        var draft = new VisitDraft(caller.subject(), body, time.now());
        visits.getEntityManager().persist(draft);
        visits.flush();
        return draft;
    }

    /** Changes a draft: {@code change} gets what was noted and gives what is noted now. */
    @Transactional
    public VisitDraft change(Caller caller, UUID id, LongConsumer precondition, UnaryOperator<String> change) {
        var draft = visits.requireDraft(caller, id);
        precondition.accept(draft.version());
        draft.replace(change.apply(draft.body()), time.now());
        visits.flush();
        return draft;
    }

    /** Throws a draft away. */
    @Transactional
    public void discard(Caller caller, UUID id, LongConsumer precondition) {
        var draft = visits.requireDraft(caller, id);
        precondition.accept(draft.version());
        visits.getEntityManager().remove(draft);
        visits.flush();
    }

    /** Records the draft as a visit of the same id; {@code read} refuses what is still missing. */
    @Transactional
    public VisitRecording.Recorded record(
            Caller caller, UUID id, LongConsumer precondition, Function<String, RecordVisit> read) {
        var draft = visits.requireDraft(caller, id);
        precondition.accept(draft.version());
        var command = read.apply(draft.body());
        visits.getEntityManager().remove(draft);
        visits.flush();
        return recording.record(caller, command, id);
    }
}
