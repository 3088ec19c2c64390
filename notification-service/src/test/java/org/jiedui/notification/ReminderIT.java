package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.notification.InboxIT.as;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.reminder.Reminding;
import org.jiedui.notification.reminder.SupervisorDigest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-07")
class ReminderIT {
    @Inject
    Announcing announcing;

    @Inject
    Reminding reminding;

    @Inject
    SupervisorDigest digest;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    private final String village = Regions.village();
    private final String township = village.substring(0, 9);
    private final UUID household = Ids.next();

    @Test
    void remindsAgainAndAgain_tellsTheSupervisorAfterTheSecond_andStopsWhenTheVisitWasMade() throws Exception {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());
        matters().body("items", hasSize(1)).body("items[0].state", equalTo("WAITING"));
        for (var number = 1; number <= 2; number++) {
            dueNow();
            await("village-clerk", village, number);
        }
        assertThat(reminders("township-officer", township)).isEmpty();

        dueNow();

        await("township-officer", township, 1);
        as("township-officer", "t", township)
                .get("/api/v1/inbox?type=reminder-due")
                .then()
                .body("items[0].title", equalTo("催办：走访超期"))
                .body("items[0].reason", equalTo("SUPERVISES"))
                .body("items[0].body", containsString("第 3 次提醒"));
        announcing.announce(
                EventType.VISIT_RECORDED,
                village,
                Ids.next(),
                "{\"householdIds\":[\"%s\"],\"region\":\"%s\",\"reached\":true,\"met\":true,\"day\":\"2026-11-22\"}"
                        .formatted(household, village));
        matters().body("items[0].state", equalTo("STOPPED")).body("items[0].escalated", equalTo(true));
    }

    @Test
    void goesOnReminding_whenTheVisitDidNotReachAnybody() {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());

        announcing.announce(
                EventType.VISIT_RECORDED,
                village,
                Ids.next(),
                "{\"householdIds\":[\"%s\"],\"region\":\"%s\",\"reached\":true,\"met\":false,\"day\":\"2026-11-22\"}"
                        .formatted(household, village));

        matters().body("items[0].state", equalTo("WAITING"));
    }

    @Test
    void remindsOnce_whenSeveralReplicasTryAtOnce() throws Exception {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());
        dueNow();

        var replicas = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> reminding.round()))
                .toList();
        replicas.forEach(CompletableFuture::join);

        await("village-clerk", village, 1);
        assertThat(reminders("village-clerk", village)).hasSize(1);
        matters().body("items[0].sent", equalTo(1));
    }

    @Test
    void remindsTheOthers_whenOneCannotBeRemindedOf() throws Exception {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());
        var unreadable = Ids.next();
        announcing.announce(
                EventType.VISIT_OVERDUE,
                village,
                unreadable,
                overdue().replace(household.toString(), unreadable.toString()));
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE announcement a JOIN reminder r ON r.event_id = a.id"
                        + " SET a.data = '[]', r.next_at = '2025-01-01' WHERE r.subject = ?")) {
            update.setBytes(1, Ids.bytes(unreadable));
            assertThat(update.executeUpdate()).isEqualTo(2);
        }

        dueNow();

        await("village-clerk", village, 1);
        matters(unreadable).body("items[0].state", equalTo("WAITING")).body("items[0].sent", equalTo(0));
    }

    @Test
    void doesNotStart_whenTheYoungerStopArrivedFirst() {
        arrive(EventType.GAP_CLOSED, Instant.parse("2026-11-22T00:00:00Z"));

        arrive(EventType.GAP_OPENED, Instant.parse("2026-11-20T00:00:00Z"));

        matters().body("items.state", equalTo(List.of("STOPPED")));
    }

    @Test
    void findsItNeedless_whenSomebodyHelpsByNow() throws Exception {
        arrive(EventType.GAP_OPENED, Instant.parse("2026-11-20T00:00:00Z"));
        var pairing = Ids.next();
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, "helper-" + pairing, household, "ACTIVE", 3));

        dueNow();

        awaitState("DONE");
        assertThat(reminders("township-officer", township)).isEmpty();
    }

    @Test
    void remindsOfASchoolAlertOnly_whenAChildIsOutOfSchool() {
        announcing.announce(
                EventType.RISK_ALERT_RAISED,
                village,
                Ids.next(),
                Announcing.alertData(village, household).replace("CHILD_OUT_OF_SCHOOL", "UNSAFE_WATER"));
        matters().body("items", hasSize(0));

        announcing.alert(village, household);

        matters().body("items", hasSize(1));
    }

    @Test
    void countsFromTheDueDay_startsAnewWhenItIsExtended_andStopsAllTasksOfAClosedCycle() {
        var task = Ids.next();
        var cycle = Ids.next();
        announcing.announce(EventType.TASK_ASSIGNED, village, task, task(task, cycle, "2099-12-31"));
        matters(task)
                .body("items[0].due", equalTo("2099-12-31"))
                .body("items[0].nextAt", equalTo("2099-12-24T00:00:00.000Z"));
        announcing.announce(EventType.TASK_EXTENDED, village, task, task(task, cycle, "2100-01-31"));
        matters(task).body("items[0].nextAt", equalTo("2100-01-24T00:00:00.000Z"));

        announcing.announce(
                EventType.CYCLE_CLOSED,
                village.substring(0, 6),
                cycle,
                "{\"cycleId\":\"%s\",\"region\":\"%s\"}".formatted(cycle, village.substring(0, 6)));

        matters(task).body("items[0].state", equalTo("STOPPED"));
    }

    @Test
    void doesNotStartATask_whenItsCycleWasClosedByAYoungerEventThatArrivedFirst() {
        var task = Ids.next();
        var later = Ids.next();
        var cycle = Ids.next();
        var county = village.substring(0, 6);
        announcing.arrive(at(EventType.CYCLE_CLOSED, county, cycle, cycle(cycle, county), 2));

        announcing.arrive(
                at(EventType.TASK_ASSIGNED, village, task, task(task, cycle, "2099-12-31"), 1),
                at(EventType.TASK_ASSIGNED, village, later, task(later, cycle, "2099-12-31"), 3));

        matters(task).body("items.state", equalTo(List.of("STOPPED")));
        matters(later).body("items.state", equalTo(List.of("WAITING")));
    }

    @Test
    @Tag("EV-02")
    void stopsTheTasksOfACancelledCycle_andTellsTheirOwners() {
        var task = Ids.next();
        var cycle = Ids.next();
        var county = village.substring(0, 6);
        announcing.announce(EventType.TASK_ASSIGNED, village, task, task(task, cycle, "2099-12-31"));

        var reopened = announcing.announce(EventType.CYCLE_REOPENED, county, cycle, cycle(cycle, county));
        var cancelled = announcing.announce(EventType.CYCLE_CANCELLED, county, cycle, cycle(cycle, county));

        matters(task).body("items[0].state", equalTo("STOPPED"));
        as("helper", "a-" + village, village)
                .get("/api/v1/inbox")
                .then()
                .body("items.findAll{it.eventId=='%s'}".formatted(reopened), hasSize(1))
                .body("items.findAll{it.eventId=='%s'}".formatted(cancelled), hasSize(1));
    }

    @Test
    @Tag("NO-01")
    @Tag("EV-02")
    void tellsOfAReopenedCycleOnlyThoseWhoseTasksItDidNotMake() {
        var cycle = Ids.next();
        var county = village.substring(0, 6);
        var early = task(Ids.next(), cycle, "2099-12-31");
        var late = early.replace("a-" + village, "late-" + village);
        var reopened = at(EventType.CYCLE_REOPENED, county, cycle, cycle(cycle, county), 3);

        announcing.arrive(
                at(EventType.TASK_ASSIGNED, village, Ids.next(), early, 0),
                at(EventType.CYCLE_CLOSED, county, cycle, cycle(cycle, county), 1),
                at(EventType.TASK_ASSIGNED, village, Ids.next(), late, 2),
                reopened,
                at(EventType.TASK_ASSIGNED, village, Ids.next(), late, 4));

        var ofReopening = "items.findAll{it.eventId=='%s'}".formatted(reopened.id());
        as("helper", "a-" + village, village).get("/api/v1/inbox").then().body(ofReopening, hasSize(1));
        as("helper", "late-" + village, village)
                .get("/api/v1/inbox")
                .then()
                .body(ofReopening, hasSize(0))
                .body("items.findAll{it.type=='task-assigned'}", hasSize(2));
    }

    @Test
    @Tag("PA-01")
    void remindsOfTheLaterEndOfATerm_andOfNoneWhenItIsOpen() {
        var pairing = Ids.next();
        var data = Announcing.pairingData(pairing, village, "helper-" + pairing, household, "ACTIVE", 3);
        announcing.announce(EventType.PAIRING_CONFIRMED, village, pairing, until(data, "2099-12-31"));
        termOf(pairing).body("items[0].due", equalTo("2099-12-31"));

        announcing.announce(EventType.PAIRING_EXTENDED, village, pairing, until(data, "2100-12-31"));
        termOf(pairing)
                .body("items", hasSize(1))
                .body("items[0].due", equalTo("2100-12-31"))
                .body("items[0].state", equalTo("WAITING"));
        var extended = announcing.announce(EventType.PAIRING_EXTENDED, village, pairing, data);

        termOf(pairing).body("items", hasSize(1)).body("items[0].state", equalTo("STOPPED"));
        as("helper", "helper-" + pairing, village)
                .get("/api/v1/inbox")
                .then()
                .body("items.find{it.eventId=='%s'}.title".formatted(extended), equalTo("结对延期"));
    }

    @Test
    @Tag("PA-07")
    void remindsTheCountyOnTheDayBeforeAPublicityEnds() {
        var pairing = Ids.next();
        var data = Announcing.pairingData(pairing, village, "helper-" + pairing, household, "PUBLICISED", 3);
        announcing.announce(
                EventType.PAIRING_PUBLICISED,
                village,
                pairing,
                data.replaceFirst("\\{", "{\"publicityUntil\":\"2099-12-31\","));

        var zone = ZoneId.of("Asia/Shanghai");
        var next = matters(pairing + "&rule=0193e0c4-b000-7000-8000-000000001003")
                .body("items", hasSize(1))
                .body("items[0].due", equalTo("2099-12-31"))
                .extract()
                .<String>path("items[0].nextAt");
        assertThat(LocalDate.ofInstant(Instant.parse(next), zone)).isEqualTo(LocalDate.of(2099, 12, 30));
        announcing.announce(
                EventType.PAIRING_PUBLICISED,
                village,
                household,
                data.replace(pairing.toString(), household.toString()));
        matters(household + "&rule=0193e0c4-b000-7000-8000-000000001003").body("items", hasSize(0));
    }

    private ValidatableResponse termOf(UUID pairing) {
        return matters(pairing + "&rule=0193e0c4-b000-7000-8000-000000001004");
    }

    private static String until(String data, String day) {
        return data.replace("\"to\":null", "\"to\":\"" + day + "\"");
    }

    private EventEnvelope at(EventType type, String region, UUID subject, String data, int minute) {
        var event = announcing.envelope(type, region, subject, data);
        return new EventEnvelope(
                event.id(),
                event.type(),
                event.topic(),
                event.key(),
                event.region(),
                event.time().plus(Duration.ofMinutes(minute)),
                event.payload(),
                event.mapper());
    }

    private static String cycle(UUID cycle, String county) {
        return EventType.CYCLE_CANCELLED
                .sample()
                .replace("0193e0c4-b000-7000-8000-00000000a006", cycle.toString())
                .replace("330523", county);
    }

    @Test
    void gathersWhatIsOpenForTheSupervisor_onceAWeek() throws Exception {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());
        dueNow();
        await("village-clerk", village, 1);
        var week = LocalDate.of(2020, 1, 6);

        digest.give(week);
        digest.give(week);

        as("township-officer", "t", township)
                .get("/api/v1/inbox?type=reminder-digest")
                .then()
                .body("items.findAll{it.data.week=='2020-01-06'}", hasSize(1))
                .body("items.find{it.data.week=='2020-01-06'}.body", containsString("走访超期 1"));
    }

    @Test
    void givesTheOthersTheirDigest_whenItFailsForAnOffice_whichGetsItTheNextTime() throws Exception {
        announcing.announce(EventType.VISIT_OVERDUE, village, household, overdue());
        dueNow();
        await("village-clerk", village, 1);
        var week = LocalDate.of(2020, 1, 13);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var insert =
                    connection.prepareStatement("INSERT INTO reminder_digest (mailbox, week) VALUES (?, ?)")) {
                insert.setString(1, "role:township-officer@" + township);
                insert.setObject(2, week);
                insert.executeUpdate();
                assertThat(digest.give(week)).isFalse();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        digestsOfThatWeek("township-officer", township, hasSize(0));
        digestsOfThatWeek("county-officer", township.substring(0, 6), hasSize(1));

        assertThat(digest.give(week)).isTrue();

        digestsOfThatWeek("township-officer", township, hasSize(1));
        digestsOfThatWeek("county-officer", township.substring(0, 6), hasSize(1));
    }

    private static void digestsOfThatWeek(String role, String region, org.hamcrest.Matcher<?> size) {
        as(role, "t", region)
                .get("/api/v1/inbox?type=reminder-digest")
                .then()
                .body("items.findAll{it.data.week=='2020-01-13'}", size);
    }

    @Test
    void refusesRulesThatCannotWork_withAllFaultsAtOnce() {
        rule("""
                {"code":"BROKEN","name":{"zh":"坏","en":"Broken"},"starts":["no-such:x","visit-overdue:nonsense","?"],
                "stops":[],"delay":"-P3D","repeatEvery":"P7D","most":6,"escalateAfter":2,"recipients":["VILLAGE"],
                "unless":"NEVER","active":true}""")
                .statusCode(422)
                .body("code", equalTo("REMINDER_RULE_INVALID"))
                .body(
                        "reasons.code",
                        hasItems("UNKNOWN_EVENT_TYPE", "UNKNOWN_PROPERTY", "BAD_TRIGGER", "NO_STOP", "NEGATIVE_DELAY"));
        rule("""
                {"code":"bad code","name":{"zh":"","en":"x"},"starts":[],"stops":[],"delay":"soon","most":0,
                "escalateAfter":2,"recipients":[],"unless":"NEVER","active":true}""")
                .statusCode(400)
                .body("violations.pointer", hasItems("/code", "/name/zh", "/starts", "/delay", "/most", "/recipients"));
        as("county-officer", "k", village.substring(0, 6))
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/reminder-rules")
                .then()
                .statusCode(403);
    }

    @Test
    void changesARule_andListsTheShippedOnes() {
        var answer = rule("""
                {"code":"PLAN_%s","name":{"zh":"计划待改","en":"Plan to mend"},
                "starts":["plan-decided:planId?state=RETURNED"],"stops":["plan-decided:planId?state=APPROVED"],
                "delay":"P5D","repeatEvery":"P5D","most":3,"escalateAfter":0,"recipients":["PERSON"],
                "unless":"NEVER","active":false}""".formatted(village)).statusCode(201).extract();
        String id = answer.path("id");

        as("province-officer", "p", "33")
                .contentType("application/json")
                .body(answer.asString())
                .put("/api/v1/reminder-rules/" + id)
                .then()
                .statusCode(400);
        as("province-officer", "p", "33")
                .get("/api/v1/reminder-rules?active=true&limit=200")
                .then()
                .body("items.code", hasItems("VISIT_OVERDUE", "EVALUATION_UNFINISHED", "TERM_ENDING", "SCHOOL_ALERT"))
                .body("items.id", org.hamcrest.Matchers.not(hasItem(id)));
    }

    private io.restassured.response.ValidatableResponse rule(String body) {
        return as("province-officer", "p", "33")
                .contentType("application/json")
                .body(body)
                .post("/api/v1/reminder-rules")
                .then();
    }

    private String overdue() {
        return "{\"householdId\":\"%s\",\"region\":\"%s\",\"unvisitedSince\":\"2026-09-20\",\"days\":60}"
                .formatted(household, village);
    }

    private String task(UUID task, UUID cycle, String due) {
        return """
                {"taskId":"%s","cycleId":"%s","region":"%s","path":"SELF","account":"a-%s","assigneeRole":null,
                "subjectKind":"HELPER","subjectId":"%s","due":"%s"}""".formatted(task, cycle, village, village, task, due);
    }

    private void arrive(EventType type, Instant at) {
        announcing.arrive(new EventEnvelope(
                Ids.next(),
                type.fullType(),
                type.topic(),
                household,
                village,
                at,
                "{\"householdId\":\"%s\",\"region\":\"%s\",\"since\":\"2026-11-01\"}"
                        .formatted(household, village)
                        .getBytes(StandardCharsets.UTF_8),
                mapper));
    }

    /** Lets the time of what waits in this test's village come. */
    private void dueNow() throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE reminder SET next_at = '2026-01-01' WHERE region = ? AND state = 'WAITING'")) {
            update.setString(1, village);
            assertThat(update.executeUpdate()).isPositive();
        }
    }

    private ValidatableResponse matters() {
        return matters(household);
    }

    private ValidatableResponse matters(UUID subject) {
        return matters(subject.toString());
    }

    private ValidatableResponse matters(String subject) {
        return as("village-clerk", "c", village)
                .get("/api/v1/notification/reminders?subject=" + subject)
                .then()
                .statusCode(200);
    }

    private void awaitState(String state) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!matters().extract().<List<String>>path("items.state").contains(state)) {
            assertThat(System.nanoTime()).as("waiting for " + state).isLessThan(end);
        }
    }

    private void await(String role, String region, int count) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (reminders(role, region).size() < count) {
            assertThat(System.nanoTime()).as("waiting for reminder " + count).isLessThan(end);
        }
    }

    private List<String> reminders(String role, String region) {
        return as(role, "r", region).get("/api/v1/inbox?type=reminder-due").path("items.id");
    }
}
