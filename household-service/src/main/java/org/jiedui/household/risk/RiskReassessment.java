package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdTouched;
import org.jiedui.household.registration.HouseholdsTouched;

/**
 * Asks the rules about every household that changed, in the transaction of the change. An alert is raised, changed or
 * cleared only when the findings change; a raised one begins a case, a cleared one ends the case that it began if nobody
 * has acted on it.
 */
@ApplicationScoped
public class RiskReassessment {
    private final RiskAlertRepository alerts;
    private final RiskStandardsRepository standards;
    private final RiskSweep sweep;
    private final RiskProcedure procedure;
    private final RiskConfig config;
    private final Outbox outbox;
    private final TimeSource time;

    RiskReassessment(
            RiskAlertRepository alerts,
            RiskStandardsRepository standards,
            RiskSweep sweep,
            RiskProcedure procedure,
            RiskConfig config,
            Outbox outbox,
            TimeSource time) {
        this.alerts = alerts;
        this.standards = standards;
        this.sweep = sweep;
        this.procedure = procedure;
        this.config = config;
        this.outbox = outbox;
        this.time = time;
    }

    void on(@Observes HouseholdTouched touched) {
        reassess(touched.caller(), touched.household());
    }

    void onMany(@Observes HouseholdsTouched touched) {
        var inForce = standards.inForce(time.today());
        // most new households have no risk, which shows without reading them back
        var quiet = touched.registered().stream()
                .filter(household -> findings(household, inForce).isEmpty())
                .map(Household::id)
                .collect(Collectors.toSet());
        var asked =
                touched.households().stream().filter(id -> !quiet.contains(id)).toList();
        if (asked.isEmpty()) {
            return;
        }
        try {
            sweep.touched(asked, inForce);
        } catch (SQLException e) {
            throw new IllegalStateException("could not ask the rules", e);
        }
    }

    /** What the rules find about the household as it is now; nothing about one that exists no more. */
    private List<RiskFinding> findings(Household household, RiskStandards inForce) {
        if (household.isClosed()) {
            return List.of();
        }
        var line = inForce.line(household.region());
        var today = inForce.day();
        return RiskPolicy.assess(
                new RiskFacts(
                        RiskSweep.income(
                                household.incomeYear(),
                                household.incomePerCapita(),
                                household.incomeFigures(),
                                household.memberCount(),
                                today),
                        line == null ? null : line.amount(),
                        household.childrenOutOfSchool(),
                        household.uninsuredCount(),
                        household.safeguards(),
                        shocks(household),
                        inForce.disasters(household.region()),
                        household.facts().inCare() ? new RiskFacts.Visit(household.unvisitedSince()) : null),
                inForce.rules(household.region()).thresholds(),
                today);
    }

    /** A new household has none: each entry is a change of its household. */
    private RiskFacts.Shocks shocks(Household household) {
        return household.version() == 0 ? RiskFacts.Shocks.NONE : sweep.shocks(household.id(), time.today());
    }

    private void reassess(Caller caller, Household household) {
        var inForce = standards.inForce(time.today());
        var found = findings(household, inForce);
        var isRisk = found.stream().anyMatch(finding -> finding.code().isRisk());
        var wasRisk = false;
        var line = inForce.line(household.region());
        var rules = inForce.rules(household.region());
        if (household.openAlertId() == null) {
            if (found.isEmpty()) {
                return;
            }
            var alert = new RiskAlert(household, found, line, rules, time.now());
            alerts.persist(alert);
            household.alert(alert.id());
            outbox.append(alert.raised());
        } else {
            var alert = alerts.findById(household.openAlertId());
            wasRisk =
                    alert.reasons().stream().anyMatch(finding -> finding.code().isRisk());
            if (!isRisk) {
                procedure.dismiss(caller, household);
            }
            if (found.isEmpty()) {
                alert.clear(time.now());
                household.alert(null);
                outbox.append(alert.cleared());
            } else if (!found.equals(alert.reasons())) {
                alert.change(found, line, rules, time.now());
                outbox.append(alert.changed());
            }
        }
        if (isRisk && !wasRisk && config.openCaseOnAlert() && household.openCaseId() == null) {
            procedure.openByRule(caller, household, household.openAlertId(), line);
        }
    }
}
