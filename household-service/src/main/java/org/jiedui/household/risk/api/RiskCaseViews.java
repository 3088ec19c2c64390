package org.jiedui.household.risk.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.risk.RiskCase;
import org.jiedui.household.risk.RiskCaseRepository;
import org.jiedui.household.risk.RiskProcedure;

/** Makes views of cases, which say what is possible and overdue today. */
@ApplicationScoped
public class RiskCaseViews {
    private final RiskCaseRepository cases;
    private final RiskProcedure procedure;
    private final TimeSource time;

    RiskCaseViews(RiskCaseRepository cases, RiskProcedure procedure, TimeSource time) {
        this.cases = cases;
        this.procedure = procedure;
        this.time = time;
    }

    /** As in lists. */
    RiskCaseView brief(RiskCase riskCase) {
        return RiskCaseView.of(riskCase, procedure.possible(riskCase), time.today(), null, null);
    }

    /** With steps and objections. */
    RiskCaseView full(RiskCase riskCase) {
        return RiskCaseView.of(
                riskCase,
                procedure.possible(riskCase),
                time.today(),
                cases.steps(riskCase.id()),
                cases.objections(riskCase.id()));
    }
}
