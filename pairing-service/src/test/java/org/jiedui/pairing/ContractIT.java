package org.jiedui.pairing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ContractIT {
    @Test
    void servesTheApiThatItPromises() {
        Contracts.openApi(
                "pairing-service",
                given().accept("application/yaml").get("/q/openapi").asString());
    }

    @Test
    void announcesWhatItPromises_withoutPersonalData() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县残联", "sub-contract"));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        step(pairing, "end", Map.of("reason", "HELPER_LEFT", "exception", Map.of("reason", "暂缺")))
                .then()
                .statusCode(200);

        var wanted = Map.of(
                PairingEvent.PAIRINGS,
                List.of("pairing-proposed", "pairing-publicised", "pairing-confirmed", "pairing-ended"),
                PairingEvent.HELPERS,
                List.of("helper-registered"),
                PairingEvent.GAPS,
                List.of("gap-opened", "gap-closed"));
        var keys = List.of(household.toString(), helper, pairing);
        var found = new HashSet<String>();
        try (var kafka = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            kafka.subscribe(wanted.keySet());
            await(() -> {
                kafka.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (keys.contains(message.key())) {
                        var type = new String(
                                message.headers().lastHeader("ce_type").value(), StandardCharsets.US_ASCII);
                        var name = type.replace("org.jiedui.pairing.", "");
                        Contracts.conforms("pairing-service", name, message.value());
                        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                                .doesNotContain("陈建国", "13857200001", "暂缺");
                        found.add(name.replace(".v1", ""));
                    }
                });
                return wanted.values().stream().allMatch(found::containsAll);
            });
        }
    }
}
