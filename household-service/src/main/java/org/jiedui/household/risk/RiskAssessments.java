package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.RiskAssessmentOrder;

/** Orders that the rules are asked about all households below a region; the answer is a job. */
@ApplicationScoped
public class RiskAssessments {
    private final Jobs jobs;
    private final AuditTrail audit;

    RiskAssessments(Jobs jobs, AuditTrail audit) {
        this.jobs = jobs;
        this.audit = audit;
    }

    /** Orders by hand; refuses a region outside the caller's. */
    @Transactional
    public UUID order(Caller caller, String region) {
        caller.requireCovers(region);
        audit.record(caller, "RISK_ASSESSMENT_ORDERED", "risk-assessment", region, region, Map.of());
        return submit(region, "ORDER", null, caller.subject());
    }

    /** Part of the transaction of whatever makes it necessary. */
    UUID submit(String region, String cause, UUID causeId, String account) {
        return jobs.submit(RiskAssessmentOrder.KIND, region, new RiskAssessmentOrder(region, cause, causeId), account);
    }
}
