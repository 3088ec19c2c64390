package org.jiedui.household.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdEvent.HouseholdMonitored;
import org.jiedui.household.HouseholdEvent.HouseholdStabilised;
import org.jiedui.household.HouseholdEvent.RiskCaseAdvanced;
import org.jiedui.household.HouseholdEvent.RiskCaseOpened;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdJournal;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdSnapshot;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.request.Urgency;

/**
 * The verification procedure: each decision is one transaction, checks role, version and state, keeps a step, and
 * announces it. The village verifies, appraises and publicises; the township reviews; the county approves and eliminates.
 */
@ApplicationScoped
public class RiskProcedure {
    private static final String[] VILLAGE = {Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE};
    private static final String[] TOWNSHIP = {Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE};
    private static final String[] COUNTY = {Roles.COUNTY, Roles.PROVINCE};

    private final RiskCaseRepository cases;
    private final RiskAlertRepository alerts;
    private final HouseholdRepository households;
    private final HouseholdJournal journal;
    private final RiskConfig config;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final AuditTrail audit;
    private final TimeSource time;
    private final ObjectMapper mapper;

    RiskProcedure(
            RiskCaseRepository cases,
            RiskAlertRepository alerts,
            HouseholdRepository households,
            HouseholdJournal journal,
            RiskConfig config,
            Outbox outbox,
            ChangeLog changes,
            AuditTrail audit,
            TimeSource time,
            ObjectMapper mapper) {
        this.cases = cases;
        this.alerts = alerts;
        this.households = households;
        this.journal = journal;
        this.config = config;
        this.outbox = outbox;
        this.changes = changes;
        this.audit = audit;
        this.time = time;
        this.mapper = mapper;
    }

    /** Notes a clue by hand; refused while the household has an open case. */
    @Transactional
    public RiskCase open(Caller caller, UUID householdId, RiskOrigin origin, Urgency urgency, String note) {
        caller.requireRole(VILLAGE);
        var household = households.require(caller, householdId);
        if (household.openCaseId() != null) {
            throw HouseholdProblem.CASE_ALREADY_OPEN.because(
                    new Reason("OPEN_CASE", "未办结流程：" + household.openCaseId(), "Open case: " + household.openCaseId()));
        }
        var before = HouseholdJournal.Before.of(household);
        var opened = begin(caller, household, origin, urgency, household.openAlertId(), note);
        journal.close(caller, household, before, "APP", null);
        return opened;
    }

    /** A rule's alert is the clue; part of the transaction that raised it. */
    void openByRule(Caller caller, Household household, UUID alertId) {
        begin(caller, household, RiskOrigin.RULE, Urgency.NORMAL, alertId, null);
    }

    private RiskCase begin(
            Caller caller, Household household, RiskOrigin origin, Urgency urgency, UUID alertId, String note) {
        var due = RiskCasePolicy.due(time.today(), config.procedureWorkingDays());
        var opened = new RiskCase(household, origin, urgency, alertId, time.now(), due);
        cases.persist(opened);
        household.underCase(opened.id());
        step(caller, opened, null, CaseDecision.OPEN, note, Map.of("origin", origin));
        outbox.append(new RiskCaseOpened(
                opened.id(),
                household.id(),
                household.householdNumber(),
                household.region(),
                null,
                opened.state().name(),
                CaseDecision.OPEN.name()));
        changes.record("risk-cases", opened.id(), opened.region(), 0, Change.Operation.UPSERT);
        return opened;
    }

