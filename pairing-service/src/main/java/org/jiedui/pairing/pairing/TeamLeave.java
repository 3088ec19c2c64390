package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.organisation.OrganisationRegistry;

/**
 * A team is dissolved or recalled (PA-11): its last day is noted, its memberships end, and the job that settles a leaving
 * helper's pairings does so with the team's, all in one transaction.
 */
@ApplicationScoped
public class TeamLeave {
    /** Why a team goes. */
    public enum Kind {
        /** 撤销. */
        DISSOLVED(HelperLeave.Kind.LEAVING),
        /** 撤回、轮换. */
        RECALLED(HelperLeave.Kind.TRANSFER);

        private final HelperLeave.Kind like;

        Kind(HelperLeave.Kind like) {
            this.like = like;
        }
    }

    private final OrganisationRegistry teams;
    private final Jobs jobs;

    TeamLeave(OrganisationRegistry teams, Jobs jobs) {
        this.teams = teams;
        this.jobs = jobs;
    }

    /**
     * Lets a visible team go; returns the identifier of the job.
     *
     * @param from first day without the team
     * @throws org.jiedui.chassis.problem.ProblemException what {@link OrganisationRegistry#depart} refuses
     */
    @Transactional
    public UUID leave(UUID teamId, Kind kind, LocalDate from, String remark, Caller caller, LongConsumer versionCheck) {
        var team = teams.depart(teamId, from, caller, versionCheck);
        return jobs.submit(
                LeaverRun.KIND,
                team.region(),
                new HelperLeave.Order(teamId, kind.like, from, null, remark, caller),
                caller.subject());
    }
}
