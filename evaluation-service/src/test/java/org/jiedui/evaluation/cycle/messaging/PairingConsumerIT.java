package org.jiedui.evaluation.cycle.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairings as they arrive over the log: late, twice, in any order. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-02")
class PairingConsumerIT {
    @Inject
    World world;

    @Inject
    DataSource database;

    private final String county = World.county();
    private final UUID helper = UUID.randomUUID();

    private String snapshot(UUID pairing, String state, String from, String to, int version) {
        return """
                {"pairingId":"%s","programme":"HOUSEHOLD_HELP","role":"PRIMARY","region":"%s","state":"%s",
                 "helper":{"id":"%s","account":"h","kind":"TECHNICAL_CADRE","unit":"农业农村局"},
                 "helped":{"kind":"HOUSEHOLD","id":"%s","account":null,"region":"%s"},
                 "from":%s,"to":%s,"reason":null,"version":%d}""".formatted(
                pairing, county + "104201", state, helper, UUID.randomUUID(), county + "104201", from, to, version);
    }

    private static void send(String type, UUID pairing, String... data) {
        sendTo("jiedui.pairing.pairing", type, pairing, data);
    }

    private static void sendTo(String topic, String type, UUID key, String... data) {
        var config = Map.<String, Object>of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "acks",
                "all",
                // as the relay: the end of each transaction takes a place on the log too
                "transactional.id",
                UUID.randomUUID().toString());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var each : data) {
                var message = new ProducerRecord<>(topic, key.toString(), each.getBytes(StandardCharsets.UTF_8));
                Map.of(
                                "ce_id",
                                UUID.randomUUID().toString(),
                                "ce_type",
                                "org.jiedui.pairing." + type + ".v1",
                                "ce_region",
                                "",
                                "ce_time",
                                Instant.now().toString())
                        .forEach((name, value) ->
                                message.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
                producer.send(message);
            }
            producer.commitTransaction();
        }
    }

    private void await(String sql, long expected) {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (world.number(sql) != expected) {
            assertThat(System.nanoTime()).as(sql).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String hex(UUID id) {
        return "UNHEX('" + id.toString().replace("-", "") + "')";
    }

    @Test
    void keepsTheNewestSnapshot_whateverTheOrder() {
        var pairing = UUID.randomUUID();
        send(
                "pairing-ended",
                pairing,
                snapshot(pairing, "ENDED", "\"2026-01-01\"", "\"2026-03-31\"", 7),
                snapshot(pairing, "ACTIVE", "\"2026-01-01\"", "null", 3),
                snapshot(pairing, "ENDED", "\"2026-01-01\"", "\"2026-03-31\"", 7),
                snapshot(pairing, "PROPOSED", "null", "null", 0));
        var last = UUID.randomUUID();
        send("pairing-confirmed", last, snapshot(last, "ACTIVE", "\"2026-01-01\"", "null", 1));
        await("SELECT COUNT(*) FROM pairing_fact WHERE helper_id = " + hex(helper), 2);

        await("SELECT version FROM pairing_fact WHERE pairing_id = " + hex(pairing), 7);
        assertThat(world.number("SELECT COUNT(*) FROM pairing_fact WHERE state = 'ENDED' AND valid_to = '2026-03-31'"
                        + " AND pairing_id = " + hex(pairing)))
                .isEqualTo(1);
    }

    @Test
    void passesOverWhatIsNoSnapshot_onTheSameTopic() {
        var pairing = UUID.randomUUID();
        send(
                "change-requested",
                pairing,
                "{\"changeRequestId\":\"%1$s\",\"pairingId\":\"%1$s\",\"region\":\"%2$s\",\"side\":\"HELPER\"}"
                        .formatted(pairing, county));
        send("attendance-warned", pairing, "{\"pairingId\":\"%s\",\"absences\":3}".formatted(pairing));
        send("pairing-confirmed", pairing, snapshot(pairing, "ACTIVE", "\"2026-01-01\"", "null", 1));
        await("SELECT COUNT(*) FROM pairing_fact WHERE pairing_id = " + hex(pairing), 1);

        assertThat(deadLetters()).doesNotContain(pairing.toString());
    }

    /** Keys of the events that this service gave up. */
    private static List<String> deadLetters() {
        var keys = new ArrayList<String>();
        var config = Map.<String, Object>of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var topic = "jiedui.evaluation.dead-letters";
            var partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> keys.add(message.key()));
            }
        }
        return keys;
    }

    @Test
    void makesTasksForPairingsOfThePeriodOnly() {
        for (var each : new String[][] {
            {"ACTIVE", "\"2026-05-01\"", "null"},
            {"ENDED", "\"2025-01-01\"", "\"2025-12-31\""},
            {"PROPOSED", "null", "null"},
            {"WITHDRAWN", "null", "null"},
            {"ACTIVE", "\"2027-01-01\"", "null"},
            {"COMPLETED", "\"2025-01-01\"", "\"2026-01-01\""}
        }) {
            var pairing = UUID.randomUUID();
            send("pairing-confirmed", pairing, snapshot(pairing, each[0], each[1], each[2], 1));
        }
        await("SELECT COUNT(*) FROM pairing_fact WHERE helper_id = " + hex(helper), 6);
        World.opened(county, "HOUSEHOLD_HELP");

        assertThat(world.number("SELECT COUNT(*) FROM evaluation_task WHERE path = 'HOUSEHOLD' AND subject_id = "
                        + hex(helper)))
                .isEqualTo(2);
    }

    @Test
    @Tag("EV-03")
    void asksTheUnitThatSentTheHelper_whereTheRulesSaySo() {
        var elsewhere = World.county();
        sendTo("jiedui.pairing.helper", "helper-registered", helper, """
                {"helperId":"%s","account":"h","kind":"TECHNICAL_CADRE","unitLevel":"COUNTY","region":"%s"}""".formatted(helper, elsewhere));
        var pairing = UUID.randomUUID();
        send(
                "pairing-confirmed",
                pairing,
                snapshot(pairing, "ACTIVE", "\"2026-05-01\"", "null", 1).replace("HOUSEHOLD_HELP", "SENT"));
        var province = World.as("province-officer", "*", "province-" + county);
        var template = province.body("""
                        {"code":"SENT","nameZh":"派出单位评议","nameEn":"By the sending unit","subjectRole":"HELPER",
                         "sections":[{"path":"SENDING_UNIT","indicators":[{"code":"DUTY","zh":"履职","en":"Duty",
                          "weight":100,"min":0,"max":100,"mandatory":true}]}]}""")
                .post("/api/v1/evaluation-templates")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        World.as("province-officer", "*", "province-" + county)
                .header("If-Match", "*")
                .post(template + "/release")
                .then()
                .statusCode(200);
        world.execute("INSERT INTO path_rule (programme, subject_role, path, valid_from, weight, template_code,"
                + " most_evaluators) VALUES ('SENT', 'HELPER', 'SENDING_UNIT', '2004-01-01', 100, 'SENT', 5)");
        world.execute("INSERT INTO scoring_rule (programme, valid_from, excellent_from, good_from, qualified_from,"
                + " top_quota, least_meetings, anonymity_k) VALUES ('SENT', '2004-01-01', 90, 80, 60, 0.150, 0, 5)");
        await("SELECT COUNT(*) FROM pairing_fact WHERE helper_id = " + hex(helper), 1);
        await("SELECT COUNT(*) FROM helper_unit WHERE helper_id = " + hex(helper), 1);
        var cycle = World.opened(county, "SENT");

        assertThat(World.tasks(World.countyOfficer(elsewhere), cycle)).hasSize(1);
        assertThat(World.tasks(World.countyOfficer(county), cycle)).isEmpty();
    }

    @Test
    void opensOnceEverythingAnnouncedBeforeIsTakenIn_evenIfItComesLate() throws Exception {
        var stuck = UUID.randomUUID();
        send(
                "pairing-confirmed",
                stuck,
                snapshot(stuck, "ACTIVE", "\"2026-05-01\"", "null", 1).replace("HOUSEHOLD_HELP", "MENTORING"));
        await("SELECT COUNT(*) FROM pairing_fact WHERE pairing_id = " + hex(stuck), 1);
        var cycle = World.planned(county, "HOUSEHOLD_HELP");
        String location;
        try (var blocker = database.getConnection()) {
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                statement.executeUpdate("UPDATE pairing_fact SET version = version WHERE pairing_id = " + hex(stuck));
            }
            var late = UUID.randomUUID();
            // all with one key: taken before the stuck one, a late one would hold its programme, for which opening
            // waits
            send(
                    "pairing-confirmed",
                    stuck,
                    snapshot(stuck, "ACTIVE", "\"2026-05-01\"", "null", 2).replace("HOUSEHOLD_HELP", "MENTORING"),
                    snapshot(late, "ACTIVE", "\"2026-05-01\"", "null", 1),
                    snapshot(late, "ACTIVE", "\"2026-05-01\"", "null", 1));

            var accepted = World.decide(county, cycle, "open");
            accepted.then().statusCode(202).body("state", org.hamcrest.Matchers.equalTo("OPENING"));
            location = accepted.header("Location");
            assertThat(World.countyOfficer(county).get(location).<String>path("state"))
                    .isIn("QUEUED", "RUNNING");
            blocker.rollback();
        }
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!"SUCCEEDED".equals(World.countyOfficer(county).get(location).path("state"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle)
                .then()
                .body("state", org.hamcrest.Matchers.equalTo("OPEN"));
        assertThat(world.number("SELECT COUNT(*) FROM evaluation_task WHERE path = 'HOUSEHOLD' AND subject_id = "
                        + hex(helper)))
                .isEqualTo(1);
    }

    @Test
    void opensWithWhatWasAnnouncedBefore_whileMoreAndMoreIsAnnounced() throws Exception {
        var before = UUID.randomUUID();
        var after = UUID.randomUUID();
        for (var each : new UUID[] {before, after}) {
            send("pairing-confirmed", each, mentoring(each, 1));
            await("SELECT COUNT(*) FROM pairing_fact WHERE pairing_id = " + hex(each), 1);
        }
        var cycle = World.planned(county, "HOUSEHOLD_HELP");
        try (var first = database.getConnection();
                var second = database.getConnection()) {
            hold(first, before);
            hold(second, after);
            send("pairing-confirmed", before, mentoring(before, 2));
            world.awaitStatement("INSERT INTO pairing_fact");
            var accepted = World.decide(county, cycle, "open");
            accepted.then().statusCode(202);
            // the same key, so that it lies behind the other one
            send("pairing-confirmed", before, mentoring(after, 2));
            first.rollback();

            var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            while (!"SUCCEEDED"
                    .equals(World.countyOfficer(county)
                            .get(accepted.header("Location"))
                            .path("state"))) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            assertThat(world.number("SELECT version FROM pairing_fact WHERE pairing_id = " + hex(after)))
                    .as("what was announced later is still on the log")
                    .isEqualTo(1);
            second.rollback();
        }
        await("SELECT version FROM pairing_fact WHERE pairing_id = " + hex(after), 2);
    }

    private String mentoring(UUID pairing, int version) {
        return snapshot(pairing, "ACTIVE", "\"2026-05-01\"", "null", version).replace("HOUSEHOLD_HELP", "MENTORING");
    }

    private static void hold(Connection connection, UUID pairing) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE pairing_fact SET version = version WHERE pairing_id = " + hex(pairing));
        }
    }

    @Test
    @Tag("EV-11")
    void recordsOnceThatAMenteeBecameAMentor_whateverTheOrder() {
        var account = "\"account\":\"grown-" + county + "\"";
        var asMentee = UUID.randomUUID();
        var asMentor = UUID.randomUUID();
        var before = snapshot(asMentee, "COMPLETED", "\"2025-01-01\"", "\"2026-06-30\"", 5)
                .replace("HOUSEHOLD_HELP", "MENTORING")
                .replace("\"kind\":\"HOUSEHOLD\"", "\"kind\":\"MENTEE\"")
                .replace("\"account\":null", account);
        var later = snapshot(asMentor, "ACTIVE", "\"2026-09-01\"", "null", 2)
                .replace("HOUSEHOLD_HELP", "MENTORING")
                .replace("\"kind\":\"HOUSEHOLD\"", "\"kind\":\"MENTEE\"")
                .replace("\"account\":\"h\"", account);
        send("pairing-confirmed", asMentor, later);
        await("SELECT COUNT(*) FROM pairing_fact WHERE pairing_id = " + hex(asMentor), 1);
        send("pairing-completed", asMentee, before, before);
        send("pairing-confirmed", asMentor, later);

        var grown =
                "SELECT COUNT(*) FROM honour WHERE kind = 'BECAME_MENTOR' AND won_on = '2026-09-01' AND mentor_id = "
                        + hex(helper);
        await(grown, 1);
        var last = UUID.randomUUID();
        send("pairing-confirmed", last, snapshot(last, "ACTIVE", "\"2026-01-01\"", "null", 1));
        await("SELECT COUNT(*) FROM pairing_fact WHERE pairing_id = " + hex(last), 1);
        assertThat(world.number(grown)).isEqualTo(1);
    }
}
