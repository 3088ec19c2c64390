package org.jiedui.household.line;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;

/** Sets and corrects lines. Decisions of the past keep the figure that was in force when they were taken. */
@ApplicationScoped
public class LineMaintenance {
    private final PovertyLineRepository lines;
    private final AuditTrail audit;

    LineMaintenance(PovertyLineRepository lines, AuditTrail audit) {
        this.lines = lines;
        this.audit = audit;
    }

    /** Sets a line; refuses a region outside the caller's and a second line with the same first day. */
    @Transactional
    public PovertyLine set(
            Caller caller, LineKind kind, String region, LocalDate from, LocalDate to, Money amount, String source) {
        caller.requireCovers(region);
        var line = new PovertyLine(kind, region, from, to, amount, source);
        try {
            lines.persistAndFlush(line);
        } catch (ConstraintViolationException e) {
            throw HouseholdProblem.LINE_EXISTS.problem();
        }
        audit.record(caller, "LINE_SET", "poverty-line", line.id(), region, java.util.Map.of("amount", amount));
        return line;
    }

    /** Corrects a line's last day, amount or source. */
    @Transactional
    public PovertyLine correct(
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
        return line;
    }
}
