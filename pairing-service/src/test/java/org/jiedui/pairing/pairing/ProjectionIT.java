package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.householdFacts;
import static org.jiedui.pairing.Stage.registered;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ProjectionIT {
    private static final String HOUSEHOLDS = "jiedui.household.household";

    @Test
    void keepsTheNewestFacts_whenAnOlderEventArrivesLate() {
        var id = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
        var old = householdFacts(id, VILLAGE);
        announce(
                HOUSEHOLDS, "household-changed", id, VILLAGE, old, Instant.now().minusSeconds(3600));
        fence(id);

        assertThat(requiredPartners(id)).isEqualTo(2);
    }

    @Test
    @Tag("PA-08")
    void opensAGapOnce_whenTheSameEventComesTwice_andClosesItWhenCareEnds() {
        var id = Ids.next();
        var event = Ids.next();
        for (var i = 0; i < 2; i++) {
            announce(
                    HOUSEHOLDS,
                    "org.jiedui.household.household-registered.v1",
                    id,
                    VILLAGE,
                    householdFacts(id, VILLAGE),
                    Instant.now(),
                    event);
        }
        fence(id);
        assertThat(gaps(id)).isEqualTo(1);

        var facts = householdFacts(id, VILLAGE);
        facts.put("inCare", false);
        facts.put("stable", true);
        announce(HOUSEHOLDS, "household-changed", id, VILLAGE, facts, Instant.now());
        await(() -> gaps(id) == 0);
    }

    @Test
    @Tag("PA-13")
    void prefersTheSkillThatAnOpenAlertAsksFor() {
        var id = household(VILLAGE, Map.of("needs", List.of(), "causes", List.of()));
        var doctor = helper("县医院", null);
        doctor.put("skills", List.of("SOCIAL_SECURITY"));
        var helper = registered(doctor);
        var alert = Ids.next();
        announce(
                "jiedui.household.risk-alert",
                "risk-alert-raised",
                alert,
                VILLAGE,
                Map.of(
                        "alertId",
                        alert.toString(),
                        "householdId",
                        id.toString(),
                        "region",
                        VILLAGE,
                        "reasons",
                        List.of(Map.of("code", "NO_MEDICAL_INSURANCE", "figures", Map.of()))),
                Instant.now());

        await(() -> county().queryParam("household", id)
                .get("/api/v1/pairings/candidates")
                .jsonPath()
                .getList("helped.wantedSkills")
                .contains("SOCIAL_SECURITY"));
        county().queryParam("household", id)
                .queryParam("limit", 200)
                .header("Accept-Language", "en")
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.helperId == '" + helper + "' }.reasons.code",
                        hasItem("SKILL_MEETS_NEED"),
                        "items.find { it.helperId == '" + helper
                                + "' }.reasons.find { it.code == 'SKILL_MEETS_NEED' }.points",
                        equalTo(30));
    }

    @Test
    @Tag("PA-13")
    void excludesAHelper_whoFailedTheLastEvaluation() {
        // a county of its own: whoever is excluded is ranked behind all others
        var alone = "361151";
        var office = as("county-officer", alone, "office");
        var id = household(alone + "100201", Map.of());
        var details = helper("县机关事务局", null);
        details.put("region", alone);
        String helper = office.body(details)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        announce(
                "jiedui.evaluation.result",
                "org.jiedui.evaluation.evaluation-published.v1",
                UUID.fromString(helper),
                alone,
                Map.of("subjectKind", "HELPER", "subjectId", helper, "score", 41.5, "band", "UNQUALIFIED"),
                Instant.now(),
                Ids.next());

        await(() -> as("county-officer", alone, "office")
                .get("/api/v1/pairings/candidates?household=" + id)
                .jsonPath()
                .getList("items.find { it.helperId == '" + helper + "' }.vetoes.code")
                .contains("EVALUATED_UNFIT"));
    }

    /** All that was announced of this household before has been taken once this has: one key, one partition. */
    private static void fence(UUID id) {
        announce(
                HOUSEHOLDS,
                "household-monitored",
                id,
                VILLAGE,
                Map.of(
                        "householdId",
                        id.toString(),
                        "region",
                        VILLAGE,
                        "category",
                        "MARGINAL",
                        "risks",
                        List.of("WATER"),
                        "caseId",
                        Ids.next().toString()),
                Instant.now());
        await(() -> {
            var answer = county().queryParam("household", id).get("/api/v1/pairings/candidates");
            return answer.statusCode() == 200
                    && answer.jsonPath().getList("helped.wantedSkills").contains("CONSTRUCTION");
        });
    }

    private static int requiredPartners(UUID household) {
        return county().queryParam("household", household)
                .get("/api/v1/pairings/candidates")
                .jsonPath()
                .getInt("requiredPartners");
    }

    private static int gaps(UUID household) {
        return county().queryParam("household", household)
                .get("/api/v1/pairing/gaps/count")
                .jsonPath()
                .getInt("count");
    }
}
