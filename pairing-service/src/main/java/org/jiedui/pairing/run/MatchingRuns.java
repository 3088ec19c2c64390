package org.jiedui.pairing.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.matching.RuleRepository;
import org.jiedui.pairing.matching.plan.MatchingPlan.Pair;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.pairing.TermPolicy;
import org.jiedui.pairing.programme.ProgrammeRepository;
import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * Runs of the matching (PA-14): begun, cancelled, edited, published or dropped by the office. A run is a job; two of them
 * never cover one region at once. What a run proposes changes no pairing until it is published.
 */
@ApplicationScoped
public class MatchingRuns {
    private final MatchingStore store;
    private final Jobs jobs;
    private final ProgrammeRepository programmes;
    private final RuleRepository rules;
    private final AuditTrail audit;
    private final TimeSource time;

    MatchingRuns(
            MatchingStore store,
            Jobs jobs,
            ProgrammeRepository programmes,
            RuleRepository rules,
            AuditTrail audit,
            TimeSource time) {
        this.rules = rules;
        this.time = time;
        this.store = store;
        this.jobs = jobs;
        this.programmes = programmes;
        this.audit = audit;
    }

    /**
     * Begins a run by the rules that are in force in its region and the divisions within it today, which it keeps.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}, {@code UNKNOWN_PROGRAMME},
     *     {@code PROGRAMME_FORBIDS} unless such helpers help such helped sides in it, {@code TERM_NOT_ALLOWED},
     *     {@code CONTRADICTORY_LOCKS}, {@code MATCHING_UNDER_WAY}
     */
    @Transactional
    public UUID begin(Order order, Caller caller) {
        caller.requireCovers(order.region());
        var programme = programmes
                .inForce(order.programme(), order.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        var helped = order.helped() != null
                ? order.helped()
                : HelpedKind.valueOf(programme.helpedKinds().get(0));
        var sides = order.side() != null
                ? List.of(order.side())
                : programme.helperSides().stream().map(SideKind::valueOf).toList();
        requireAllowed(order, helped, programme);
        requireConsistent(order);
        if (store.underWay(order.region())) {
            throw PairingProblem.MATCHING_UNDER_WAY.problem();
        }
        var id = jobs.submit(MatchingJob.KIND, order.region(), Map.of("region", order.region()), caller.subject());
        var today = time.today();
        store.insert(
                id,
                order.pinned(rules.book(order.region(), today), rules.booksBelow(order.region(), today), helped, sides),
                caller.subject());
        audit.record(caller, "MATCHING_BEGUN", "matching", id, order.region(), Map.of("programme", order.programme()));
        return id;
    }

    private static void requireAllowed(Order order, HelpedKind helped, ProgrammeRules programme) {
        var reasons = new ArrayList<Reason>();
        if (!programme.roles().contains(order.role())) {
            reasons.add(new Reason("ROLE", "帮扶项目无此角色", "The programme has no such role"));
        }
        if (order.side() != null
                && !programme.helperSides().contains(order.side().name())) {
            reasons.add(new Reason("HELPER_SIDE", "帮扶项目不接受此类帮扶方", "The programme takes no such helper side"));
        }
        if (!programme.helpedKinds().contains(helped.name())) {
            reasons.add(new Reason("HELPED_KIND", "帮扶项目不接受此类帮扶对象", "The programme takes no such helped side"));
        }
        if (!reasons.isEmpty()) {
            throw PairingProblem.PROGRAMME_FORBIDS.because(reasons);
        }
        // what only changes hands keeps its term
        var faults = order.reorder()
                ? Set.<TermPolicy.Fault>of()
                : TermPolicy.faults(order.from(), order.to(), programme.termMinMonths(), programme.termMaxMonths());
        if (!faults.isEmpty()) {
            throw PairingProblem.TERM_NOT_ALLOWED.because(faults.stream()
                    .map(fault -> Reason.of(fault, fault.zh(), fault.en()))
                    .toList());
        }
    }

    private static void requireConsistent(Order order) {
        var reasons = new ArrayList<Reason>();
        var vetoes = new HashSet<>(order.vetoes());
        var seen = new HashSet<Pair>();
        for (var lock : order.locks()) {
            if (vetoes.contains(lock)) {
                reasons.add(new Reason(
                        "LOCKED_AND_VETOED",
                        "帮扶对象 " + lock.household() + " 与 " + lock.helper() + " 既锁定又排除",
                        "Helped side " + lock.household() + " and " + lock.helper() + " are locked and vetoed"));
            }
            if (order.absent().contains(lock.helper())) {
                reasons.add(new Reason(
                        "LOCKED_AND_GONE",
                        "已退出的帮扶责任人 " + lock.helper() + " 不得锁定",
                        "Helper " + lock.helper() + " has dropped out and cannot be locked"));
            }
            if (!seen.add(lock)) {
                reasons.add(new Reason(
                        "LOCKED_TWICE",
                        "帮扶对象 " + lock.household() + " 与 " + lock.helper() + " 重复锁定",
                        "Helped side " + lock.household() + " and " + lock.helper() + " are locked twice"));
            }
        }
        if (!reasons.isEmpty()) {
            throw PairingProblem.CONTRADICTORY_LOCKS.because(reasons);
        }
    }

    /** Stops the search for good; refuses with {@code STATE_CONFLICT} when it has ended. */
    @Transactional
    public void cancel(UUID id, Caller caller, LongConsumer versionCheck) {
        var run = require(id, caller, versionCheck);
        jobs.cancel(run.id());
        audit.record(caller, "MATCHING_CANCELLED", "matching", id, run.region(), Map.of());
    }

    /** Puts a proposal away, or what a failed publication has not made of it; what it has made stays. */
    @Transactional
    public void drop(UUID id, Caller caller, LongConsumer versionCheck) {
        var run = requireDecidable(id, caller, versionCheck);
        move(run, Matching.State.DROPPED, null);
        audit.record(caller, "MATCHING_DROPPED", "matching", id, run.region(), Map.of());
    }

    /**
     * Begins a run that keeps these locks and vetoes beside those of a proposal, and is free to pair or not to pair what is
     * released. The proposal waits until the new one is there, which puts it away.
     */
    @Transactional
    public UUID edit(
            UUID id,
            List<Pair> locks,
            List<Pair> vetoes,
            List<Pair> released,
            Caller caller,
            LongConsumer versionCheck) {
        var old = requireProposed(id, caller, versionCheck).order();
        var allLocks = new ArrayList<>(old.locks());
        allLocks.removeAll(released);
        allLocks.removeAll(vetoes);
        locks.stream().filter(lock -> !allLocks.contains(lock)).forEach(allLocks::add);
        var allVetoes = new ArrayList<>(old.vetoes());
        allVetoes.removeAll(released);
        allVetoes.removeAll(locks);
        vetoes.stream().filter(veto -> !allVetoes.contains(veto)).forEach(allVetoes::add);
        return begin(old.again(List.copyOf(allLocks), List.copyOf(allVetoes), null, id), caller);
    }

    /**
     * Begins a run that changes as few pairs as possible of a proposal in which a helper has dropped out. Pairs that were
     * locked with that helper are locked no more. The proposal waits until the new one is there, which puts it away.
     */
    @Transactional
    public UUID repair(UUID id, UUID helper, Caller caller, LongConsumer versionCheck) {
        var run = requireProposed(id, caller, versionCheck);
        var locks = run.order().locks().stream()
                .filter(lock -> !lock.helper().equals(helper))
                .toList();
        return begin(run.order().again(locks, run.order().vetoes(), helper, id), caller);
    }

    /**
     * Publishes the proposal as a job: each pair through the normal proposal, one result a pair. After a publication that
     * failed another job goes on with the pairs of which nothing was made yet.
     *
     * @param publicity null: new pairings are proposals; otherwise they are accepted for both sides and made public at once
     * @throws org.jiedui.chassis.problem.ProblemException {@code TERM_NOT_ALLOWED} when present pairings are to change hands,
     *     which they do at once, but the run's first day has not come
     */
    @Transactional
    public UUID publish(UUID id, PairingProposal.Publicity publicity, Caller caller, LongConsumer versionCheck) {
        var run = requireDecidable(id, caller, versionCheck);
        if (run.changed() > 0 && run.from().isAfter(time.today())) {
            throw PairingProblem.TERM_NOT_ALLOWED.because(new Reason(
                    "CHANGES_BEGIN_LATER",
                    "方案含更换帮扶责任人，须自 " + run.from() + " 起方可发布",
                    "The proposal changes helpers of present pairings and can be published from " + run.from()
                            + " on"));
        }
        var job = jobs.submit(
                PublicationJob.KIND,
                run.region(),
                new PublicationJob.Parameters(id, caller, publicity),
                caller.subject());
        move(run, Matching.State.PUBLISHING, job);
        audit.record(caller, "MATCHING_PUBLISHED", "matching", id, run.region(), Map.of("pairs", run.matched()));
        return job;
    }

    private void move(Matching run, Matching.State to, UUID publication) {
        if (!store.move(run.id(), run.version(), to, publication)) {
            throw CommonProblem.STATE_CONFLICT.problem();
        }
    }

    private Matching require(UUID id, Caller caller, LongConsumer versionCheck) {
        var run = store.find(id, caller.regionPrefix()).orElseThrow(CommonProblem.NOT_FOUND::problem);
        versionCheck.accept(run.version());
        return run;
    }

    private Matching requireProposed(UUID id, Caller caller, LongConsumer versionCheck) {
        return requireProposed(require(id, caller, versionCheck));
    }

    private Matching requireDecidable(UUID id, Caller caller, LongConsumer versionCheck) {
        var run = require(id, caller, versionCheck);
        return run.publicationStopped() ? run : requireProposed(run);
    }

    private static Matching requireProposed(Matching run) {
        if (run.state() != Matching.State.PROPOSED) {
            throw PairingProblem.ILLEGAL_TRANSITION.because(
                    new Reason(run.state().name(), "匹配方案不在待处理状态", "The run has no proposal that waits for a decision"));
        }
        return run;
    }
}
