package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.jiedui.evaluation.cycle.PairingFact;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the pairings of a year to published results. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EvaluationWalkIT {
    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";
    private final UUID helper = UUID.randomUUID();

    private RequestSpecification officer() {
        return World.countyOfficer(county);
    }

    private RequestSpecification helperUser() {
        return World.as("helper", county, "helper-" + county);
    }

    private PairingFact household() {
        return world.pairing(
                "HOUSEHOLD_HELP", helper, "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
    }

    private void answerAll(RequestSpecification lister, RequestSpecification author, String cycle, double share) {
        for (var task : World.tasks(lister, cycle)) {
            var answer = new HashMap<>(World.answer(author, (String) task.get("id"), share));
            if (task.get("path").equals("HOUSEHOLD")) {
                answer.put("witness", "王五");
            }
            author.body(answer).post("/api/v1/evaluations").then().statusCode(201);
        }
    }

    private void everybodyAnswers(String cycle) {
        answerAll(World.as("village-clerk", village, "clerk"), World.as("village-clerk", village, "clerk"), cycle, 1.0);
        answerAll(
                World.as("township-officer", county + "104", "town"),
                World.as("township-officer", county + "104", "town"),
                cycle,
                0.7);
        answerAll(officer(), officer(), cycle, 0.8);
    }

    private String toScored(String cycle) {
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);
        return officer()
                .get("/api/v1/evaluation-results?cycle=" + cycle)
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("items[0].id");
    }

    @Test
    @Tag("EV-02")
    @Tag("EV-03")
    @Tag("EV-07")
    void leadsFromPairingsToAPublishedBand_andAnnouncesEachStep() {
        var ends = logEnds();
        var first = household();
        var second = household();
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        everybodyAnswers(cycle);
        officer().get("/api/v1/evaluation-results?cycle=" + cycle).then().body("items", empty());
        var result = toScored(cycle);

        officer()
                .get("/api/v1/evaluation-results/" + result)
                .then()
                .body("score", equalTo(85.0f))
                .body("band", equalTo("GOOD"))
                .body("published", equalTo(false));
        helperUser().get("/api/v1/evaluation-results/" + result).then().statusCode(404);
        World.decide(county, cycle, "publicise").then().statusCode(200).body("state", equalTo("PUBLICISED"));
        helperUser().get("/api/v1/evaluation-results?cycle=" + cycle).then().body("items", empty());
        World.decide(county, cycle, "publish").then().statusCode(200).body("state", equalTo("PUBLISHED"));
        helperUser()
                .get("/api/v1/evaluation-results?cycle=" + cycle)
                .then()
                .body("items.band", equalTo(List.of("GOOD")));
        World.as("helper", county, "another")
                .get("/api/v1/evaluation-results/" + result)
                .then()
                .statusCode(404);
        World.decide(county, cycle, "archive").then().statusCode(200);

        var events = events(ends, 9);
        assertThat(events.keySet())
                .contains(
                        "cycle-opened.v1",
                        "task-assigned.v1",
                        "cycle-closed.v1",
                        "cycle-scored.v1",
                        "cycle-published.v1",
                        "evaluation-published.v1");
        assertThat(events.get("task-assigned.v1")).hasSize(4);
        var published = Contracts.json(events.get("evaluation-published.v1").get(0));
        assertThat(published.get("subjectId").asText()).isEqualTo(helper.toString());
        var pairings = new ArrayList<String>();
        published.get("pairingIds").forEach(p -> pairings.add(p.asText()));
        assertThat(pairings)
                .containsExactlyInAnyOrder(first.id().toString(), second.id().toString());
    }

    @Test
    @Tag("EV-05")
    @Tag("EV-07")
    void withholdsWhatWouldGiveTheHouseholdAway_belowFiveAnswers() {
        household();
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        everybodyAnswers(cycle);
        var result = toScored(cycle);

        officer()
                .get("/api/v1/evaluation-results/" + result + "/trace")
                .then()
                .statusCode(200)
                .body("policy", equalTo(ScoringPolicy.VERSION))
                .body("shown.withheld", equalTo(true))
                .body("shown.paths.score", hasItems(nullValue(), nullValue(), nullValue()))
                .body("shown.paths.items.flatten()", hasItem(nullValue()))
                .body("shown.composite", equalTo(85.0f))
                .body("steps.kind", hasItem("BAND_BY_SCORE"));
    }

    @Test
    @Tag("EV-05")
    @Tag("EV-07")
    void showsEverythingToRecompute_fromFiveAnswersUp() {
        for (var i = 0; i < 5; i++) {
            household();
        }
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        everybodyAnswers(cycle);
        var result = toScored(cycle);

        var trace = officer()
                .get("/api/v1/evaluation-results/" + result + "/trace")
                .then()
                .statusCode(200)
                .body("shown.withheld", equalTo(false))
                .body("shown.paths.find { it.path == 'HOUSEHOLD' }.items", nullValue())
                .body("shown.paths.find { it.path == 'OFFICE' }.items[0].items", hasSize(2))
                .extract()
                .jsonPath();
        List<Map<String, Object>> paths = trace.getList("shown.paths");
        var byHand = paths.stream()
                .mapToDouble(p -> ((Number) p.get("score")).doubleValue()
                        * ((Number) p.get("effectiveWeight")).doubleValue()
                        / 100)
                .sum();
        assertThat(byHand).isCloseTo(trace.getDouble("shown.composite"), org.assertj.core.data.Offset.offset(0.0001));
    }

    @Test
    @Tag("EV-07")
    void givesNoResult_whenOneHouseholdIsAllThatAnswered() {
        household();
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        answerAll(World.as("village-clerk", village, "clerk"), World.as("village-clerk", village, "clerk"), cycle, 0.5);
        var result = toScored(cycle);

        officer()
                .get("/api/v1/evaluation-results/" + result)
                .then()
                .body("scoreWithheld", equalTo(false))
                .body("score", nullValue())
                .body("band", nullValue());
    }

    @Test
    @Tag("EV-07")
    void agreesToTheLastStep_whenTheWholeCycleIsComputedAgain() {
        household();
        household();
        world.pairing(
                "HOUSEHOLD_HELP", UUID.randomUUID(), "idle-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        var path = "/api/v1/evaluation-cycles/" + cycle + "/recomputations";
        officer().post(path).then().statusCode(409);
        answerAll(officer(), officer(), cycle, 0.93);
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);
        var job = recomputed(path);

        officer()
                .get(job)
                .then()
                .body("result.policy", equalTo(ScoringPolicy.VERSION))
                .body("result.results", equalTo(2))
                .body("result.agreeing", equalTo(2))
                .body("result.differing", empty())
                .body("result.quotaAgrees", equalTo(true));
        World.countyOfficer(World.county()).get(job).then().statusCode(404);

        // as it was scored before the migration that keeps what the quota compares
        var id = "UNHEX('" + cycle.replace("-", "") + "')";
        world.execute("UPDATE evaluation_result SET unit = NULL, composite = NULL, top = FALSE WHERE cycle_id = " + id);
        world.execute("DELETE FROM cycle_quota WHERE cycle_id = " + id);
        officer()
                .get(recomputed(path))
                .then()
                .body("result.agreeing", equalTo(2))
                .body("result.quotaAgrees", nullValue());
    }

    private String recomputed(String path) {
        var job = officer().post(path).then().statusCode(202).extract().header("Location");
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!"SUCCEEDED".equals(officer().get(job).path("state"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        return job;
    }

    @Test
    @Tag("EV-02")
    void combinesHalfYearAndYearEnd() {
        household();
        for (var half : List.of(List.of("2026-01-01", "2026-06-30"), List.of("2026-07-01", "2026-12-31"))) {
            String cycle = World.plan(county, "HOUSEHOLD_HELP", half.get(0), half.get(1))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            World.open(county, cycle);
            answerAll(officer(), officer(), cycle, half.get(0).equals("2026-01-01") ? 0.6 : 0.9);
            toScored(cycle);
        }
        List<String> results = officer()
                .get("/api/v1/evaluation-results?subject=" + helper)
                .then()
                .extract()
                .path("items.id");
        assertThat(results).hasSize(2);
        officer()
                .get("/api/v1/evaluation-results/" + results.get(0) + "/year")
                .then()
                .statusCode(200)
                .body("parts.part", equalTo(List.of("HALF_YEAR", "YEAR_END")))
                .body("parts.weight", equalTo(List.of(30, 70)))
                .body("score", equalTo(81.0f))
                .body("band", equalTo("GOOD"));
        World.as("helper", county, "another")
                .get("/api/v1/evaluation-results/" + results.get(0) + "/year")
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("EV-07")
    void takesStrictAndLenientRatersToTheirMean_whereTheRulesSaySo() {
        world.execute("INSERT IGNORE INTO path_rule (programme, subject_role, path, valid_from, weight, template_code,"
                + " most_evaluators) VALUES ('RATED', 'HELPER', 'OFFICE', '2004-01-01', 100, 'HELPER', 5)");
        world.execute("INSERT IGNORE INTO scoring_rule (programme, valid_from, excellent_from, good_from,"
                + " qualified_from, top_quota, least_meetings, anonymity_k, rater_correction, rater_least_answers)"
                + " VALUES ('RATED', '2004-01-01', 90, 80, 60, 0.150, 10, 5, 1, 2)");
        for (var i = 0; i < 4; i++) {
            world.pairing("RATED", UUID.randomUUID(), "h" + i, "HOUSEHOLD", UUID.randomUUID(), null, village);
        }
        var cycle = World.opened(county, "RATED");
        var tasks = World.tasks(officer(), cycle);
        assertThat(tasks).hasSize(4);
        for (var i = 0; i < 4; i++) {
            var rater = i < 2 ? "strict" : "lenient";
            World.as("county-officer", county, rater)
                    .body(World.answer(officer(), (String) tasks.get(i).get("id"), i < 2 ? 0.6 : 1.0))
                    .post("/api/v1/evaluations")
                    .then()
                    .statusCode(201);
        }
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);

        var found = officer()
                .get("/api/v1/evaluation-results?cycle=" + cycle)
                .then()
                .body("items.score", equalTo(List.of(80.0f, 80.0f, 80.0f, 80.0f)))
                .extract();
        officer()
                .get("/api/v1/evaluation-results/" + found.path("items[0].id") + "/trace")
                .then()
                .body("policy", equalTo("2026.2"))
                .body("shown.paths[0].items[0].shift.abs()", equalTo(20.0f));
        assertThat(world.number("SELECT COUNT(*) FROM cycle_rater")).isZero();
    }

    @Test
    void showsResultsToTheirRegionOnly_andInTheFeedOncePublished() {
        household();
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        everybodyAnswers(cycle);
        var result = toScored(cycle);
        var neighbour = World.countyOfficer(World.county());
        neighbour.get("/api/v1/evaluation-results/" + result).then().statusCode(404);
        neighbour.get("/api/v1/evaluation-results/" + result + "/trace").then().statusCode(404);
        World.as("village-clerk", village, "clerk")
                .get("/api/v1/evaluation-results/" + result)
                .then()
                .statusCode(404);
        World.decide(county, cycle, "publicise").then().statusCode(200);
        World.decide(county, cycle, "publish").then().statusCode(200);

        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var changes = officer().get("/api/v1/evaluation/changes").then().statusCode(200);
            List<String> found = changes.extract().path("items.findAll { it.resource == 'evaluation-results' }.id");
            List<String> cycles = changes.extract().path("items.findAll { it.resource == 'evaluation-cycles' }.id");
            if (found.equals(List.of(result)) && cycles.size() >= 6) {
                assertThat(cycles).hasSize(6);
                break;
            }
            assertThat(System.nanoTime()).as("%s, %s", found, cycles).isLessThan(deadline);
        }
        World.as("auditor", county, "auditor")
                .get("/api/v1/evaluation/audit-entries?resourceId=" + cycle)
                .then()
                .body("items.action", hasItems("CYCLE_OPENED", "ANSWERS_REVEALED", "CYCLE_PUBLISHED"));
        officer().get("/api/v1/evaluation/audit-entries").then().statusCode(403);
    }

    private static KafkaConsumer<byte[], byte[]> log() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Map<TopicPartition, Long> logEnds() {
        try (var consumer = log()) {
            var partitions = new ArrayList<TopicPartition>();
            consumer.listTopics().forEach((topic, parts) -> {
                if (topic.startsWith("jiedui.evaluation.")) {
                    parts.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
                }
            });
            return consumer.endOffsets(partitions);
        }
    }

    /** Data of the events about this county by name, each checked against its contract. */
    private Map<String, List<byte[]>> events(Map<TopicPartition, Long> since, int wanted) {
        var found = new HashMap<String, List<byte[]>>();
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        try (var consumer = log()) {
            var partitions = new ArrayList<TopicPartition>();
            for (var topic : List.of("jiedui.evaluation.cycle", "jiedui.evaluation.task", "jiedui.evaluation.result")) {
                consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            }
            consumer.assign(partitions);
            partitions.forEach(p -> consumer.seek(p, since.getOrDefault(p, 0L)));
            while (found.values().stream().mapToInt(List::size).sum() < wanted) {
                assertThat(System.nanoTime())
                        .as("events so far: %s", found.keySet())
                        .isLessThan(deadline);
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (header(message, "ce_region").startsWith(county)) {
                        var name = header(message, "ce_type").replace("org.jiedui.evaluation.", "");
                        Contracts.conforms("evaluation-service", name, message.value());
                        found.computeIfAbsent(name, n -> new ArrayList<>()).add(message.value());
                    }
                }
            }
        }
        return found;
    }

    private static String header(
            org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
