package org.jiedui.pairing.mentee;

import static org.jiedui.pairing.PairingProblem.ACCOUNT_IN_USE;
import static org.jiedui.pairing.PairingProblem.MENTEE_ALREADY_REGISTERED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.HelpedMoved;

/** Registers and changes mentees, with history and feed in the same transaction. */
@ApplicationScoped
public class MenteeRegistry {
    private final MenteeRepository mentees;
    private final KeyedHash hash;
    private final FieldHistory history;
    private final Changes changes;
    private final Jobs jobs;
    private final TimeSource time;

    MenteeRegistry(
            MenteeRepository mentees,
            KeyedHash hash,
            FieldHistory history,
            Changes changes,
            Jobs jobs,
            TimeSource time) {
        this.jobs = jobs;
        this.mentees = mentees;
        this.hash = hash;
        this.history = history;
        this.changes = changes;
        this.time = time;
    }

    /** Registers a mentee in the caller's region; {@code MENTEE_ALREADY_REGISTERED} when the person is known. */
    @Transactional
    public Mentee register(MenteeDetails details, Caller caller) {
        caller.requireCovers(details.region());
        var identity = identity(details);
        if (identity != null && mentees.withIdentity(identity).isPresent()) {
            throw MENTEE_ALREADY_REGISTERED.problem();
        }
        var mentee = new Mentee(Ids.next(), details, identity, time.now());
        mentees.persistAndFlush(mentee);
        note(caller, null, mentee);
        changes.upsert("mentees", mentee.id(), mentee.region(), mentee.version());
        return mentee;
    }

    /**
     * Replaces what is told of a visible mentee; the check is handed the present version first. Pairings follow to another
     * division, as a job.
     */
    @Transactional
    public Mentee change(UUID id, MenteeDetails details, Caller caller, LongConsumer versionCheck) {
        var mentee = mentees.require(id, caller);
        versionCheck.accept(mentee.version());
        caller.requireCovers(details.region());
        var identity = identity(details);
        if (identity != null
                && mentees.withIdentity(identity)
                        .filter(other -> !other.id().equals(id))
                        .isPresent()) {
            throw MENTEE_ALREADY_REGISTERED.problem();
        }
        if (!Objects.equals(mentee.account(), details.account()) && mentees.hasLivePairings(id)) {
            throw ACCOUNT_IN_USE.problem();
        }
        var before = Masked.of(mentee);
        var oldRegion = mentee.region();
        mentee.write(details, identity, time.now());
        mentees.flush();
        note(caller, before, mentee);
        changes.moved("mentees", id, oldRegion, mentee.region(), mentee.version());
        if (!mentee.region().equals(oldRegion)) {
            jobs.submit(HelpedMoved.KIND, mentee.region(), new HelpedMoved(id), caller.subject());
        }
        return mentee;
    }

    void note(Caller caller, Masked before, Mentee mentee) {
        history.record(
                caller,
                "mentee",
                mentee.id(),
                mentee.region(),
                mentee.version(),
                before,
                Masked.of(mentee),
                "APP",
                null);
    }

    private byte[] identity(MenteeDetails details) {
        return details.identityNumber() == null
                ? null
                : hash.of("id-number", details.identityNumber().clear());
    }

    /** What the history may know. */
    record Masked(
            String name,
            String phone,
            String account,
            String post,
            String unit,
            String unitLevel,
            List<String> goals,
            String goalText,
            String region,
            UUID promotedHelperId) {
        static Masked of(Mentee mentee) {
            return new Masked(
                    Masks.name(mentee.name().clear()),
                    mentee.phone() == null ? null : Masks.phone(mentee.phone().clear()),
                    mentee.account(),
                    mentee.post(),
                    mentee.unit(),
                    mentee.unitLevel().name(),
                    mentee.goals(),
                    mentee.goalText(),
                    mentee.region(),
                    mentee.promotedHelperId());
        }
    }
}
