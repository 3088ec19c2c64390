package org.jiedui.household.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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
import org.jiedui.chassis.problem.CommonProblem;
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
import org.jiedui.household.plan.MeasureRepository;
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
    private final RiskStandardsRepository standards;
    private final MeasureRepository measures;
    private final RiskDeadlines deadlines;
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
            RiskStandardsRepository standards,
            MeasureRepository measures,
            RiskDeadlines deadlines,
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
        this.standards = standards;
        this.measures = measures;
        this.deadlines = deadlines;
        this.config = config;
        this.outbox = outbox;
        this.changes = changes;
        this.audit = audit;
        this.time = time;
        this.mapper = mapper;
    }

    /** The decisions that people may take on a case now. */
    public List<CaseDecision> possible(RiskCase riskCase) {
        return riskCase.possible(config.directElimination());
    }

    /** Notes a clue by hand; refused while the household has an open case. */
    @Transactional
    public RiskCase open(Caller caller, UUID householdId, RiskOrigin origin, Urgency urgency, String note) {
        caller.requireRole(VILLAGE);
        var household = households.requireByOffice(caller, householdId);
        household.requireOpen();
        if (household.openCaseId() != null) {
            throw HouseholdProblem.CASE_ALREADY_OPEN.because(
                    new Reason("OPEN_CASE", "未办结流程：" + household.openCaseId(), "Open case: " + household.openCaseId()));
        }
        var before = HouseholdJournal.Before.of(household);
        var opened = begin(caller, household, origin, urgency, household.openAlertId(), lineOf(household), note);
        journal.close(caller, household, before, "APP", null);
        return opened;
    }

    /** A rule's alert is the clue; part of the transaction that raised it. */
    void openByRule(Caller caller, Household household, UUID alertId, RiskStandards.Line line) {
        begin(caller, household, RiskOrigin.RULE, Urgency.NORMAL, alertId, line, null);
    }

    private RiskCase begin(
            Caller caller,
            Household household,
            RiskOrigin origin,
            Urgency urgency,
            UUID alertId,
            RiskStandards.Line line,
            String note) {
        var due = deadlines.procedure(time.today());
        var opened = new RiskCase(household, origin, urgency, alertId, time.now(), due);
        opened.restsOn(line);
        opened.stepUntil(deadlines.step(opened.state(), urgency, time.today(), null));
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
    void dismiss(Caller caller, Household household) {
        if (household.openCaseId() == null) {
            return;
        }
        var clue = cases.findById(household.openCaseId());
        if (clue != null
                && clue.state() == RiskCaseState.CLUE
                && clue.origin() == RiskOrigin.RULE
                && clue.greenChannelOn() == null) {
            clue.decide(CaseDecision.DISMISS, false);
            clue.stepUntil(null);
            household.underCase(null);
            step(caller, clue, RiskCaseState.CLUE, CaseDecision.DISMISS, null, Map.of());
            outbox.append(advanced(clue, RiskCaseState.CLUE, CaseDecision.DISMISS));
            changes.record("risk-cases", clue.id(), clue.region(), clue.version() + 1, Change.Operation.UPSERT);
        }
    }

    /**
     * At least two people visited and say what they found; the edge checks the number. Of a monitored household it
     * proposes the elimination of the risk, and is refused while that would be.
     */
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
                riskCase -> {
                    riskCase.sentBack(null);
                    if (riskCase.state() == RiskCaseState.EXIT_VERIFIED) {
                        requireEliminated(households.requireByOffice(caller, riskCase.householdId()), riskCase);
                    }
                });
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
            requireAnswered(riskCase);
        });
    }

    /** The county approves: the household is monitored in a category, because of these risks. */
    @Transactional
    public RiskCase approve(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            MonitoredCategory category,
            FoundRisks found,
            String note) {
        return decide(
                caller, id, precondition, CaseDecision.APPROVE, COUNTY, note, details(category, found), riskCase -> {
                    var household = households.requireByOffice(caller, riskCase.householdId());
                    if (!RiskCasePolicy.fits(category, household.type())) {
                        throw HouseholdProblem.CATEGORY_NOT_FITTING.because(new Reason(
                                category.name(),
                                category.zh() + "不适用于" + household.type().zh(),
                                category.en() + " is not for "
                                        + household.type().en()));
                    }
                    var before = HouseholdJournal.Before.of(household);
                    riskCase.monitored(category, found, time.today());
                    riskCase.restsOn(lineOf(household));
                    household.monitor(category);
                    journal.close(caller, household, before, "APP", "risk case " + id);
                    outbox.append(new HouseholdMonitored(
                            household.id(), household.region(), category.name(), Codes.names(found.risks()), id));
                });
    }

    private static Map<String, ?> details(MonitoredCategory category, FoundRisks found) {
        return found.disasterKind() == null
                ? Map.of("category", category, "risks", found.risks())
                : Map.of("category", category, "risks", found.risks(), "disasterKind", found.disasterKind());
    }

    /** Township or county rejects: no monitoring. */
    @Transactional
    public RiskCase reject(Caller caller, UUID id, LongConsumer precondition, String reason) {
        return decide(caller, id, precondition, CaseDecision.REJECT, TOWNSHIP, reason, Map.of(), riskCase -> {
            if (!riskCase.state().isOpen()) {
                release(caller, riskCase);
            }
        });
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
                riskCase -> riskCase.sentBack(fields));
    }

    /**
     * The county states that the risk is eliminated. Refused while the rules find risks, before the observation is over,
     * for a household without any labour, and by help when no measure is recorded. The household as it is then is kept as the after-snapshot.
     */
    @Transactional
    public RiskCase eliminate(
            Caller caller, UUID id, LongConsumer precondition, EliminationManner manner, String findings) {
        caller.requireRole(COUNTY);
        var known = byOffice(caller, id);
        var snapshot = HouseholdSnapshot.of(households.requireByOffice(caller, known.householdId()));
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.ELIMINATE,
                COUNTY,
                findings,
                Map.of("manner", manner, "after", AfterSnapshot.of(snapshot)),
                riskCase -> {
                    var household = households.requireByOffice(caller, riskCase.householdId());
                    requireEliminated(household, riskCase);
                    requireHelp(manner, household);
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
            alerts.findById(household.openAlertId()).reasons().stream()
                    .filter(r -> r.code().isRisk())
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

    private void requireHelp(EliminationManner manner, Household household) {
        if (manner == EliminationManner.ASSISTED
                && measures.count("householdId = ?1 and cancelledAt is null", household.id()) == 0) {
            throw HouseholdProblem.MANNER_NOT_FITTING.because(
                    new Reason("NO_MEASURE", "帮扶消除须有帮扶措施记录", "Eliminated by help, but no measure is recorded"));
        }
    }

    private RiskStandards.Line lineOf(Household household) {
        return standards.inForce(time.today()).line(household.region());
    }

    /**
     * Green channel: the household is monitored and helped at once, the files follow. The procedure goes on where it is;
     * rejected in the end, the household is stable again. Refused a second time.
     */
    @Transactional
    public RiskCase helpFirst(
            Caller caller,
            UUID id,
            LongConsumer precondition,
            MonitoredCategory category,
            FoundRisks found,
            String reason) {
        return decide(
                caller,
                id,
                precondition,
                CaseDecision.GREEN_CHANNEL,
                TOWNSHIP,
                reason,
                details(category, found),
                riskCase -> {
                    if (riskCase.greenChannelOn() != null) {
                        throw HouseholdProblem.ILLEGAL_TRANSITION.because(
                                new Reason(riskCase.state().name(), "已走绿色通道", "The green channel was taken already"));
                    }
                    var household = households.requireByOffice(caller, riskCase.householdId());
                    if (!RiskCasePolicy.fits(category, household.type())) {
                        throw HouseholdProblem.CATEGORY_NOT_FITTING.because(new Reason(
                                category.name(),
                                category.zh() + "不适用于" + household.type().zh(),
                                category.en() + " is not for "
                                        + household.type().en()));
                    }
                    var before = HouseholdJournal.Before.of(household);
                    riskCase.helpFirst(category, found, time.today(), deadlines.greenChannel(time.today()));
                    household.monitor(category);
                    journal.close(caller, household, before, "APP", "risk case " + id);
                    outbox.append(new HouseholdMonitored(
                            household.id(), household.region(), category.name(), Codes.names(found.risks()), id));
                });
    }

    /** Notes what somebody says against the publicity; refused when none is running. */
    @Transactional
    public RiskCaseObjection object(Caller caller, UUID id, String content) {
        caller.requireRole(VILLAGE);
        var riskCase = byOffice(caller, id);
        if (riskCase.state() != RiskCaseState.PUBLICISED && riskCase.state() != RiskCaseState.EXIT_PUBLICISED) {
            throw HouseholdProblem.ILLEGAL_TRANSITION.because(new Reason(
                    riskCase.state().name(),
                    "当前环节：" + riskCase.state().zh() + "；仅公示期可登记异议",
                    "Present stage: " + riskCase.state().en() + "; objections are noted during the publicity"));
        }
        var objection = new RiskCaseObjection(id, content, caller.subject(), time.now());
        cases.getEntityManager().persist(objection);
        touch(caller, riskCase, "RISK_CASE_OBJECTION");
        return objection;
    }

    /** Answers an objection, and says whether it was right; refused a second time. */
    @Transactional
    public RiskCase answer(
            Caller caller, UUID id, UUID objectionId, LongConsumer precondition, String answer, boolean upheld) {
        caller.requireRole(TOWNSHIP);
        var riskCase = byOffice(caller, id);
        precondition.accept(riskCase.version());
        var objection = cases.objections(id).stream()
                .filter(found -> found.id().equals(objectionId))
                .findFirst()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (objection.answeredAt() != null) {
            throw CommonProblem.STATE_CONFLICT.detail("异议已答复", "The objection is answered already");
        }
        objection.answer(answer, upheld, caller.subject(), time.now());
        touch(caller, riskCase, "RISK_CASE_OBJECTION_ANSWERED");
        return riskCase;
    }

    /** A pairing shows a case to its helper; deciding is for the offices of its region. */
    private RiskCase byOffice(Caller caller, UUID id) {
        var riskCase = cases.require(caller, id);
        caller.requireCovers(riskCase.region());
        return riskCase;
    }

    /** The case's version goes on with its objections. */
    private void touch(Caller caller, RiskCase riskCase, String action) {
        cases.getEntityManager().lock(riskCase, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        cases.flush();
        changes.record("risk-cases", riskCase.id(), riskCase.region(), riskCase.version(), Change.Operation.UPSERT);
        audit.record(caller, action, "risk-case", riskCase.id(), riskCase.region(), Map.of());
    }

    /** An objection without an answer blocks; one that was right has to lead back. */
    private void requireAnswered(RiskCase riskCase) {
        var begun = cases.steps(riskCase.id()).stream()
                .filter(step -> step.decision() == CaseDecision.PUBLICISE)
                .map(RiskCaseStep::at)
                .reduce((first, last) -> last);
        var reasons = cases.objections(riskCase.id()).stream()
                .filter(objection -> begun.isEmpty() || !objection.notedAt().isBefore(begun.get()))
                .filter(objection -> objection.answeredAt() == null || Boolean.TRUE.equals(objection.upheld()))
                .map(objection -> objection.answeredAt() == null
                        ? new Reason(
                                "OBJECTION_OPEN",
                                "异议未答复：" + objection.id(),
                                "Objection without answer: " + objection.id())
                        : new Reason(
                                "OBJECTION_UPHELD",
                                "异议成立，应退回或驳回：" + objection.id(),
                                "The objection was right, send back or reject: " + objection.id()))
                .toList();
        if (!reasons.isEmpty()) {
            throw HouseholdProblem.OBJECTIONS_REMAIN.because(reasons);
        }
    }

    private void release(Caller caller, RiskCase riskCase) {
        var household = households.requireByOffice(caller, riskCase.householdId());
        var before = HouseholdJournal.Before.of(household);
        household.underCase(null);
        if (riskCase.greenChannelOn() != null) {
            household.stabilise();
        }
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
        var riskCase = byOffice(caller, id);
        precondition.accept(riskCase.version());
        var from = riskCase.state();
        riskCase.decide(decision, config.directElimination());
        effect.accept(riskCase);
        if (decision != CaseDecision.GREEN_CHANNEL) {
            riskCase.stepUntil(
                    deadlines.step(riskCase.state(), riskCase.urgency(), time.today(), riskCase.publicisedUntil()));
        }
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
