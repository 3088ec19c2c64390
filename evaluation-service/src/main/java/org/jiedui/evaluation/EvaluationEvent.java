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

    /** Answers are accepted again until {@code due}. */
    record CycleReopened(
            UUID cycleId, String region, String programme, LocalDate periodFrom, LocalDate periodTo, LocalDate due)
            implements OfCycle {}

    /** It was called off; its tasks are void. */
    record CycleCancelled(
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

    /** One person got more time. */
    record TaskExtended(UUID taskId, UUID cycleId, String region, String account, String assigneeRole, LocalDate due)
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

    /**
     * A result became public, or a published one was corrected. {@code score} is null where it would give an anonymous
     * answer away.
     *
     * @param revision 1 as first published; a higher one replaces all lower ones
     * @param consequence what the result means for the next pairing
     */
    record EvaluationPublished(
            UUID resultId,
            UUID cycleId,
            SubjectRole subjectKind,
            UUID subjectId,
            String account,
            String region,
            BigDecimal score,
            String band,
            List<UUID> pairingIds,
            int revision,
            Consequence consequence)
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

    /** Somebody appealed against a result. */
    record AppealFiled(UUID appealId, UUID resultId, UUID cycleId, String account, String region)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.appeal";
        }

        @Override
        public UUID key() {
            return appealId;
        }
    }

    /** An appeal was decided; when upheld, the corrected result is announced too. */
    record AppealDecided(UUID appealId, UUID resultId, UUID cycleId, String account, String region, String outcome)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.appeal";
        }

        @Override
        public UUID key() {
            return appealId;
        }
    }

    /** An honour, or a step of growth, was recorded. */
    record HonourWon(UUID honourId, String kind, String holderKind, UUID holderId, String region, LocalDate wonOn)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.honour";
        }

        @Override
        public UUID key() {
            return holderId;
        }
    }

    /** An honour was revoked. */
    record HonourRevoked(UUID honourId, String holderKind, UUID holderId, String region) implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.honour";
        }

        @Override
        public UUID key() {
            return holderId;
        }
    }

    /** A model case can be looked up. */
    record ModelCasePublished(UUID modelCaseId, String region, String cause, String measure)
            implements EvaluationEvent {
        @Override
        public String topic() {
            return "jiedui.evaluation.model-case";
        }

        @Override
        public UUID key() {
            return modelCaseId;
        }
    }
}
