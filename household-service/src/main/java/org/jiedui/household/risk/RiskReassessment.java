package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.line.PovertyLine;
import org.jiedui.household.line.PovertyLineRepository;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdTouched;

/**
 * Asks the rules about every household that changed, in the transaction of the change. An alert is raised, changed or
 * cleared only when the findings change; a raised one begins a case, a cleared one ends the case that it began if nobody
 * has acted on it.
 */
@ApplicationScoped
public class RiskReassessment {
    private final RiskAlertRepository alerts;
    private final PovertyLineRepository lines;
    private final RiskProcedure procedure;
    private final RiskConfig config;
    private final Outbox outbox;
    private final TimeSource time;

    RiskReassessment(
            RiskAlertRepository alerts,
            PovertyLineRepository lines,
            RiskProcedure procedure,
            RiskConfig config,
            Outbox outbox,
            TimeSource time) {
        this.alerts = alerts;
        this.lines = lines;
        this.procedure = procedure;
        this.config = config;
        this.outbox = outbox;
        this.time = time;
    }

    void on(@Observes HouseholdTouched touched) {
        reassess(touched.caller(), touched.household());
    }

    /** What the rules find about the household as it is now. */
    public List<RiskFinding> findings(Household household) {
        var line = household.incomePerCapita() == null
                ? null
                : lines.inForce(LineKind.MONITORING, household.region(), time.today())
                        .map(PovertyLine::amount)
                        .orElse(null);
        return RiskPolicy.assess(new RiskFacts(
                household.incomePerCapita(),
                household.incomeYear(),
                line,
                household.childrenOutOfSchool(),
                household.uninsuredCount(),
                household.safeguards()));
    }

    private void reassess(Caller caller, Household household) {
        var found = findings(household);
        if (household.openAlertId() == null) {
            if (!found.isEmpty()) {
                raise(caller, household, found);
            }
            return;
        }
        var alert = alerts.findById(household.openAlertId());
        if (found.isEmpty()) {
            alert.clear(time.now());
            household.alert(null);
            outbox.append(alert.cleared());
            procedure.dismiss(caller, household, alert.id());
        } else if (!found.equals(alert.reasons())) {
            alert.change(found, time.now());
            outbox.append(alert.changed());
        }
    }

    private void raise(Caller caller, Household household, List<RiskFinding> found) {
        var alert = new RiskAlert(household, found, time.now());
        alerts.persist(alert);
        household.alert(alert.id());
        outbox.append(alert.raised());
        if (config.openCaseOnAlert() && household.openCaseId() == null) {
            procedure.openByRule(caller, household, alert.id());
        }
    }
}
