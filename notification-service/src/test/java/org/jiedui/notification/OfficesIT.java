package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an account's addresses hear follows its offices. No mail is sent here: what is looked at is what would be. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-09")
class OfficesIT {
    @Inject
    Announcing announcing;

    @Inject
    DataSource database;

    private final String village = Regions.village();
    private final String county = village.substring(0, 6);
    private final String account = "acc-" + village;
    private String contact;

    @BeforeEach
    void register() throws SQLException {
        contact = as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"kind\":\"EMAIL\",\"value\":\"clerk%s@example.org\"}".formatted(village))
                .post("/api/v1/contact-points")
                .then()
                .statusCode(201)
                .body("offices", contains("village-clerk@" + village))
                .body("officesUntil", notNullValue())
                .extract()
                .path("id");
        sql(
                "UPDATE contact_point SET verified_hash = value_hash, verified_at = created_at, code = NULL WHERE account = '"
                        + account + "'");
    }

    @Test
    void tellsTheFormerOfficerNoMore_onceATokenComesWithoutTheOffice() {
        heard(announcing.alert(village, Ids.next()), 1);

        var before = asHelper().get("/api/v1/contact-points/" + contact);

        before.then().statusCode(200).body("offices", empty()).body("officesUntil", nullValue());
        heard(announcing.alert(village, Ids.next()), 0);
        heard(visitQuestion(), 1);
        as("village-clerk", account, village)
                .header("If-None-Match", before.header("ETag"))
                .get("/api/v1/contact-points/" + contact)
                .then()
                .statusCode(200)
                .body("offices", contains("village-clerk@" + village));
        heard(announcing.alert(village, Ids.next()), 1);
    }

    @Test
    void tellsTheNewOfficeToo_withoutRegisteringAnew() {
        var township = village.substring(0, 9);

        as("township-officer", account, township).get("/api/v1/inbox/unread-count");

        as("township-officer", account, township)
                .get("/api/v1/contact-points")
                .then()
                .body("items[0].offices", contains("township-officer@" + township));
        var alert = announcing.alert(village, Ids.next());
        heard(alert, 1).body("items[0].reason", equalTo("TOWNSHIP_IN_CHARGE"));
    }

    @Test
    void parksWhatWaitsForTheOffice_andNothingElse() {
        gatherForADigest();
        var ofTheOffice = announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, village, Ids.next(), EventType.HOUSEHOLD_REGISTERED.sample());
        var ofThePerson = visitQuestion();
        heard(ofTheOffice, 1).body("items[0].state", equalTo("PENDING"));

        asHelper().get("/api/v1/inbox/unread-count");

        heard(ofTheOffice, 1).body("items[0].state", equalTo("PARKED"));
        assertThat(heard(ofThePerson, 1).extract().<String>path("items[0].state"))
                .isNotEqualTo("PARKED");

        var parked = heard(ofTheOffice, 1).extract().<String>path("items[0].id");
        resend(asHelper(), parked).statusCode(409).body("code", equalTo("STATE_CONFLICT"));
        resend(as("county-officer", "boss", county), parked).statusCode(409);
        resendAllParked().body("resent", equalTo(0));
        heard(ofTheOffice, 1).body("items[0].state", equalTo("PARKED"));

        as("village-clerk", account, village).get("/api/v1/inbox/unread-count");

        resendAllParked().body("resent", equalTo(1));
    }

    @Test
    void letsNobodySendTheOwnAgainMoreThanFiveTimesAnHour() throws SQLException {
        gatherForADigest();
        var event = announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, village, Ids.next(), EventType.HOUSEHOLD_REGISTERED.sample());
        asHelper().get("/api/v1/inbox/unread-count");
        var parked = heard(event, 1)
                .body("items[0].state", equalTo("PARKED"))
                .extract()
                .<String>path("items[0].id");
        as("village-clerk", account, village).get("/api/v1/inbox/unread-count");
        sql("INSERT INTO contact_code (account, purpose, since, sent) VALUES ('" + account
                + "', 'RESEND', UTC_TIMESTAMP(6), 4)");

        resend(as("village-clerk", account, village), parked).statusCode(200);

        resend(as("village-clerk", account, village), parked)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("TOO_MANY_REQUESTS"));
        sql("UPDATE contact_code SET since = '2026-01-01' WHERE purpose = 'RESEND' AND account = '" + account + "'");
        resend(as("village-clerk", account, village), parked).statusCode(not(429));
    }

    @Test
    void letsWaitWhatTheHolderHearsByTheNewOfficeToo() {
        gatherForADigest();
        var ofTheVillage = announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, village, Ids.next(), EventType.HOUSEHOLD_REGISTERED.sample());

        as("township-officer", account, village.substring(0, 9)).get("/api/v1/inbox/unread-count");

        heard(ofTheVillage, 1).body("items[0].state", equalTo("PENDING"));
        var other = Regions.beside(village);
        var ofTheOther = announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, other, Ids.next(), EventType.HOUSEHOLD_REGISTERED.sample());
        heard(ofTheOther, 1).body("items[0].state", equalTo("PENDING"));

        as("village-clerk", account, village).get("/api/v1/inbox/unread-count");

        heard(ofTheVillage, 1).body("items[0].state", equalTo("PENDING"));
        heard(ofTheOther, 1).body("items[0].state", equalTo("PARKED"));
    }

    private void gatherForADigest() {
        var zone = ZoneId.of("Asia/Shanghai");
        as("village-clerk", account, village)
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{\"optOuts\":[],\"digest\":\"DAILY\",\"digestAt\":\"%s\"}"
                        .formatted(LocalTime.now(zone).plusHours(12).truncatedTo(ChronoUnit.MINUTES)))
                .put("/api/v1/preferences")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse resend(io.restassured.specification.RequestSpecification reader, String delivery) {
        return reader.header("If-Match", "*")
                .post("/api/v1/deliveries/" + delivery + "/resend")
                .then();
    }

    private ValidatableResponse resendAllParked() {
        return as("county-officer", "boss", county)
                .contentType("application/json")
                .header("Idempotency-Key", "resend-" + Ids.next())
                .body("{\"recipient\":\"" + contact + "\",\"states\":[\"PARKED\"]}")
                .post("/api/v1/deliveries/resend")
                .then()
                .statusCode(200);
    }

    @Test
    void endsTheOfficesAtOnce_whenTheCountySaysSo() {
        as("county-officer", "boss", Regions.beside(county))
                .delete(offices())
                .then()
                .statusCode(204);
        as("village-clerk", account, village).delete(offices()).then().statusCode(403);
        heard(announcing.alert(village, Ids.next()), 1);

        as("county-officer", "boss", county).delete(offices()).then().statusCode(204);

        // the token is older than the end
        as("village-clerk", account, village)
                .get("/api/v1/contact-points")
                .then()
                .body("items[0].offices", empty());
        heard(announcing.alert(village, Ids.next()), 0);
        heard(visitQuestion(), 1);
        as("county-officer", "boss", county).delete(offices()).then().statusCode(204);
        as("county-officer", "boss", county)
                .get("/api/v1/notification/audit-entries?resourceId=" + account)
                .then()
                .body("items.action", contains("OFFICES_ENDED"));
    }

    @Test
    void tellsAnOfficeNoMore_thatNoTokenConfirmedForLong() throws SQLException {
        aged(29);
        heard(announcing.alert(village, Ids.next()), 1);

        aged(31);

        heard(announcing.alert(village, Ids.next()), 0);
        heard(visitQuestion(), 1);
    }

    @Test
    void confirmsTheOffice_whenItsHolderComesAgain() throws SQLException {
        aged(31);

        // what this process saw of the token is forgotten with the next one
        asHelper().get("/api/v1/inbox/unread-count");
        as("village-clerk", account, village).get("/api/v1/inbox/unread-count");

        heard(announcing.alert(village, Ids.next()), 1);
    }

    @Test
    void waitsWithANewAddress_whileTheOfficesOfTheAccountAreNoted() throws Exception {
        var all = "SELECT id FROM contact_point WHERE account = '" + account + "' FOR UPDATE";
        try (var connection = database.getConnection();
                var noting = connection.createStatement()) {
            connection.setAutoCommit(false);
            noting.executeQuery(all).close();
            var registered = CompletableFuture.supplyAsync(() -> as("village-clerk", account, village)
                    .contentType("application/json")
                    .body("{\"kind\":\"EMAIL\",\"value\":\"second%s@example.org\"}".formatted(village))
                    .post("/api/v1/contact-points")
                    .statusCode());
            awaitSomebodyWhoWaits();
            // with a row of its own in the way this would be a deadlock
            noting.executeQuery(all).close();
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(registered.join()).isEqualTo(201);
        }
    }

    /** Until a statement of another connection waits for rows of addresses. */
    private void awaitSomebodyWhoWaits() throws Exception {
        for (var end = Instant.now().plusSeconds(90); ; TimeUnit.MILLISECONDS.sleep(50)) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT COUNT(*) FROM information_schema.PROCESSLIST"
                            + " WHERE ID <> CONNECTION_ID() AND INFO LIKE '%contact_point%FOR UPDATE'")) {
                row.next();
                if (row.getInt(1) > 0) {
                    return;
                }
            }
            assertThat(Instant.now()).as("waiting for the lock to be asked for").isBefore(end);
        }
    }

    private io.restassured.specification.RequestSpecification asHelper() {
        return as("helper", account, village);
    }

    private String offices() {
        return "/api/v1/notification/accounts/" + account + "/offices";
    }

    private UUID visitQuestion() {
        var data = EventType.VISIT_QUESTION_CHANGED
                .sample()
                .replaceFirst("\"visitorAccount\":\"[^\"]*\"", "\"visitorAccount\":\"" + account + "\"");
        return announcing.announce(EventType.VISIT_QUESTION_CHANGED, village, Ids.next(), data);
    }

    /** How many mails are on their way because of the event, as somebody sees who is not the holder. */
    private ValidatableResponse heard(UUID event, int mails) {
        return as("province-officer", "looker", village.substring(0, 2))
                .get("/api/v1/deliveries?channel=EMAIL&eventId=" + event)
                .then()
                .statusCode(200)
                .body("items", hasSize(mails));
    }

    private void aged(int days) throws SQLException {
        sql("UPDATE contact_point_mailbox m JOIN contact_point c ON c.id = m.contact_point_id"
                + " SET m.confirmed_at = UTC_TIMESTAMP(6) - INTERVAL " + days + " DAY WHERE c.account = '" + account
                + "'");
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.createStatement()) {
            assertThat(update.executeUpdate(statement)).isPositive();
        }
    }
}
