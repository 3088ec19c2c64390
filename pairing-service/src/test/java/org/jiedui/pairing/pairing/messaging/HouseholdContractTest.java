package org.jiedui.pairing.pairing.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.pairing.household.HouseholdFacts;
import org.jiedui.pairing.pairing.messaging.HouseholdConsumer.HouseholdMergeUndone;
import org.jiedui.pairing.pairing.messaging.HouseholdConsumer.HouseholdMonitored;
import org.jiedui.pairing.pairing.messaging.HouseholdConsumer.HouseholdStabilised;
import org.jiedui.pairing.pairing.messaging.HouseholdConsumer.RegionChanged;
import org.jiedui.pairing.pairing.messaging.HouseholdConsumer.RiskAlert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our slim copies read the examples that the household service promises. */
class HouseholdContractTest {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .findAndRegisterModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "household-registered",
                "household-changed",
                "household-monitored",
                "household-stabilised",
                "household-merge-undone",
                "region-changed",
                "risk-alert-raised",
                "risk-alert-changed",
                "risk-alert-cleared"
            })
    void readsTheProducersExample(String event) throws IOException {
        var contracts = Path.of(System.getProperty("jiedui.root", "."), "household-service", "contracts");
        assumeThat(Files.exists(contracts))
                .as("contracts of the household service")
                .isTrue();
        var example = Contracts.example("household-service", event + ".v1");

        switch (event) {
            case "household-registered", "household-changed" -> {
                var facts = MAPPER.readValue(example, HouseholdFacts.class);
                assertThat(facts.householdId()).isNotNull();
                assertThat(facts.region()).isNotBlank();
                assertThat(facts.needs()).isNotNull();
                assertThat(facts.causes()).isNotNull();
                assertThat(Contracts.json(example).has("stable")).isTrue();
                assertThat(Contracts.json(example).has("inCare")).isTrue();
                assertThat(Contracts.json(example).has("labour")).isTrue();
                assertThat(Contracts.json(example).has("childrenOutOfSchool")).isTrue();
                assertThat(Contracts.json(example).has("selfCare")).isTrue();
            }
            case "household-monitored" -> {
                var monitored = MAPPER.readValue(example, HouseholdMonitored.class);
                assertThat(monitored.householdId()).isNotNull();
                assertThat(monitored.region()).isNotBlank();
                assertThat(monitored.risks()).isNotEmpty();
            }
            case "household-stabilised" ->
                assertThat(MAPPER.readValue(example, HouseholdStabilised.class).householdId())
                        .isNotNull();
            case "household-merge-undone" -> {
                var undone = MAPPER.readValue(example, HouseholdMergeUndone.class);
                assertThat(undone.restoredHouseholdId()).isNotNull();
                assertThat(undone.restoredRegion()).isNotBlank();
            }
            case "region-changed" -> {
                var changed = MAPPER.readValue(example, RegionChanged.class);
                assertThat(changed.region()).isNotBlank();
                assertThat(changed.successions()).isNotEmpty().allSatisfy(each -> {
                    assertThat(each.from()).isNotBlank();
                    assertThat(each.into()).isNotBlank();
                });
            }
            default -> {
                var alert = MAPPER.readValue(example, RiskAlert.class);
                assertThat(alert.alertId()).isNotNull();
                assertThat(alert.householdId()).isNotNull();
                assertThat(alert.region()).isNotBlank();
            }
        }
    }
}
