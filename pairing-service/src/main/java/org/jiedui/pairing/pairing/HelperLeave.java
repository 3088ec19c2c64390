package org.jiedui.pairing.pairing;

import static org.jiedui.pairing.PairingProblem.NO_ACTIVE_LEADER;
import static org.jiedui.pairing.PairingProblem.TERM_NOT_ALLOWED;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.HelperRegistry;
import org.jiedui.pairing.organisation.OrganisationRegistry;

/**
 * A helper leaves, retires or goes on a long leave (PA-11): the last day is noted and a job closes or queues everything
 * of the helper, in one transaction.
 */
@ApplicationScoped
public class HelperLeave {
    /** Why a helper goes. */
    public enum Kind {
        LEAVING(PairingReason.HELPER_LEFT),
        RETIRING(PairingReason.HELPER_RETIRED),
        TRANSFER(PairingReason.HELPER_TRANSFERRED),
        LONG_LEAVE(PairingReason.LONG_LEAVE);

        private final PairingReason reason;

        Kind(PairingReason reason) {
            this.reason = reason;
        }

        PairingReason reason() {
            return reason;
        }
    }

    /**
     * What the job does.
     *
     * @param helperId of the helper or of the team
     * @param from first day without the helper
     * @param until first day back again after a long leave, or null
     */
    record Order(UUID helperId, Kind kind, LocalDate from, LocalDate until, String remark, Caller caller) {}

    private final HelperRegistry helpers;
    private final OrganisationRegistry teams;
    private final Capacity capacity;
    private final Jobs jobs;

    HelperLeave(HelperRegistry helpers, OrganisationRegistry teams, Capacity capacity, Jobs jobs) {
        this.helpers = helpers;
        this.teams = teams;
        this.capacity = capacity;
        this.jobs = jobs;
    }

    /**
     * Lets a visible helper go; returns the identifier of the job.
     *
     * @param until first day back again after a long leave, or null; the same day takes the leave back
     * @param successors who leads the teams that a helper led who goes for good, by team; others are led by nobody then
     * @throws org.jiedui.chassis.problem.ProblemException {@code TERM_NOT_ALLOWED} when a leave ends before it begins, or
     *     a helper who goes for good is to come back; what {@link OrganisationRegistry#leave} refuses
     */
    @Transactional
    public UUID leave(
            UUID helperId,
            Kind kind,
            LocalDate from,
            LocalDate until,
            String remark,
            Map<UUID, UUID> successors,
            Caller caller,
            LongConsumer versionCheck) {
        if (until != null && (kind != Kind.LONG_LEAVE || until.isBefore(from))) {
            throw TERM_NOT_ALLOWED.because(
                    new Reason("UNTIL", "仅长期离岗可填返岗日期，且不得早于离岗日期", "Only a long leave ends, and not before it begins"));
        }
        // all places that are locked on the way, at once and so in the order of everybody else
        var holders = new HashSet<>(successors.keySet());
        holders.add(helperId);
        capacity.lock(holders);
        var helper = helpers.depart(helperId, from, until, kind == Kind.LONG_LEAVE, caller, versionCheck);
        if (kind != Kind.LONG_LEAVE) {
            teams.leave(helper, from, successors, caller);
        } else if (!successors.isEmpty()) {
            throw NO_ACTIVE_LEADER.because(new Reason("LONG_LEAVE", "长期离岗期间仍为负责人", "Who is on a long leave leads on"));
        }
        return jobs.submit(
                LeaverRun.KIND,
                helper.region(),
                new Order(helperId, kind, from, until, remark, caller),
                caller.subject());
    }
}
