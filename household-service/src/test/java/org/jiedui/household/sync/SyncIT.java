package org.jiedui.household.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.jiedui.household.registration.HouseholdsAnonymised;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-12")
class SyncIT {
    @Inject
    DataSource database;

    @Inject
    Event<HouseholdsAnonymised> anonymised;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private String household;
    private String account;

    @BeforeEach
    void household() {
        Anji.regions();
        household = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        account = "offline-" + UUID.randomUUID();
    }

    private RequestSpecification clerk() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("village-clerk")
                        .subject(account)
                        .region(Anji.VILLAGE)
                        .sign())
                .contentType(ContentType.JSON);
    }

    private ValidatableResponse send(String... operations) {
        return clerk().body("{\"operations\":[" + String.join(",", operations) + "]}")
                .post("/api/v1/household/sync")
                .then()
                .statusCode(200);
    }

    private static String operation(String kind, String more) {
        return operation(UUID.randomUUID().toString(), kind, more);
    }

    private static String operation(String id, String kind, String more) {
        return "{\"id\":\"%s\",\"kind\":\"%s\",%s}".formatted(id, kind, more);
    }

    private String visit(LocalDate day) {
        return """
                {"householdIds":["%s"],"day":"%s","manner":"HOME","reached":true,"content":"离线走访"}""".formatted(household, day);
    }

    private int visits() {
        return Anji.county()
                .get("/api/v1/visits/count?householdId=" + household)
                .path("count");
    }

    private String[] batch() {
        var draft = UUID.randomUUID();
        return new String[] {
            operation("BEGIN_VISIT_DRAFT", "\"clientId\":\"%s\",\"body\":%s".formatted(draft, visit(today))),
            operation("RECORD_VISIT", "\"body\":" + visit(today.plusDays(1))),
            operation("RECORD_VISIT_DRAFT", "\"target\":\"%s\",\"baseVersion\":0".formatted(draft)),
            operation(
                    "PUT_NEEDS",
                    "\"target\":\"%s\",\"baseVersion\":77,\"body\":{\"needs\":[\"HOUSING\"]}".formatted(household)),
            operation(
                    "TAKE_MEASURE",
                    "\"target\":\"%s\",\"body\":{\"category\":\"EMPLOYMENT\",\"title\":\"介绍岗位\",\"from\":\"2026-03-01\"}"
                            .formatted(household)),
            operation(
                    "OPEN_REQUEST",
                    "\"body\":{\"householdId\":\"%s\",\"kind\":\"HELP\",\"category\":\"WATER\",\"content\":\"水压不足\"}"
                            .formatted(household))
        };
    }

    @Test
    void takesEachOperationByItself_inOrder_withClientIds() {
        var results = send(batch())
                .body("results.status", equalTo(List.of(201, 400, 201, 412, 201, 201)))
                .body("results[1].problem.violations[0].code", equalTo("IN_FUTURE"))
                .body("results[3].problem.code", equalTo("STALE"))
                .body("results[3].conflict.client.needs", equalTo(List.of("HOUSING")))
                .body("results[3].conflict.server.needs", equalTo(List.of("EMPLOYMENT")))
                .body("results[4].body.title", equalTo("介绍岗位"))
                .extract()
                .jsonPath();
        assertThat(results.getString("results[2].resourceId")).isEqualTo(results.getString("results[0].resourceId"));
        assertThat(visits()).isEqualTo(1);
        int version = results.getInt("results[3].conflict.serverVersion");
        send(operation(
                        "PUT_NEEDS",
                        "\"target\":\"%s\",\"baseVersion\":%d,\"body\":{\"needs\":[\"HOUSING\"]}"
                                .formatted(household, version)))
                .body("results[0].status", equalTo(200))
                .body("results[0].body.needs", equalTo(List.of("HOUSING")));
    }

    @Test
    void givesTheFirstResultsAgainWithoutFurtherEffect_whenTheBatchIsSentAgain() {
        var batch = batch();
        var first = send(batch).extract().jsonPath();
        var again = send(batch)
                .body("results.replayed", everyItem(equalTo(true)))
                .extract()
                .jsonPath();
        for (var field : List.of("status", "resourceId", "problem", "conflict", "body")) {
            assertThat(again.getList("results." + field)).as(field).isEqualTo(first.getList("results." + field));
        }
        assertThat(visits()).isEqualTo(1);
        Anji.county()
                .get("/api/v1/requests/count?householdId=" + household)
                .then()
                .body("count", equalTo(1));
    }

    @Test
    void takesAnOperationLater_whenThatOnWhichItDependsCameInNoBatchYet() {
        var batch = batch();
        send(batch[2]).body("results[0].status", equalTo(404));

        send(batch[0]).body("results[0].status", equalTo(201));

        send(batch[2]).body("results[0].status", equalTo(201));
        assertThat(visits()).isEqualTo(1);
    }

    @Test
    @Tag("HH-24")
    void keepsResultsSealed_andForgetsThem_whenTheHouseholdIsAnonymised() throws Exception {
        var number = "6222000011113333";
        var stale = operation(
                "PATCH_HOUSEHOLD",
                "\"target\":\"%s\",\"baseVersion\":77,\"body\":{\"bankAccount\":\"%s\"}".formatted(household, number));
        send(stale, operation("RECORD_VISIT", "\"body\":" + visit(today)))
                .body("results.status", equalTo(List.of(412, 201)))
                .body("results[0].conflict.client.bankAccount", equalTo(number));

        assertThat(stored()).hasSize(2).noneMatch(row -> row.contains(number) || row.contains("离线走访"));
        send(stale)
                .body("results[0].replayed", equalTo(true))
                .body("results[0].conflict.client.bankAccount", equalTo(number));
        QuarkusTransaction.requiringNew()
                .run(() -> anonymised.fire(new HouseholdsAnonymised(List.of(UUID.fromString(household)))));
        assertThat(stored()).isEmpty();
    }

    private List<String> stored() throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT result, sealed FROM sync_operation WHERE account = ?")) {
            select.setString(1, account);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1) + new String(row.getBytes(2), StandardCharsets.UTF_8));
                }
            }
        }
        return rows;
    }

    @Test
    void carriesAnOperationOutOnce_whenItIsSentManyTimesAtOnce() throws Exception {
        var operation = operation("RECORD_VISIT", "\"body\":" + visit(today));
        var pool = Executors.newFixedThreadPool(12);
        try {
            var sent = pool.invokeAll(Collections.nCopies(
                    12, () -> send(operation).extract().jsonPath().getInt("results[0].status")));
            for (var status : sent) {
                assertThat(status.get()).isIn(201, 503);
            }
        } finally {
            pool.shutdown();
        }
        assertThat(visits()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithABatch() {
        var draft = UUID.randomUUID();
        var dependent = operation("RECORD_VISIT_DRAFT", "\"target\":\"%s\",\"baseVersion\":0".formatted(draft));
        send(
                        operation(
                                "BEGIN_VISIT_DRAFT",
                                "\"clientId\":\"%s\",\"body\":{\"weather\":\"rain\"}".formatted(draft)),
                        dependent,
                        operation("FLY", "\"body\":{}"),
                        operation("PUT_NEEDS", "\"target\":\"%s\",\"body\":{\"needs\":[]}".formatted(household)),
                        operation("PUT_NEEDS", "\"body\":{\"needs\":[]}"))
                .body(
                        "results.problem.code",
                        equalTo(List.of(
                                "UNKNOWN_PROPERTY",
                                "DEPENDS_ON_REFUSED",
                                "UNKNOWN_OPERATION",
                                "PRECONDITION_REQUIRED",
                                "INVALID_REQUEST")));
        send(
                        operation(
                                "BEGIN_VISIT_DRAFT", "\"clientId\":\"%s\",\"body\":%s".formatted(draft, visit(today))),
                        dependent)
                .body("results.status", equalTo(List.of(201, 201)));

        var id = UUID.randomUUID().toString();
        send(operation(id, "RECORD_VISIT", "\"body\":" + visit(today)));
        send(operation(id, "RECORD_VISIT", "\"body\":" + visit(today.minusDays(1))))
                .body("results[0].problem.code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        var many = Collections.nCopies(501, operation("RECORD_VISIT", "\"body\":{}"));
        clerk().body("{\"operations\":" + many + "}")
                .post("/api/v1/household/sync")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("SIZE"));
        clerk().body("{\"operations\":[{\"kind\":\"RECORD_VISIT\"}]}")
                .post("/api/v1/household/sync")
                .then()
                .statusCode(400);
    }
}
