package org.jiedui.evaluation.honour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.jiedui.evaluation.cycle.PairingFact;
import org.jiedui.evaluation.cycle.PairingIntake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is held up to others. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HonourIT {
    @Inject
    World world;

    @Inject
    PairingIntake intake;

    @Inject
    Growth growth;

    private final String county = World.county();

    private RequestSpecification officer() {
        return World.countyOfficer(county);
    }

    private Map<String, Object> growth(UUID mentee, UUID mentor) {
        return Map.of(
                "region", county,
                "kind", "BECAME_MENTOR",
                "holderKind", "MENTEE",
                "holderId", mentee,
                "title", "导师",
                "wonOn", "2026-10-17",
                "source", "聘任文件",
                "mentorId", mentor);
    }

    @Test
    @Tag("EV-11")
    void showsUnderTheMentorWhoOfTheMenteesBecameAMentor_onceEach() {
        var mentor = UUID.randomUUID();
        var body = growth(UUID.randomUUID(), mentor);
        officer().body(body).post("/api/v1/honours").then().statusCode(201);
        officer().body(body).post("/api/v1/honours").then().statusCode(409).body("code", equalTo("HONOUR_EXISTS"));
        World.as("mentee", county, "anybody")
                .get("/api/v1/honours?kind=BECAME_MENTOR&mentor=" + mentor)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        World.countyOfficer(World.county())
                .body(body)
                .post("/api/v1/honours")
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("EV-11")
    void isRecordedOnce_whenReplicasTakeInThePairingsOfOnePersonAtOnce() throws Exception {
        var person = "grown-" + county;
        var mentor = UUID.randomUUID();
        var stored = new CountDownLatch(1);
        var others = new CountDownLatch(1);
        var asMentee = CompletableFuture.runAsync(() -> world.inTransaction(() -> {
            takeIn(mentor, "mentor-" + county, person, "2025-01-01");
            stored.countDown();
            await(others);
        }));
        await(stored);
        var asMentor = Stream.of("2026-03-01", "2026-09-01")
                .map(from -> CompletableFuture.runAsync(() ->
                        world.inTransaction(() -> takeIn(UUID.randomUUID(), person, "mentee-" + county + from, from))))
                .toList();
        world.awaitStatement("INSERT INTO growth_account");
        others.countDown();
        asMentee.get(60, TimeUnit.SECONDS);
        for (var each : asMentor) {
            each.get(60, TimeUnit.SECONDS);
        }

        assertThat(world.number("SELECT COUNT(*) FROM honour WHERE mentor_id = UNHEX('"
                        + mentor.toString().replace("-", "") + "')"))
                .isEqualTo(1);
    }

    private void takeIn(UUID mentor, String mentorAccount, String menteeAccount, String from) {
        var pairing = UUID.randomUUID();
        var mentee = UUID.randomUUID();
        var day = LocalDate.parse(from);
        intake.take(new PairingFact(
                pairing,
                "MENTORING",
                county,
                "ACTIVE",
                mentor,
                mentorAccount,
                "农业农村局",
                "MENTEE",
                mentee,
                menteeAccount,
                county,
                day,
                null,
                1));
        growth.notice(
                "MENTORING",
                "ACTIVE",
                new Growth.Mentoring(pairing, county, mentor, mentorAccount, mentee, menteeAccount, day));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("EV-11")
    void refusesGrowthOfAHelper_andADayToCome() {
        officer()
                .body(Map.of(
                        "region", county,
                        "kind", "BACKBONE_STAFF",
                        "holderKind", "HELPER",
                        "holderId", UUID.randomUUID(),
                        "title", "骨干",
                        "wonOn", "2199-01-01",
                        "source", "x"))
                .post("/api/v1/honours")
                .then()
                .statusCode(400)
                .body("violations", hasSize(2));
    }

    @Test
    @Tag("EV-11")
    void staysOnTheRoll_whenItIsRevoked_withTheReasonForTheOfficeOnly() {
        var created =
                officer().body(growth(UUID.randomUUID(), UUID.randomUUID())).post("/api/v1/honours");
        String id = created.path("id");
        officer()
                .header("If-Match", created.header("ETag"))
                .body(Map.of("reason", "材料不实"))
                .post("/api/v1/honours/" + id + "/revoke")
                .then()
                .statusCode(200)
                .body("state", equalTo("REVOKED"))
                .body("revokeReason", equalTo("材料不实"));
        World.as("mentee", county, "anybody")
                .get("/api/v1/honours/" + id)
                .then()
                .body("state", equalTo("REVOKED"))
                .body("revokeReason", nullValue());
    }

    @Test
    @Tag("EV-12")
    void canBeLookedUpByCauseAndMeasure_onceReviewedAndPublished() {
        var created = officer()
                .body(Map.of(
                        "region",
                        county,
                        "title",
                        "一片白茶富一户",
                        "summary",
                        "引种白茶",
                        "cause",
                        "C" + county,
                        "measure",
                        "INDUSTRY"))
                .post("/api/v1/model-cases");
        created.then().statusCode(201);
        String id = created.path("id");
        var anybody = "/api/v1/model-cases?measure=INDUSTRY&cause=C" + county;
        World.as("helper", county, "anybody").get(anybody).then().body("items", hasSize(0));
        officer()
                .header("If-Match", created.header("ETag"))
                .post("/api/v1/model-cases/" + id + "/approve")
                .then()
                .statusCode(422)
                .body("code", equalTo("OWN_NOMINATION"));
        officer()
                .header("If-Match", created.header("ETag"))
                .post("/api/v1/model-cases/" + id + "/publish")
                .then()
                .statusCode(409)
                .body("reasons.code", hasItem("APPROVED"));
        var reviewer = World.as("county-officer", county, "reviewer");
        var approved =
                reviewer.header("If-Match", created.header("ETag")).post("/api/v1/model-cases/" + id + "/approve");
        approved.then().statusCode(200);
        var published =
                officer().header("If-Match", approved.header("ETag")).post("/api/v1/model-cases/" + id + "/publish");
        published.then().statusCode(200);
        World.as("helper", World.county(), "anybody").get(anybody).then().body("items.id", hasItem(id));
        officer()
                .header("If-Match", published.header("ETag"))
                .body(Map.of("reason", "过时"))
                .post("/api/v1/model-cases/" + id + "/withdraw")
                .then()
                .statusCode(200);
        World.as("helper", World.county(), "anybody").get(anybody).then().body("items.id", not(hasItem(id)));
    }
}
