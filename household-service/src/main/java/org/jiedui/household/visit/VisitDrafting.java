package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
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

    /** Begins a draft that names these households; refuses {@code TOO_MANY_DRAFTS} beyond {@link #MOST}. */
    @Transactional
    public VisitDraft begin(Caller caller, String body, Set<UUID> households) {
        if (visits.drafts(caller).count(visits.getEntityManager()) >= MOST) {
            throw HouseholdProblem.TOO_MANY_DRAFTS.problem();
        }
        var draft = new VisitDraft(caller.subject(), body, households, time.now());
        visits.getEntityManager().persist(draft);
        visits.flush();
        return draft;
    }

    /** Replaces what a draft says, and the households that it names. */
    @Transactional
    public VisitDraft change(Caller caller, UUID id, LongConsumer precondition, String body, Set<UUID> households) {
        var draft = visits.requireDraft(caller, id);
        precondition.accept(draft.version());
        draft.replace(body, households, time.now());
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
