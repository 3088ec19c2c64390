package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;

/**
 * What people do with findings: assign, waive for a time, take a waiver back. Mending is done on the household itself; a
 * finding closes when the rule no longer finds it. Each verb is one transaction, checks the caller's version first, and
 * leaves an audit entry.
 */
@ApplicationScoped
public class QualityHandling {
    private final QualityFindingRepository findings;
    private final QualityConfig config;
    private final AuditTrail audit;
    private final TimeSource time;

    QualityHandling(QualityFindingRepository findings, QualityConfig config, AuditTrail audit, TimeSource time) {
        this.findings = findings;
        this.config = config;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Gives a finding to an office or to one of its accounts; refuses an office that does not hold the village.
     *
     * @param office division code; null: the present one
     * @param account null: anybody of the office
     * @param due null: the present day
     */
    @Transactional
    public QualityFinding assign(
            Caller caller, UUID id, LongConsumer precondition, String office, String account, LocalDate due) {
        var finding = load(caller, id, precondition);
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        if (office != null && !finding.region().startsWith(office)) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                    "/office", "OUTSIDE_REGION", "该村不在此区划内", "The village does not lie in this division")));
        }
        if (due != null && due.isBefore(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/due", "IN_PAST", "不得早于今日", "Must not be in the past")));
        }
        finding.assign(office == null ? finding.office() : office, account, due == null ? finding.due() : due);
        findings.flush();
        record(caller, "QUALITY_FINDING_ASSIGNED", finding, Map.of("office", finding.office(), "due", finding.due()));
        return finding;
    }

    /** Waives a finding until a day, with reason; township and above. Refuses a waiver longer than configured. */
    @Transactional
    public QualityFinding waive(Caller caller, UUID id, LongConsumer precondition, String reason, LocalDate until) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var finding = load(caller, id, precondition);
        var today = time.today();
        if (until.isBefore(today)) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/until", "IN_PAST", "不得早于今日", "Must not be in the past")));
        }
        if (until.isAfter(today.plusDays(config.longestWaiver()))) {
            throw HouseholdProblem.WAIVER_TOO_LONG.because(new Reason(
                    "LONGEST",
                    "最长至 " + today.plusDays(config.longestWaiver()),
                    "At most until " + today.plusDays(config.longestWaiver())));
        }
        finding.waive(reason, until, caller.subject());
        findings.flush();
        record(caller, "QUALITY_FINDING_WAIVED", finding, Map.of("rule", finding.rule(), "until", until));
        return finding;
    }

    /** Takes a waiver back. */
    @Transactional
    public QualityFinding reopen(Caller caller, UUID id, LongConsumer precondition) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var finding = load(caller, id, precondition);
        finding.reopen();
        findings.flush();
        record(caller, "QUALITY_FINDING_REOPENED", finding, Map.of("rule", finding.rule()));
        return finding;
    }

    private QualityFinding load(Caller caller, UUID id, LongConsumer precondition) {
        var finding = findings.require(caller, id);
        if (!caller.covers(finding.region())) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        precondition.accept(finding.version());
        return finding;
    }

    private void record(Caller caller, String action, QualityFinding finding, Map<String, ?> details) {
        audit.record(caller, action, "quality-finding", finding.id(), finding.region(), details);
    }
}
