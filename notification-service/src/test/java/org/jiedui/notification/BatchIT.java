package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.intake.EventIntake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that arrive together, as a poll of the log brings them. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-05")
class BatchIT {
    /** Statements for a batch; what is written at its end comes on top. */
    private static final int STATEMENTS = 25;

    @Inject
    Announcing announcing;

    @Inject
    EventIntake intake;

    @Inject
    DataSource database;

    private final String village = Regions.village();
    private final UUID household = Ids.next();

    @Test
    @Tag("NO-01")
    void tellsWhomItConcernedWhenTheEventCame_alsoWithinABatch() {
        var pairing = Ids.next();
        var helper = "helper-" + pairing;
        var alerts = Stream.generate(this::alert).limit(3).toList();

        announcing.arrive(
                alerts.get(0),
                pairing(EventType.PAIRING_CONFIRMED, pairing, helper, "ACTIVE", 1),
                alerts.get(1),
                pairing(EventType.PAIRING_ENDED, pairing, helper, "ENDED", 2),
                alerts.get(2));

        as("helper", helper, "330523")
                .get("/api/v1/inbox?type=risk-alert-raised")
                .then()
                .body("items.eventId", contains(alerts.get(1).id().toString()));
        as("village-clerk", "c", village)
                .get("/api/v1/inbox?type=risk-alert-raised")
                .then()
                .body(
                        "items.eventId",
                        contains(
                                alerts.get(2).id().toString(),
                                alerts.get(1).id().toString(),
                                alerts.get(0).id().toString()));
    }

    @Test
    @Tag("NO-04")
    void makesOneMessageOfABurst_alsoWithinABatchAndAfterAnother() {
        var other = Ids.next();
        announcing.arrive(change(household, 1), change(other, 1), change(household, 2));

        announcing.arrive(
                IntStream.rangeClosed(3, 30).mapToObj(i -> change(household, i)).toArray(EventEnvelope[]::new));

        var ofHousehold = "items.findAll { it.data.householdId == '%s' }".formatted(household);
        as("village-clerk", "c", village)
                .get("/api/v1/inbox?type=household-changed")
                .then()
                .body(ofHousehold + ".times.sum()", equalTo(30))
                .body(ofHousehold + "[0].data.labour", equalTo(30))
                // what takes longer than the window may be a few messages
                .body(ofHousehold + ".size()", lessThan(15))
                .body("items.find { it.data.householdId == '%s' }.times".formatted(other), equalTo(1));
    }

    @Test
    @Tag("NO-07")
    void stopsWhatTheSameBatchStarted() {
        var stopped = Ids.next();
        var goesOn = Ids.next();

        announcing.arrive(overdue(stopped), overdue(goesOn), visit(stopped));

        var matters = as("village-clerk", "c", village)
                .get("/api/v1/notification/reminders")
                .then();
        matters.body("items", hasSize(2))
                .body("items.find { it.subject == '%s' }.state".formatted(stopped), equalTo("STOPPED"))
                .body("items.find { it.subject == '%s' }.state".formatted(goesOn), equalTo("WAITING"));
    }

    @Test
    void keepsNothingOfABatchThatFails_andEachEventOnceAfterThat() {
        var kept = alert();
        var fresh = alert();
        announcing.arrive(kept);
        var poison = announcing.envelope(EventType.RISK_ALERT_RAISED, village, Ids.next(), "not json");

        assertThatThrownBy(() -> announcing.arrive(kept, fresh, poison)).isInstanceOf(IllegalArgumentException.class);
        assertThat(inbox()).containsExactly(kept.id().toString());
        announcing.arriveAndCrash(fresh);
        announcing.arrive(kept, fresh);

        assertThat(inbox()).containsExactly(fresh.id().toString(), kept.id().toString());
    }

    @Test
    void needsFewStatements_howeverManyEventsArriveTogether() {
        var few = statements(List.of(alert()));
        var many = new ArrayList<EventEnvelope>();
        for (var i = 0; i < 50; i++) {
            many.add(alert());
            many.add(change(Ids.next(), i));
        }

        assertThat(few).isLessThanOrEqualTo(STATEMENTS);
        assertThat(statements(many)).isLessThanOrEqualTo(STATEMENTS);
        assertThat(inbox()).hasSize(51);
    }

    /** How many statements the taking in of these needs before the end of its transaction. */
    private long statements(List<EventEnvelope> events) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var before = statements();
            intake.take(events);
            return statements() - before;
        });
    }

    /** Statements of the connection that the running transaction uses. */
    private long statements() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private List<String> inbox() {
        return as("village-clerk", "c", village)
                .get("/api/v1/inbox?type=risk-alert-raised&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.eventId");
    }

    private EventEnvelope alert() {
        return announcing.envelope(
                EventType.RISK_ALERT_RAISED, village, Ids.next(), Announcing.alertData(village, household));
    }

    private EventEnvelope pairing(EventType type, UUID pairing, String helper, String state, long version) {
        return announcing.envelope(
                type, village, pairing, Announcing.pairingData(pairing, village, helper, household, state, version));
    }

    private EventEnvelope change(UUID changed, int labour) {
        return announcing.envelope(
                EventType.HOUSEHOLD_CHANGED, village, changed, """
                {"householdId":"%s","householdNumber":"n","region":"%s","type":"ORDINARY","labour":%d,"needs":[],"causes":[]}""".formatted(changed, village, labour));
    }

    private EventEnvelope overdue(UUID visited) {
        return announcing.envelope(EventType.VISIT_OVERDUE, village, visited, """
                {"householdId":"%s","householdNumber":"n","region":"%s","unvisitedSince":"2026-09-20","days":60}""".formatted(visited, village));
    }

    private EventEnvelope visit(UUID visited) {
        return announcing.envelope(EventType.VISIT_RECORDED, village, Ids.next(), """
                {"householdIds":["%s"],"region":"%s","reached":true,"met":true,"day":"2026-11-22"}""".formatted(visited, village));
    }
}
