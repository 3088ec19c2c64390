package org.jiedui.household.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ExchangeIT {
    @BeforeEach
    void county() {
        Anji.regions();
    }

    @Test
    @Tag("HH-20")
    void givesEveryChangeToThePlatform_andOnlyTheOwnOnesToAnotherCounty() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("needs", List.of("SALES")))
                .put("/api/v1/households/" + id + "/needs")
                .then()
                .statusCode(200);

        var changes = Anji.await(() -> changes("platform", "33", id), seen -> seen.size() >= 2);

        assertThat(changes).extracting(c -> c.get("operation")).containsOnly("UPSERT");
        assertThat(changes).extracting(c -> c.get("version")).containsExactly(0, 1);
        assertThat(changes("county-officer", "330522", id)).isEmpty();
        Anji.helper().get("/api/v1/household/changes").then().statusCode(403);
        Anji.county().get("/api/v1/household/changes?limit=0").then().statusCode(400);
        Anji.county()
                .get("/api/v1/household/changes?limit=1&fields=id,version")
                .then()
                .statusCode(200)
                .body("items[0].keySet()", containsInAnyOrder("id", "version"))
                .body("next", notNullValue());
    }

    @Test
    @Tag("HH-20")
    void showsAHousehold_asItsOwnAddressShowsIt() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("externalId", "feed-" + UUID.randomUUID());
        household.put("bankAccount", "6222000011112222");
        household.put("attributes", List.of("MINIMUM_LIVING", "RELOCATED"));
        household.put("causes", Map.of("main", "ILLNESS", "others", List.of("LACK_OF_FUNDS")));
        household.put("registeredOn", "2025-01-15");
        household.put("dwelling", Map.of("floorSpace", "96.5", "housingGrade", "B", "toilet", "SANITARY_DRY"));
        var son = Anji.person("SON", LocalDate.of(2001, 3, 4), true);
        son.put("phone", "13800005678");
        son.put("health", List.of("CHRONIC_ILLNESS", "DISABLED"));
        son.put(
                "work",
                Map.of("place", "OUTSIDE_PROVINCE", "months", 8, "monthlyWage", "4200.50", "channel", "OUT_WORK"));
        @SuppressWarnings("unchecked")
        var members = (List<Map<String, Object>>) household.get("members");
        members.add(son);
        var id = Anji.registered(household).getString("id");
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("{\"assets\":[{\"kind\":\"TEA\",\"amount\":\"1.2\"}]}")
                .put("/api/v1/households/" + id + "/assets")
                .then()
                .statusCode(200);

        var changes = Anji.await(() -> changes("platform", "33", id), seen -> seen.size() >= 2);

        var shown = Anji.county().get("/api/v1/households/" + id).jsonPath().getMap("");
        assertThat(changes).extracting(c -> c.get("body")).containsOnly(shown);
    }

    private static List<Map<String, Object>> changes(String role, String region, String id) {
        return Anji.changes(() -> Anji.as(role, region)).stream()
                .filter(c -> id.equals(c.get("id")))
                .toList();
    }

    @Test
    @Tag("HH-03")
    @Tag("HH-15")
    void announcesWhatTheContractsPromise_withoutAnythingPersonal() {
        var poor = Anji.household(Anji.VILLAGE);
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));
        var id = Anji.registered(poor).getString("id");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("householdId", id, "kind", "HELP", "category", "EMPLOYMENT", "content", "找工作"))
                .post("/api/v1/requests")
                .then()
                .statusCode(201);
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", Anji.clerk().get("/api/v1/households/" + id).header("ETag"))
                .body(Anji.income(2025, "90000.00"))
                .put("/api/v1/households/" + id + "/incomes")
                .then()
                .statusCode(200);

        var events = events(id, 7);

        assertThat(events.keySet())
                .containsExactlyInAnyOrder(
                        "household-registered.v1",
                        "household-changed.v1",
                        "risk-alert-raised.v1",
                        "risk-alert-cleared.v1",
                        "risk-case-opened.v1",
                        "risk-case-advanced.v1",
                        "request-opened.v1");
        events.forEach((name, data) -> {
            Contracts.conforms("household-service", name, data);
            assertThat(new String(data, StandardCharsets.UTF_8)).doesNotContain("赵大山", "钱小河", "3组12号", "找工作");
        });
    }

    private static Map<String, byte[]> events(String household, int expected) {
        var settings = new Properties();
        settings.put(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class));
        settings.put("group.id", "contracts-" + household);
        settings.put("auto.offset.reset", "earliest");
        var found = new HashMap<String, byte[]>();
        try (var kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            kafka.subscribe(List.of(
                    "jiedui.household.household",
                    "jiedui.household.risk-alert",
                    "jiedui.household.risk-case",
                    "jiedui.household.request"));
            var deadline = Instant.now().plus(Duration.ofSeconds(120));
            while (found.size() < expected && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, byte[]> event : kafka.poll(Duration.ofMillis(200))) {
                    if (new String(event.value(), StandardCharsets.UTF_8).contains(household)) {
                        var type =
                                new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                        found.put(type.substring("org.jiedui.household.".length()), event.value());
                    }
                }
            }
        }
        return found;
    }

    @Test
    @Tag("HH-20")
    void givesTheLabelsOfAllCodes() {
        Anji.helper()
                .get("/api/v1/code-lists")
                .then()
                .statusCode(200)
                .body("$", hasItems("measure-category", "relation", "risk"));
        Anji.helper()
                .header("Accept-Language", "en")
                .get("/api/v1/code-lists/sex")
                .then()
                .body("values", hasSize(4))
                .body("values[1].label", equalTo("male"))
                .body("values[1].zh", equalTo("男"))
                .body("values[1].national", equalTo("1"));
        Anji.helper().get("/api/v1/code-lists/colours").then().statusCode(404);
    }

    @Test
    void keepsItsContract() {
        Contracts.openApi(
                "household-service",
                RestAssured.given()
                        .get("/q/openapi?format=yaml")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void refusesBadTokens() {
        for (var token : List.of(
                Tokens.of("county-officer").life(Duration.ofMinutes(-5)).sign(),
                Tokens.of("county-officer").issuer("https://evil.test").sign(),
                Tokens.of("county-officer").audience("other").sign(),
                "garbage")) {
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .get("/api/v1/households")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer"));
        }
        RestAssured.given().get("/api/v1/households").then().statusCode(401);
    }

    @Test
    void refusesWhatIsTooLarge() {
        Anji.county()
                .contentType(ContentType.JSON)
                .body("{\"address\":\"" + "长".repeat(1_000_000) + "\"}")
                .post("/api/v1/households")
                .then()
                .statusCode(413);
    }
}
