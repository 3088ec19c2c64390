package org.jiedui.pairing.helper;

import static org.jiedui.pairing.PairingProblem.ACCOUNT_IN_USE;
import static org.jiedui.pairing.PairingProblem.HELPER_ALREADY_REGISTERED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Changes;
import org.jiedui.pairing.PairingEvent;

/** Registers and changes helpers, with history, event and feed in the same transaction. */
@ApplicationScoped
public class HelperRegistry {
    /** Kind of the jobs that let pairings follow their helper side, person or team; what is to be done is its id. */
    public static final String FOLLOW_SIDE = "team-leader";

    private final HelperRepository helpers;
    private final Capacity capacity;
    private final KeyedHash hash;
    private final FieldHistory history;
    private final Changes changes;
    private final Outbox outbox;
    private final Jobs jobs;
    private final TimeSource time;

    HelperRegistry(
            HelperRepository helpers,
            Capacity capacity,
            KeyedHash hash,
            FieldHistory history,
            Changes changes,
            Outbox outbox,
            Jobs jobs,
            TimeSource time) {
        this.helpers = helpers;
        this.capacity = capacity;
        this.hash = hash;
        this.history = history;
        this.changes = changes;
        this.outbox = outbox;
        this.jobs = jobs;
        this.time = time;
    }

    /**
     * Registers a helper in the caller's region.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}; {@code HELPER_ALREADY_REGISTERED} when
     *     the identity number is known
     */
    @Transactional
    public Helper register(HelperDetails details, Caller caller) {
        caller.requireCovers(details.region());
        requireServiceCovered(details.serviceRegion(), null, caller);
        var identity = identity(details);
        if (identity != null && helpers.withIdentity(identity).isPresent()) {
            throw HELPER_ALREADY_REGISTERED.problem();
        }
        return create(details, identity, null, caller);
    }

    /** Registers the mentor whom a mentee became; region and identity were checked when the mentee was registered. */
    @Transactional
    public Helper registerPromoted(HelperDetails details, byte[] identity, UUID menteeId, Caller caller) {
        return create(details, identity, menteeId, caller);
    }

    /** Notes that a helper, whose region was checked, is the mentor whom a mentee became. */
    @Transactional
    public Helper linkPromoted(Helper helper, UUID menteeId, Caller caller) {
        var before = Masked.of(helper);
        helper.descendsFrom(menteeId, time.now());
        helpers.flush();
        note(caller, before, helper);
        changes.upsert("helpers", helper.id(), helper.region(), helper.version());
        return helper;
    }

    private Helper create(HelperDetails details, byte[] identity, UUID menteeId, Caller caller) {
        var helper = new Helper(Ids.next(), details, identity, menteeId, time.now());
        helpers.persistAndFlush(helper);
        capacity.open(helper.id(), details.primaryPlaces(), details.supportingPlaces());
        note(caller, null, helper);
        outbox.append(new PairingEvent.HelperRegistered(
                helper.id(),
                helper.account(),
                helper.kind().name(),
                helper.unitLevel().name(),
                helper.region(),
                helper.serving()));
        return helper;
    }

