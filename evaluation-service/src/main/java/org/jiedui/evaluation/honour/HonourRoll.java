package org.jiedui.evaluation.honour;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.EvaluationProblem;

/** Records and revokes honours, each with audit entry and event in one transaction (EV-11). */
@ApplicationScoped
public class HonourRoll {
    private final HonourRepository honours;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TimeSource time;

    HonourRoll(HonourRepository honours, Outbox outbox, AuditTrail audit, TimeSource time) {
        this.honours = honours;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** Records one in the caller's region; the same one twice is refused. */
    @Transactional
    public Honour record(Caller caller, RecordHonour command) {
        caller.requireCovers(command.region());
        if (honours.exists(command)) {
            throw EvaluationProblem.HONOUR_EXISTS.problem();
        }
        var honour = new Honour(Ids.next(), command, time.now());
        honours.persistAndFlush(honour);
        outbox.append(new EvaluationEvent.HonourWon(
                honour.id(),
                honour.kind().name(),
                honour.holderKind().name(),
                honour.holderId(),
                honour.region(),
                honour.wonOn()));
        audit.record(caller, "HONOUR_RECORDED", "honour", honour.id(), honour.region(), Map.of());
        return honour;
    }

    /** Revokes one. */
    @Transactional
    public Honour revoke(Caller caller, Honour honour, String reason) {
        honour.revoke(reason, time.now());
        honours.persistAndFlush(honour);
        outbox.append(new EvaluationEvent.HonourRevoked(
                honour.id(), honour.holderKind().name(), honour.holderId(), honour.region()));
        audit.record(caller, "HONOUR_REVOKED", "honour", honour.id(), honour.region(), Map.of());
        return honour;
    }
}
