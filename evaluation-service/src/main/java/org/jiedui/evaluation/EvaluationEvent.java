package org.jiedui.evaluation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.DomainEvent;

/**
 * All that this service announces. Nothing is ever announced about answering: that is the seal (EV-04). Data are ids,
 * codes, days and figures.
 */
public sealed interface EvaluationEvent extends DomainEvent {
    /** What happened to a cycle. */
    sealed interface OfCycle extends EvaluationEvent {
        /** The cycle. */
        UUID cycleId();

        @Override
        default String topic() {
            return "jiedui.evaluation.cycle";
        }

        @Override
        default UUID key() {
            return cycleId();
        }
    }

    /** The tasks of the cycle are there and may be answered until {@code due}. */
    record CycleOpened(
            UUID cycleId, String region, String programme, LocalDate periodFrom, LocalDate periodTo, LocalDate due)
            implements OfCycle {}

    /** Nothing more is accepted. */
    record CycleClosed(
            UUID cycleId, String region, String programme, LocalDate periodFrom, LocalDate periodTo, LocalDate due)
            implements OfCycle {}

    /** The answers were revealed to the scoring; officers may see results. */
    record CycleScored(
            UUID cycleId, String region, String programme, LocalDate periodFrom, LocalDate periodTo, LocalDate due)
            implements OfCycle {}

    /** The results are public to their subjects. */
    record CyclePublished(
            UUID cycleId, String region, String programme, LocalDate periodFrom, LocalDate periodTo, LocalDate due)
            implements OfCycle {}

    /** Somebody has to evaluate: an account, or whoever has the role in exactly this region. */
    record TaskAssigned(
            UUID taskId,
            UUID cycleId,
            String region,
            EvaluationPath path,
            String account,
            String assigneeRole,
            SubjectRole subjectKind,
            UUID subjectId,
            LocalDate due)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.task";
        }

        @Override
        public UUID key() {
            return taskId;
        }
    }

    /** A result became public. {@code score} is null where it would give an anonymous answer away. */
    record EvaluationPublished(
            UUID resultId,
            UUID cycleId,
            SubjectRole subjectKind,
            UUID subjectId,
            String account,
            String region,
            BigDecimal score,
            String band,
            List<UUID> pairingIds)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.result";
        }

        @Override
        public UUID key() {
            return subjectId;
        }
    }
}