    /**
     * Replaces what is told of a visible helper; its pairings follow another department or kind, as a job.
     *
     * @param versionCheck is handed the present version before anything changes
     */
    @Transactional
    public Helper change(UUID id, HelperDetails details, Caller caller, LongConsumer versionCheck) {
        var helper = helpers.require(id, caller);
        capacity.lock(List.of(id));
        versionCheck.accept(helper.version());
        caller.requireCovers(details.region());
        requireServiceCovered(details.serviceRegion(), helper.serviceRegion(), caller);
        var identity = identity(details);
        if (identity != null
                && helpers.withIdentity(identity)
                        .filter(other -> !other.id().equals(id))
                        .isPresent()) {
            throw HELPER_ALREADY_REGISTERED.problem();
        }
        if (!Objects.equals(helper.account(), details.account()) && helpers.hasLivePairings(id)) {
            throw ACCOUNT_IN_USE.problem();
        }
        var before = Masked.of(helper);
        var oldRegion = helper.region();
        var oldUnit = helper.unit();
        var oldKind = helper.kind();
        helper.write(details, identity, time.now());
        capacity.resize(id, Capacity.PRIMARY, details.primaryPlaces());
        capacity.resize(id, Capacity.SUPPORTING, details.supportingPlaces());
        helpers.flush();
        note(caller, before, helper);
        changes.moved("helpers", id, oldRegion, helper.region(), helper.version());
        if (helper.kind() != oldKind || !helper.unit().equals(oldUnit)) {
            jobs.submit(FOLLOW_SIDE, helper.region(), id, caller.subject());
        }
        outbox.append(helper.changed());
        return helper;
    }

    /**
     * Notes that a visible helper goes: for good, or until a day.
     *
     * @param until first day back again; null for good unless {@code leave}
     * @param leave whether it is a long leave
     */
    @Transactional
    public Helper depart(
            UUID id, LocalDate from, LocalDate until, boolean leave, Caller caller, LongConsumer versionCheck) {
        var helper = helpers.require(id, caller);
        // a proposal either took its place before, and what follows finds it, or judges by the new dates
        capacity.lock(List.of(id));
        versionCheck.accept(helper.version());
        var before = Masked.of(helper);
        if (leave) {
            helper.absent(from, until, time.now());
        } else {
            helper.leave(from, time.now());
        }
        helpers.flush();
        note(caller, before, helper);
        changes.upsert("helpers", id, helper.region(), helper.version());
        outbox.append(helper.changed());
        return helper;
    }

    /**
     * An office lets a helper serve where it may act itself, or keeps what a higher one decided. A township or clerk may
     * leave the usual one, the own county.
     */
    private static void requireServiceCovered(String wanted, String present, Caller caller) {
        var own = caller.regionPrefix();
        var county = own.substring(0, Math.min(6, own.length()));
        if (!wanted.equals(present) && !wanted.startsWith(county)) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
    }

    private byte[] identity(HelperDetails details) {
        return details.identityNumber() == null
                ? null
                : hash.of("id-number", details.identityNumber().clear());
    }

    private void note(Caller caller, Masked before, Helper helper) {
        history.record(
                caller,
                "helper",
                helper.id(),
                helper.region(),
                helper.version(),
                before,
                Masked.of(helper),
                "APP",
                null);
        if (before == null) {
            changes.upsert("helpers", helper.id(), helper.region(), helper.version());
        }
    }

    /** What the history may know. */
    private record Masked(
            String kind,
            String name,
            String phone,
            String account,
            String unit,
            String unitLevel,
            String mentorSource,
            String elderKind,
            List<String> skills,
            List<String> languages,
            String education,
            Integer birthYear,
            String region,
            String serviceRegion,
            String availableFrom,
            String availableTo,
            String absentFrom,
            String absentUntil) {
        static Masked of(Helper helper) {
            return new Masked(
                    helper.kind().name(),
                    Masks.name(clear(helper.name())),
                    Masks.phone(clear(helper.phone())),
                    helper.account(),
                    helper.unit(),
                    helper.unitLevel().name(),
                    helper.mentorSource() == null ? null : helper.mentorSource().name(),
                    helper.elderKind() == null ? null : helper.elderKind().name(),
                    helper.skills(),
                    helper.languages(),
                    helper.education(),
                    helper.birthYear(),
                    helper.region(),
                    helper.serviceRegion(),
                    String.valueOf(helper.availableFrom()),
                    text(helper.availableTo()),
                    text(helper.absentFrom()),
                    text(helper.absentUntil()));
        }

        private static String text(LocalDate day) {
            return day == null ? null : day.toString();
        }

        private static String clear(PersonalText text) {
            return text == null ? null : text.clear();
        }
    }
}
