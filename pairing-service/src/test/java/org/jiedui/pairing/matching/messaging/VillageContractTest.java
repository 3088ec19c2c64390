package org.jiedui.pairing.matching.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.pairing.matching.VillageTrait;
import org.jiedui.pairing.matching.messaging.HouseholdConsumer.VillageProfileChanged;
import org.junit.jupiter.api.Test;

/** Our slim copy reads the example that the household service promises, and knows all of its traits. */
class VillageContractTest {
    @Test
    void readsTheProducersExample() throws IOException {
        var contracts = Path.of(System.getProperty("jiedui.root", "."), "household-service", "contracts");
        assumeThat(Files.exists(contracts))
                .as("contracts of the household service")
                .isTrue();

        var profile = new ObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(
                        Contracts.example("household-service", "village-profile-changed.v1"),
                        VillageProfileChanged.class);

        assertThat(profile.region()).hasSize(12);
        assertThat(profile.traits()).isNotNull();
        assertThat(profile.traits())
                .allSatisfy(trait -> assertThat(VillageTrait.valueOf(trait)).isNotNull());
    }
}
