package org.jiedui.pairing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;

/** What integration tests set up and ask: people, households (as the household service would announce them), pairings. */
public final class Stage {
    /** A village in Hanggai, Anji. */
    public static final String VILLAGE = "330523104201";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Stage() {}

    /** The day so many months from now, or ago: terms of fixed days would be over one day, and the clock acts on them. */
    public static String inMonths(int months) {
        return today().plusMonths(months).toString();
    }

    /** The day so many days ago. */
    public static String daysAgo(int days) {
        return today().minusDays(days).toString();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /** A request by a user with one role. */
    public static RequestSpecification as(String role, String region, String subject) {
        return given().auth()
                .oauth2(Tokens.of(role).region(region).subject(subject).sign())
                .contentType(ContentType.JSON);
    }

    /** A request by the county office of Anji. */
    public static RequestSpecification county() {
        return as("county-officer", "330523", "county");
    }

    /** Body of a helper who can be had at once. */
    public static Map<String, Object> helper(String unit, String account) {
        var body = new HashMap<String, Object>();
        body.put("kind", "TECHNICAL_CADRE");
        body.put("name", "陈建国");
        body.put("phone", "13857200001");
        body.put("unit", unit);
        body.put("unitLevel", "COUNTY");
        body.put("skills", List.of("EDUCATION", "EMPLOYMENT"));
        body.put("region", "330523");
        body.put("availableFrom", "2020-01-01");
        if (account != null) {
            body.put("account", account);
        }
        return body;
    }

    /** Registers a helper; returns the id. */
    public static String registered(Map<String, Object> helper) {
        return county().body(helper)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Registers a mentee of the village; returns the id. */
    public static String mentee(String account) {
        var body = new HashMap<String, Object>();
        body.put("name", "李明");
        body.put("post", "村党支部副书记");
        body.put("unit", "杭垓村");
        body.put("unitLevel", "VILLAGE");
        body.put("goals", List.of("MENTORING"));
        body.put("region", VILLAGE);
        if (account != null) {
            body.put("account", account);
        }
        return county().body(body)
                .post("/api/v1/mentees")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Data of {@code household-registered}: able-bodied, monitored, in care. */
    public static Map<String, Object> householdFacts(UUID id, String region) {
        var data = new HashMap<String, Object>();
        data.put("householdId", id.toString());
        data.put("householdNumber", "H" + id.toString().substring(24));
        data.put("region", region);
        data.put("type", "ORDINARY");
        data.put("category", "MARGINAL");
        data.put("stable", false);
        data.put("inCare", true);
        data.put("members", 4);
        data.put("labour", 2);
        data.put("childrenOutOfSchool", 0);
        data.put("selfCare", true);
        data.put("needs", List.of("SCHOOLING"));
        data.put("causes", List.of("SCHOOLING"));
        data.put("incomePerCapita", 6200.5);
        data.put("somethingNew", "is ignored");
        return data;
    }

    /** Announces a household in care and waits until pairing knows it. */
    public static UUID household(String region, Map<String, Object> changes) {
        var id = Ids.next();
        var facts = householdFacts(id, region);
        facts.putAll(changes);
        announce("jiedui.household.household", "household-registered", id, region, facts, Instant.now());
        await(() -> as("province-officer", region.substring(0, 2), "province")
                        .queryParam("household", id)
                        .queryParam("limit", 1)
                        .get("/api/v1/pairings/candidates")
                        .statusCode()
                == 200);
        return id;
    }

    /** Announces so many able-bodied households in care of the village and waits until pairing knows them. */
    public static List<UUID> households(int number) {
        var ids = Stream.generate(Ids::next).limit(number).toList();
        for (var id : ids) {
            announce(
                    "jiedui.household.household",
                    "household-registered",
                    id,
                    VILLAGE,
                    householdFacts(id, VILLAGE),
                    Instant.now());
        }
        await(() -> ids.stream()
                .allMatch(id -> county().queryParam("household", id)
                                .queryParam("limit", 1)
                                .get("/api/v1/pairings/candidates")
                                .statusCode()
                        == 200));
        return ids;
    }

    /** Makes all these calls at the same time, at most fifty; the answers in the order of the calls. */
    public static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(50);
        try {
            var answers = new ArrayList<Response>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    /** Puts an event of the household service on the log. */
    public static void announce(String topic, String name, UUID key, String region, Map<String, ?> data, Instant at) {
        announce(topic, "org.jiedui.household." + name + ".v1", key, region, data, at, Ids.next());
    }

    /** Puts an event on the log. */
    public static void announce(
            String topic, String type, UUID key, String region, Map<String, ?> data, Instant at, UUID eventId) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class),
                        "acks",
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var message = new ProducerRecord<>(topic, key.toString(), MAPPER.writeValueAsBytes(data));
            var headers = Map.of(
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    eventId.toString(),
                    "ce_type",
                    type,
                    "ce_source",
                    "/test",
                    "ce_subject",
                    key.toString(),
                    "ce_time",
                    at.toString(),
                    "ce_region",
                    region);
            headers.forEach(
                    (header, value) -> message.headers().add(header, value.getBytes(StandardCharsets.US_ASCII)));
            producer.send(message).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Body of a proposal between a helper and a household. */
    public static Map<String, Object> proposal(String helper, UUID household, String role) {
        return Map.of(
                "programme",
                "HOUSEHOLD_HELP",
                "role",
                role,
                "helperId",
                helper,
                "helped",
                Map.of("kind", "HOUSEHOLD", "id", household.toString()),
                "from",
                "2026-01-01");
    }

    /** Body of a proposal between a mentor and a mentee, for two years of which half a year is over. */
    public static Map<String, Object> mentoring(String mentor, String mentee) {
        return new HashMap<>(Map.of(
                "programme",
                "MENTORING",
                "role",
                "PRIMARY",
                "helperId",
                mentor,
                "helped",
                Map.of("kind", "MENTEE", "id", mentee),
                "from",
                inMonths(-6),
                "to",
                inMonths(18)));
    }

    /** Founds a village work team of Anji led by somebody of a unit; returns its id. */
    public static String villageTeam(String unit) {
        return county().body(Map.of(
                        "kind",
                        "VILLAGE_TEAM",
                        "name",
                        unit + "工作队",
                        "unit",
                        unit,
                        "unitLevel",
                        "COUNTY",
                        "region",
                        "330523",
                        "members",
                        List.of(Map.of(
                                "helperId", registered(helper(unit, null)),
                                "role", "FIRST_SECRETARY",
                                "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Body of a proposal between a village work team and a village. */
    public static Map<String, Object> inVillage(String team, String village) {
        return new HashMap<>(Map.of(
                "programme",
                "VILLAGE_TEAM",
                "role",
                "PRIMARY",
                "teamId",
                team,
                "helped",
                Map.of("kind", "VILLAGE", "region", village),
                "from",
                inMonths(-6),
                "to",
                inMonths(18)));
    }

    /** Proposes; returns the pairing's id. */
    public static String proposed(Map<String, Object> proposal) {
        return county().body(proposal)
                .post("/api/v1/pairings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Takes a step as the county with the present version. */
    public static Response step(String pairing, String verb, Map<String, ?> body) {
        return county().header("If-Match", etag(pairing)).body(body).post("/api/v1/pairings/" + pairing + "/" + verb);
    }

    /** The present tag of a pairing. */
    public static String etag(String pairing) {
        return as("province-officer", "33", "province")
                .get("/api/v1/pairings/" + pairing)
                .header("ETag");
    }

    /** Accepts, publicises and confirms a proposal. */
    public static void active(String pairing) {
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of()).then().statusCode(200);
        step(pairing, "confirm", Map.of()).then().statusCode(200);
    }

    /** Waits until an event of a pairing is on the log, checks it against its contract and returns how many there are. */
    public static long announced(String name, String pairing) {
        return announced(PairingEvent.PAIRINGS, name, pairing).size();
    }

    /** The same for events of any topic, with what they say: those that are there when nothing more comes. */
    public static List<String> announced(String topic, String name, String key) {
        var found = new ArrayList<String>();
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
            kafka.subscribe(List.of(topic));
            await(() -> {
                var some = kafka.poll(Duration.ofMillis(200));
                some.forEach(message -> {
                    var type =
                            new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.US_ASCII);
                    if (message.key().equals(key) && type.equals("org.jiedui.pairing." + name + ".v1")) {
                        Contracts.conforms("pairing-service", name + ".v1", message.value());
                        found.add(new String(message.value(), StandardCharsets.UTF_8));
                    }
                });
                return !found.isEmpty() && some.isEmpty();
            });
        }
        return found;
    }

    /** Waits until the feed tells of a record and returns its body as it is now. */
    public static Map<String, Object> told(String resource, String id) {
        var found = new AtomicReference<Map<String, Object>>();
        await(() -> {
            String since = "";
            while (true) {
                var page = as("platform", "33", "platform")
                        .queryParam("since", since)
                        .queryParam("limit", 1000)
                        .get("/api/v1/pairing/changes")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                page.<Map<String, Object>>getList("items").stream()
                        .filter(item -> resource.equals(item.get("resource")) && id.equals(item.get("id")))
                        .forEach(found::set);
                if (found.get() != null || !page.getBoolean("more")) {
                    return found.get() != null;
                }
                since = page.getString("next");
            }
        });
        return found.get();
    }

    /** Waits for something at most two minutes: the log may still hold what another service's tests announced. */
    public static void await(Supplier<Boolean> condition) {
        var deadline = Instant.now().plus(Duration.ofSeconds(120));
        while (!condition.get()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
