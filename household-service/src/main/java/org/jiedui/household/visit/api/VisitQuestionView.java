package org.jiedui.household.visit.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.visit.QuestionState;
import org.jiedui.household.visit.VisitQuestion;

/** A supervisor's question as the API shows it. */
@Schema(name = "VisitQuestion")
public record VisitQuestionView(
        UUID id,
        UUID visitId,
        QuestionState state,
        String question,
        String askedBy,
        Instant askedAt,
        String answer,
        String answeredBy,
        Instant answeredAt,
        String closedBy,
        Instant closedAt,
        long version) {
    static VisitQuestionView of(VisitQuestion question) {
        return new VisitQuestionView(
                question.id(),
                question.visitId(),
                question.state(),
                question.question(),
                question.askedBy(),
                question.askedAt(),
                question.answer(),
                question.answeredBy(),
                question.answeredAt(),
                question.closedBy(),
                question.closedAt(),
                question.version());
    }
}
