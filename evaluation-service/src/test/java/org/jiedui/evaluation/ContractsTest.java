package org.jiedui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.testing.Contracts;
import org.junit.jupiter.api.Test;

/** What is announced is what the contracts promise. */
class ContractsTest {
    private static final String SERVICE = "evaluation-service";
    private static final UUID ID = UUID.randomUUID();
    private static final LocalDate DAY = LocalDate.parse("2026-12-31");

    private static final List<EvaluationEvent> EVENTS = List.of(
            new EvaluationEvent.CycleOpened(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.CycleClosed(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.CycleReopened(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.CycleCancelled(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.TaskExtended(ID, ID, "330523", "a", null, DAY),
            new EvaluationEvent.CycleScored(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.CyclePublished(ID, "330523", "MENTORING", DAY, DAY, DAY),
            new EvaluationEvent.TaskAssigned(
                    ID,
                    ID,
                    "330523104201",
                    EvaluationPath.HOUSEHOLD,
                    null,
                    "village-clerk",
                    SubjectRole.HELPER,
                    ID,
                    DAY),
            new EvaluationEvent.TaskAssigned(
                    ID, ID, "330523", EvaluationPath.PARTNER, "a", null, SubjectRole.MENTEE, ID, DAY),
            new EvaluationEvent.EvaluationPublished(
                    ID,
                    ID,
                    SubjectRole.HELPER,
                    ID,
                    "a",
                    "330523104201",
                    new BigDecimal("88.50"),
                    "GOOD",
                    List.of(ID),
                    1,
                    Consequence.KEEP),
            new EvaluationEvent.EvaluationPublished(
                    ID,
                    ID,
                    SubjectRole.MENTOR,
                    ID,
                    null,
                    "330523",
                    null,
                    "UNQUALIFIED",
                    List.of(),
                    2,
                    Consequence.REPLACE),
            new EvaluationEvent.AppealFiled(ID, ID, ID, "a", "330523"),
            new EvaluationEvent.AppealDecided(ID, ID, ID, "a", "330523", "UPHELD"),
            new EvaluationEvent.HonourWon(ID, "TITLE", "HELPER", ID, "330523", DAY),
            new EvaluationEvent.HonourRevoked(ID, "HELPER", ID, "330523"),
            new EvaluationEvent.ModelCasePublished(ID, "330523", "ILLNESS", "INDUSTRY"));

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void everyEventConformsToItsSchema() throws Exception {
        for (var event : EVENTS) {
            Contracts.conforms(SERVICE, event.eventName(), mapper.writeValueAsBytes(event));
        }
    }

    @Test
    void everySchemaHasAnEventAndAnExampleThatConforms() {
        assertThat(Contracts.events(SERVICE))
                .containsExactlyInAnyOrderElementsOf(EVENTS.stream()
                        .map(EvaluationEvent::eventName)
                        .distinct()
                        .toList());
        Contracts.events(SERVICE)
                .forEach(event -> assertThat(Contracts.example(SERVICE, event)).isNotEmpty());
    }
}
