package org.jiedui.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The seal: random histories of drafts and answers; after each step everything that anybody else can read is, byte for byte,
 * what it was before.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-04")
class SealedIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";
    private final Map<String, Supplier<RequestSpecification>> people = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final List<String> tasks = new ArrayList<>();
    private String mentoring;
    private String helping;
    private String since;

    @BeforeEach
    void twoOpenCycles() {
        var mentor = UUID.randomUUID();
        world.pairing(
                "MENTORING", mentor, "mentor-" + county, "MENTEE", UUID.randomUUID(), "mentee-a-" + county, county);
        world.pairing(
                "MENTORING", mentor, "mentor-" + county, "MENTEE", UUID.randomUUID(), "mentee-b-" + county, county);
        world.pairing(
                "HOUSEHOLD_HELP", UUID.randomUUID(), "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        mentoring = World.opened(county, "MENTORING");
        helping = World.opened(county, "HOUSEHOLD_HELP");

        person("mentor", county, "mentor-" + county);
        person("mentee", county, "mentee-a-" + county);
        person("mentee", county, "mentee-b-" + county);
        person("helper", county, "helper-" + county);
        person("village-clerk", village, "clerk-a-" + county);
        person("village-clerk", village, "clerk-b-" + county);
        person("township-officer", county + "104", "township-" + county);
        person("county-officer", county, "county-a-" + county);
        person("county-officer", county, "county-b-" + county);
        person("province-officer", county.substring(0, 2), "province-" + county);
        person("auditor", county, "auditor-" + county);
        person("platform", county.substring(0, 2), "platform-" + county);
        person("province-officer", "*", "everywhere-" + county);
    }

    private void person(String role, String region, String subject) {
        people.put(role + " " + subject, () -> World.as(role, region, subject));
        tokens.put(
                role + " " + subject,
                Tokens.of(role).region(region).subject(subject).sign());
    }

    @Test
    void tellsNobodyElseAnything_whateverIsDraftedOrSubmitted() {
        settle();
        for (var cycle : List.of(mentoring, helping)) {
            List<String> ids = people.get("county-officer county-a-" + county)
                    .get()
                    .get("/api/v1/evaluation-tasks?limit=200&cycle=" + cycle)
                    .path("items.id");
            tasks.addAll(ids);
        }
        var random = new Random(4711);
        var first = everything((person, path) -> true);
        // what is refused stays refused whatever is answered: asked again at the end, of everybody
        var refused = new HashMap<String, Map<String, String>>();
        first.forEach((person, seen) -> refused.put(
                person,
                seen.entrySet().stream()
                        .filter(e -> e.getValue().startsWith("4"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        BiPredicate<String, String> told =
                (person, path) -> !refused.get(person).containsKey(path);
        var before = everything(told);
        var logs = logEnds();
        var audited = world.number("SELECT COUNT(*) FROM audit_entry WHERE region LIKE '" + county + "%'");
        var steps = 0;
        for (var step = 0; step < 24; step++) {
            var actor = new ArrayList<>(people.keySet()).get(random.nextInt(people.size()));
            if (act(actor, random)) {
                steps++;
                var after = everything(told);
                for (var person : people.keySet()) {
                    if (!person.equals(actor)) {
                        assertThat(after.get(person))
                                .as("step %d: what %s reads after %s acted", step, person, actor)
                                .isEqualTo(before.get(person));
                    }
                }
                before = after;
            }
        }
        assertThat(steps).isGreaterThan(8);
        assertThat(everything(told.negate())).isEqualTo(refused);
        assertThat(world.number("SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM change_pending)"))
                .as("nothing waits to be announced")
                .isZero();
        assertThat(announcedSince(logs)).as("nothing was announced").isZero();
        assertThat(world.number("SELECT COUNT(*) FROM audit_entry WHERE region LIKE '" + county + "%'"))
                .isEqualTo(audited);
        assertThat(world.number("SELECT COUNT(DISTINCT LENGTH(content)) FROM sealed_answer a JOIN evaluation_task t"
                        + " ON t.id = a.task_id WHERE t.region LIKE '" + county + "%'"))
                .as("all answers have one size")
                .isEqualTo(1);
    }

    private boolean act(String actor, Random random) {
        var who = people.get(actor);
        var tasks = new ArrayList<Map<String, Object>>();
        tasks.addAll(World.tasks(who.get(), mentoring));
        tasks.addAll(World.tasks(who.get(), helping));
        if (tasks.isEmpty()) {
            return false;
        }
        var task = tasks.get(random.nextInt(tasks.size()));
        var id = (String) task.get("id");
        if (random.nextInt(3) == 0) {
            var etag =
                    who.get().get("/api/v1/evaluation-tasks/" + id + "/draft").header("ETag");
            var saved = who.get()
                    .header("If-Match", etag)
                    .body(Map.of("items", List.of(), "comment", "字".repeat(random.nextInt(600))))
                    .put("/api/v1/evaluation-tasks/" + id + "/draft")
                    .statusCode();
            assertThat(saved).isIn(200, 409);
            return saved == 200;
        }
        var answer = new TreeMap<>(World.answer(who.get(), id, random.nextDouble()));
        answer.put("comment", "字".repeat(random.nextInt(100)));
        if (task.get("path").equals("HOUSEHOLD")) {
            answer.put("witness", "王五");
        }
        var submitted = who.get().body(answer).post("/api/v1/evaluations").statusCode();
        assertThat(submitted).isIn(201, 409);
        return submitted == 201;
    }

    /** By person: all of these that the person can read, body and headers. */
    private Map<String, Map<String, String>> everything(BiPredicate<String, String> which) {
        var paths = paths(tasks);
        var pending = new LinkedHashMap<String, Map<String, CompletableFuture<String>>>();
        tokens.forEach((person, token) -> {
            var reads = new LinkedHashMap<String, CompletableFuture<String>>();
            paths.stream().filter(path -> which.test(person, path)).forEach(path -> reads.put(path, read(token, path)));
            pending.put(person, reads);
        });
        var all = new LinkedHashMap<String, Map<String, String>>();
        pending.forEach((person, reads) -> {
            var seen = new LinkedHashMap<String, String>();
            reads.forEach((path, answer) -> seen.put(path, answer.join()));
            all.put(person, seen);
        });
        return all;
    }

    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private CompletableFuture<String> read(String token, String path) {
        return read(token, path, System.nanoTime() + TimeUnit.MINUTES.toNanos(2));
    }

    private CompletableFuture<String> read(String token, String path, long until) {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenCompose(answer -> {
            if (answer.statusCode() == 503 && System.nanoTime() < until) {
                // many read at once: who is shed comes again
                return CompletableFuture.runAsync(() -> {}, LATER).thenCompose(now -> read(token, path, until));
            }
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            var headers = new TreeMap<>(answer.headers().map());
            headers.remove("date");
            return CompletableFuture.completedFuture(answer.statusCode() + " " + headers + " "
                    + answer.body().replaceAll("\"traceId\":\"[0-9a-f]*\"", ""));
        });
    }

    private List<String> paths(List<String> tasks) {
        var paths = new ArrayList<String>();
        for (var cycle : List.of(mentoring, helping)) {
            paths.add("/api/v1/evaluation-cycles/" + cycle);
            paths.add("/api/v1/evaluation-cycles/" + cycle + "/history");
            for (var query : List.of("?mine=true&limit=200&cycle=", "?mine=false&limit=200&cycle=")) {
                paths.add("/api/v1/evaluation-tasks" + query + cycle);
            }
            paths.add("/api/v1/evaluation-tasks/count?cycle=" + cycle);
            paths.add("/api/v1/evaluation-tasks/count?mine=true&cycle=" + cycle);
            paths.add("/api/v1/evaluation-results?cycle=" + cycle);
            paths.add("/api/v1/evaluation-results/count?cycle=" + cycle);
            paths.add("/api/v1/evaluation/audit-entries?resourceId=" + cycle);
            paths.add("/api/v1/evaluation-cycles/" + cycle + "/reconciliation");
            paths.add("/api/v1/evaluation-cycles/" + cycle + "/survey-batches");
            paths.add("/api/v1/evaluation/reports/response-rates?cycle=" + cycle);
            paths.add("/api/v1/evaluation/reports/distributions?cycle=" + cycle);
            paths.add("/api/v1/appeals?cycle=" + cycle);
            paths.add("/api/v1/appeals/count?cycle=" + cycle);
        }
        paths.add("/api/v1/honours?region=" + county);
        paths.add("/api/v1/model-cases?region=" + county);
        paths.add("/api/v1/evaluation/audit-entries");
        paths.add("/api/v1/evaluation/changes?since=" + since);
        paths.add("/api/v1/evaluation-cycles?region=" + county);
        paths.add("/api/v1/evaluation-cycles/count?region=" + county);
        for (var task : tasks) {
            paths.add("/api/v1/evaluation-tasks/" + task);
            paths.add("/api/v1/evaluation-tasks/" + task + "/draft");
            paths.add("/api/v1/evaluation/audit-entries?resourceId=" + task);
            paths.add("/api/v1/evaluations/" + task);
        }
        return paths;
    }

    /** Waits until everything that the opening made is announced and in the feed. */
    private void settle() {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (world.number("SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM change_pending)") > 0) {
            assertThat(System.nanoTime()).as("outbox and feed drain in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
        since = people.get("province-officer everywhere-" + county)
                .get()
                .get("/api/v1/evaluation/changes")
                .path("next");
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
                if (topic.startsWith("jiedui.")) {
                    parts.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
                }
            });
            return consumer.endOffsets(partitions);
        }
    }

    /** How many events about this test's county came after these ends. */
    private int announcedSince(Map<TopicPartition, Long> ends) {
        var found = 0;
        try (var consumer = log()) {
            var now = consumer.endOffsets(ends.keySet());
            consumer.assign(ends.keySet());
            ends.forEach(consumer::seek);
            while (now.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    var region = message.headers().lastHeader("ce_region");
                    if (region != null && new String(region.value(), StandardCharsets.US_ASCII).startsWith(county)) {
                        found++;
                    }
                }
            }
        }
        return found;
    }
}
