package org.jiedui.household.line;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.RiskAssessmentOrder;

/** Sets and corrects lines. Decisions of the past keep the figure that was in force when they were taken. */
@ApplicationScoped
public class LineMaintenance {
    private final PovertyLineRepository lines;
    private final Jobs jobs;
    private final AuditTrail audit;

    LineMaintenance(PovertyLineRepository lines, Jobs jobs, AuditTrail audit) {
        this.lines = lines;
        this.jobs = jobs;
        this.audit = audit;
    }

    /**
     * A line with the assessment that it leads to.
     *
     * @param assessment job that asks the risk rules about all households below the line's region; null for a poverty
     *     line, by which no rule goes
     */
    public record Changed(PovertyLine line, UUID assessment) {}

    /** Sets a line; refuses a region outside the caller's and a second line with the same first day. */
    @Transactional
    public Changed set(
            Caller caller, LineKind kind, String region, LocalDate from, LocalDate to, Money amount, String source) {
        caller.requireCovers(region);
        var line = new PovertyLine(kind, region, from, to, amount, source);
        try {
            lines.persistAndFlush(line);
        } catch (ConstraintViolationException e) {
            throw HouseholdProblem.LINE_EXISTS.problem();
        }
        audit.record(caller, "LINE_SET", "poverty-line", line.id(), region, java.util.Map.of("amount", amount));
        return new Changed(line, assess(caller, line));
    }

    private UUID assess(Caller caller, PovertyLine line) {
        return line.kind() == LineKind.MONITORING
                ? jobs.submit(
                        RiskAssessmentOrder.KIND,
                        line.region(),
                        new RiskAssessmentOrder(line.region(), "LINE", line.id()),
                        caller.subject())
                : null;
    }

    /** Corrects a line's last day, amount or source; alerts and cases keep the line that they were decided by. */
    @Transactional
    public Changed correct(
            Caller caller, UUID id, LongConsumer precondition, LocalDate to, Money amount, String source) {
        var line = lines.findByIdOptional(id)
                .filter(found -> caller.covers(found.region()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        precondition.accept(line.version());
        var before = line.amount();
        line.correct(to, amount, source);
        lines.flush();
        audit.record(
                caller,
                "LINE_CORRECTED",
                "poverty-line",
                id,
                line.region(),
                java.util.Map.of("from", before, "to", amount));
        return new Changed(line, assess(caller, line));
    }
}
