package org.jiedui.pairing.matching.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.pairing.matching.messaging.EvaluationConsumer.EvaluationPublished;
import org.junit.jupiter.api.Test;

/** Our slim copy reads the example that the evaluation service promises. */
class EvaluationContractTest {
    @Test
    void readsTheProducersExample() throws IOException {
        var contracts = Path.of(System.getProperty("jiedui.root", "."), "evaluation-service", "contracts");
        assumeThat(Files.exists(contracts))
                .as("contracts of the evaluation service")
                .isTrue();

        var published = new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(
                        Contracts.example("evaluation-service", "evaluation-published.v1"), EvaluationPublished.class);

        assertThat(published.subjectId()).isNotNull();
        assertThat(published.score()).isNotNull();
        assertThat(published.band()).isNotBlank();
    }
}
