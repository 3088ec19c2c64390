package org.jiedui.pairing.programme;

import static org.jiedui.pairing.PairingProblem.PROGRAMME_PERIOD_TAKEN;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Gives a programme new rules from a day on. The past is never rewritten, as pairings keep the rules under which they were
 * proposed: a new period follows the last one, and only a period that begins today or later is corrected in place.
 */
@ApplicationScoped
public class ProgrammeRevision {
    private final ProgrammeRepository programmes;
    private final AuditTrail audit;
    private final TimeSource time;

    ProgrammeRevision(ProgrammeRepository programmes, AuditTrail audit, TimeSource time) {
        this.programmes = programmes;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Revises or creates.
     *
     * @param versionCheck is handed the tag of the latest period; not called for a new programme
     * @throws org.jiedui.chassis.problem.ProblemException {@code PROGRAMME_PERIOD_TAKEN} when the latest period begins
     *     after the wished day; {@code INVALID_REQUEST} for a day that is past, unless the programme is new
     */
    @Transactional
    public Programme revise(ReviseProgramme wish, Caller caller, LongConsumer versionCheck) {
        var latest = programmes.latest(wish.code()).orElse(null);
        if (latest != null) {
            versionCheck.accept(latest.tag());
            if (wish.validFrom().isBefore(time.today())) {
                throw CommonProblem.INVALID_REQUEST.violations(
                        List.of(new Violation("/validFrom", "PAST", "不得早于今日", "Must not be before today")));
            }
        }
        Programme result;
        if (latest != null && wish.validFrom().isBefore(latest.validFrom())) {
            throw PROGRAMME_PERIOD_TAKEN.because(new Reason(
                    "LATEST_FROM",
                    "现行规则自 " + latest.validFrom() + " 起生效",
                    "The latest rules begin on " + latest.validFrom()));
        } else if (latest != null && wish.validFrom().equals(latest.validFrom())) {
            latest.write(wish.nameZh(), wish.nameEn(), wish.rules());
            result = latest;
        } else {
            if (latest != null) {
                latest.endBefore(wish.validFrom());
            }
            result = new Programme(
                    Ids.next(), wish.code(), wish.validFrom(), wish.nameZh(), wish.nameEn(), wish.rules());
            programmes.persist(result);
        }
        programmes.flush();
        audit.record(
                caller,
                "PROGRAMME_REVISED",
                "programme",
                result.id(),
                "",
                Map.of("code", wish.code(), "validFrom", wish.validFrom().toString()));
        return result;
    }
}