    /** The alert is over: the clue that it was is dismissed, unless somebody has acted on it already. */
    void dismiss(Caller caller, Household household, UUID alertId) {
        if (household.openCaseId() == null) {
            return;
        }
        var clue = cases.findById(household.openCaseId());
        if (clue != null
                && clue.state() == RiskCaseState.CLUE
                && clue.origin() == RiskOrigin.RULE
                && alertId.equals(clue.alertId())) {
            clue.decide(CaseDecision.DISMISS);
            household.underCase(null);
            step(caller, clue, RiskCaseState.CLUE, CaseDecision.DISMISS, null, Map.of());
            outbox.append(advanced(clue, RiskCaseState.CLUE, CaseDecision.DISMISS));
            changes.record("risk-cases", clue.id(), clue.region(), clue.version() + 1, Change.Operation.UPSERT);
        }
    }

    /** At least two people visited and say what they found; the edge checks the number. */
    @Transactional
    public RiskCase verify(Caller caller, UUID id, LongConsumer precondition, List<String> visitors, String findings) {
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.VERIFY,
                VILLAGE,
                findings,
                Map.of("visitors", visitors),
                riskCase -> {});
    }

    /** The village's democratic appraisal. */
    @Transactional
    public RiskCase appraise(Caller caller, UUID id, LongConsumer precondition, String result) {
        return decide(caller, id, precondition, CaseDecision.APPRAISE, VILLAGE, result, Map.of(), riskCase -> {});
    }

    /** Begins the publicity; shorter than configured is lengthened. */
    @Transactional
    public RiskCase publicise(Caller caller, UUID id, LongConsumer precondition, Integer days, String place) {
        var length = Math.max(config.publicityDays(), days == null ? 0 : days);
        var until = time.today().plusDays(length);
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.PUBLICISE,
                VILLAGE,
                place,
                Map.of("until", until),
                riskCase -> riskCase.publicisedUntil(until));
    }

    /** The township reviews, when the publicity is over. */
    @Transactional
    public RiskCase review(Caller caller, UUID id, LongConsumer precondition, String note) {
        return decide(caller, id, precondition, CaseDecision.REVIEW, TOWNSHIP, note, Map.of(), riskCase -> {
            if (!RiskCasePolicy.publicityOver(riskCase.publicisedUntil(), time.today())) {
                throw HouseholdProblem.PUBLICITY_RUNNING.because(new Reason(
                        "PUBLICISED_UNTIL",
                        "公示至 " + riskCase.publicisedUntil(),
                        "Publicised until " + riskCase.publicisedUntil()));
            }
        });
    }

    /** The county approves: the household is monitored in a category, because of these risks. */
    @Transactional
    public RiskCase approve(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            MonitoredCategory category,
            List<Risk> risks,
            String note) {
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.APPROVE,
                COUNTY,
                note,
                Map.of("category", category, "risks", risks),
                riskCase -> {
                    var household = households.require(caller, riskCase.householdId());
                    if (!RiskCasePolicy.fits(category, household.type())) {
                        throw HouseholdProblem.CATEGORY_NOT_FITTING.because(new Reason(
                                category.name(),
                                category.zh() + "不适用于" + household.type().zh(),
                                category.en() + " is not for "
                                        + household.type().en()));
                    }
                    var before = HouseholdJournal.Before.of(household);
                    riskCase.monitored(category, risks, time.today());
                    household.monitor(category);
                    journal.close(caller, household, before, "APP", "risk case " + id);
                    outbox.append(new HouseholdMonitored(
                            household.id(), household.region(), category.name(), Codes.names(risks), id));
                });
    }

    /** Township or county rejects: no monitoring. */
    @Transactional
    public RiskCase reject(Caller caller, UUID id, LongConsumer precondition, String reason) {
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.REJECT,
                TOWNSHIP,
                reason,
                Map.of(),
                riskCase -> release(caller, riskCase));
    }

    /** Township or county sends it back to the village, naming what has to be corrected. */
    @Transactional
    public RiskCase sendBack(Caller caller, UUID id, LongConsumer precondition, List<String> fields, String reason) {
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.SEND_BACK,
                TOWNSHIP,
                reason,
                Map.of("fields", fields),
                riskCase -> {});
    }

    /**
     * The county states that the risk is eliminated. Refused while the rules find risks, before the observation is over,
     * and for a household without any labour. The household as it is then is kept as the after-snapshot.
     */
    @Transactional
    public RiskCase eliminate(
            Caller caller, UUID id, LongConsumer precondition, EliminationManner manner, String findings) {
        caller.requireRole(COUNTY);
        var known = cases.require(caller, id);
        var snapshot = HouseholdSnapshot.of(households.require(caller, known.householdId()));
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.ELIMINATE,
                COUNTY,
                findings,
                Map.of("manner", manner, "after", AfterSnapshot.of(snapshot)),
                riskCase -> {
                    var household = households.require(caller, riskCase.householdId());
                    requireEliminated(household, riskCase);
                    var before = HouseholdJournal.Before.of(household);
                    riskCase.eliminated(time.today());
                    household.stabilise();
                    household.underCase(null);
                    journal.close(caller, household, before, "APP", "risk case " + id);
                    outbox.append(new HouseholdStabilised(household.id(), household.region(), manner.name(), id));
                });
    }

    private void requireEliminated(Household household, RiskCase riskCase) {
        var until = RiskCasePolicy.observedUntil(riskCase.monitoredFrom(), config.observationMonths());
        if (time.today().isBefore(until)) {
            throw HouseholdProblem.OBSERVATION_RUNNING.because(
                    new Reason("OBSERVED_UNTIL", "观察至 " + until, "Observed until " + until));
        }
        var reasons = new java.util.ArrayList<Reason>();
        if (household.openAlertId() != null) {
            alerts.findById(household.openAlertId())
                    .reasons()
                    .forEach(r -> reasons.add(
                            new Reason(r.code().name(), r.code().zh(), r.code().en())));
        }
        if (household.labourCount() == 0) {
            reasons.add(new Reason("NO_LABOUR", "整户无劳动能力，持续监测", "Nobody is able to work: monitoring goes on"));
        }
        if (!reasons.isEmpty()) {
            throw HouseholdProblem.RISKS_REMAIN.because(reasons);
        }
    }

    private void release(Caller caller, RiskCase riskCase) {
        var household = households.require(caller, riskCase.householdId());
        var before = HouseholdJournal.Before.of(household);
        household.underCase(null);
        journal.close(caller, household, before, "APP", "risk case " + riskCase.id());
    }

    private RiskCase decide(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            CaseDecision decision,
            String[] roles,
            String note,
            Map<String, ?> details,
            Consumer<RiskCase> effect) {
        caller.requireRole(roles);
        var riskCase = cases.require(caller, id);
        precondition.accept(riskCase.version());
        var from = riskCase.state();
        riskCase.decide(decision);
        effect.accept(riskCase);
        step(caller, riskCase, from, decision, note, details);
        cases.flush();
        outbox.append(advanced(riskCase, from, decision));
        changes.record("risk-cases", id, riskCase.region(), riskCase.version(), Change.Operation.UPSERT);
        audit.record(
                caller,
                "RISK_CASE_" + decision,
                "risk-case",
                id,
                riskCase.region(),
                Map.of("from", from, "to", riskCase.state()));
        return riskCase;
    }

    private void step(
            Caller caller,
            RiskCase riskCase,
            RiskCaseState from,
            CaseDecision decision,
            String note,
            Map<String, ?> details) {
        try {
            cases.getEntityManager()
                    .persist(new RiskCaseStep(
                            riskCase.id(),
                            time.now(),
                            caller.subject(),
                            from,
                            riskCase.state(),
                            decision,
                            note,
                            mapper.writeValueAsString(details)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RiskCaseAdvanced advanced(RiskCase riskCase, RiskCaseState from, CaseDecision decision) {
        return new RiskCaseAdvanced(
                riskCase.id(),
                riskCase.householdId(),
                riskCase.householdNumber(),
                riskCase.region(),
                from.name(),
                riskCase.state().name(),
                decision.name());
    }
}
