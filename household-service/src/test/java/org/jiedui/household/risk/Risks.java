package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.household.Anji;

/** What the tests of the risk rules have in common: villages of their own, assessments, what was announced. */
final class Risks {
    /** 德清县, where rules, lines and disasters of these tests are in force. */
    static final String COUNTY = "330521";

    private Risks() {}

    /** A new village of a new township of 德清县; each call another one. */
    static String village(int township) {
        var code = COUNTY + "%03d".formatted(100 + township);
        var job = Anji.importing(
                Anji.province(),
                "regions",
                "apply",
                "code,name\n33,浙江省\n3305,湖州市\n330521,德清县\n%s,样例镇\n%s201,样例村\n".formatted(code, code));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        return code + "201";
    }

    static RequestSpecification county() {
        return Anji.as("county-officer", COUNTY);
    }

    /** Orders an assessment and waits for its end. */
    static JsonPath assess(RequestSpecification who, String region) {
        return ended(who.contentType(ContentType.JSON)
                .body(Map.of("region", region))
                .post("/api/v1/risk-assessments")
                .then()
                .statusCode(202)
                .extract()
                .header("Location"));
    }

    /** Waits for the end of an assessment. */
    static JsonPath ended(String location) {
        var job = Anji.await(
                () -> Anji.as("province-officer", "*")
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                state -> !List.of("QUEUED", "RUNNING").contains(state.getString("state")));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
        return job;
    }

    /** The open alert's reasons of a household, or null. */
    static List<String> reasons(String household) {
        var alert = household(household).getString("openAlertId");
        return alert == null
                ? null
                : Anji.province().get("/api/v1/risk-alerts/" + alert).jsonPath().getList("reasons.code");
    }

    static JsonPath household(String id) {
        return Anji.province()
                .get("/api/v1/households/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** How often an event of this key was announced, once it has been; each conforms to its contract. */
    static int announced(String topic, String event, String key) {
        return Anji.await(() -> count(topic, event, key), count -> count > 0);
    }

    private static int count(String topic, String event, String key) {
        var settings = new Properties();
        settings.put(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class));
        settings.put("auto.offset.reset", "earliest");
        var count = 0;
        try (var kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = kafka.partitionsFor("jiedui.household." + topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            var ends = kafka.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
                for (var found : kafka.poll(Duration.ofMillis(200))) {
                    var type = new String(found.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (key.equals(found.key()) && type.equals("org.jiedui.household." + event + ".v1")) {
                        Contracts.conforms("household-service", event + ".v1", found.value());
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
