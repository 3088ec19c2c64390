package org.jiedui.pairing.matching.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.pairing.matching.Standing;

/** Takes published results of the evaluation service. */
@ApplicationScoped
public class EvaluationConsumer implements EventConsumer {
    /** Slim copy of {@code evaluation-published.v1}. */
    record EvaluationPublished(UUID subjectId, BigDecimal score, String band) {}

    private final Standing standing;

    EvaluationConsumer(Standing standing) {
        this.standing = standing;
    }

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.evaluation.result");
    }

    @Override
    public void on(EventEnvelope event) {
        if (event.name().equals("evaluation-published")) {
            var published = event.data(EvaluationPublished.class);
            standing.tell(published.subjectId(), published.score(), published.band(), event.time());
        }
    }
}
