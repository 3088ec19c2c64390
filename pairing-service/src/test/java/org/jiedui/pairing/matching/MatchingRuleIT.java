package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.household;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each test has a county of its own, so that rules and divisions of one do not count in another. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-13")
class MatchingRuleIT {
    private static final String RULES = "/api/v1/pairing/matching-rules";

    @Inject
    RuleRepository rules;

    @Inject
    RuleRevision revision;

    @Inject
    TimeSource time;

    @Test
    void shipsEveryRuleWithWordsAndTheWeightsThatTheCodeKnows() {
        assertThat(rules.book("", time.today()).counts()).isEqualTo(RuleBook.SHIPPED.counts());
        office("361101")
                .get(RULES)
                .then()
                .statusCode(200)
                .body("items.code", hasItems("SKILL_MEETS_NEED", "DIALECT", "MUTUAL_WISH", "CAPACITY_FULL"))
                .body("items.nameZh", everyItem(not(emptyString())))
                .body("items.nameEn", everyItem(not(emptyString())))
                .body("items.descriptionZh", everyItem(not(emptyString())))
                .body("items.descriptionEn", everyItem(not(emptyString())))
                .body("items", hasSize(MatchRule.values().length + 13))
                .body("items.find { it.code == 'CAPACITY_FULL' }.fixed", equalTo(true))
                .body("items.find { it.code == 'CAPACITY_FULL' }.hard", equalTo(true));
    }

    @Test
    void countsTheNewWeightFromItsDayOn_inItsDivisionOnly() {
        var county = "361102";
        var helper = helper(county, Map.of());
        var household = household(county + "101201", Map.of());
        assertThat(reason(county, household, helper, "SKILL_MEETS_NEED").get("most"))
                .isEqualTo(30);

        province()
                .body(rule(county, time.today(), 80, null))
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(200);

        assertThat(reason(county, household, helper, "SKILL_MEETS_NEED").get("most"))
                .isEqualTo(80);
        office(county)
                .queryParam("region", county + "101201")
                .get(RULES)
                .then()
                .body("items.find { it.code == 'SKILL_MEETS_NEED' }.weight", equalTo(80));
        office(county)
                .queryParam("region", county)
                .queryParam("asOf", time.today().minusDays(1).toString())
                .get(RULES)
                .then()
                .body("items.find { it.code == 'SKILL_MEETS_NEED' }.weight", equalTo(30));
        office("361103")
                .queryParam("region", "361103")
                .get(RULES)
                .then()
                .body("items.find { it.code == 'SKILL_MEETS_NEED' }.weight", equalTo(30));

        // the second period needs the tag of the first, and neither the past nor what was begun is rewritten
        var next = rule(county, time.today().plusDays(10), 40, null);
        province().body(next).put(RULES + "/SKILL_MEETS_NEED").then().statusCode(428);
        var tag = province()
                .queryParam("region", county)
                .get(RULES + "/SKILL_MEETS_NEED")
                .header("ETag");
        province()
                .header("If-Match", tag)
                .body(next)
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(200);
        province()
                .header("If-None-Match", tag)
                .queryParam("region", county)
                .get(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(200)
                .body("weight", equalTo(40));
        province()
                .header("If-Match", tag)
                .body(next)
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(412);
        tag = province()
                .queryParam("region", county)
                .get(RULES + "/SKILL_MEETS_NEED")
                .header("ETag");
        province()
                .header("If-Match", tag)
                .body(rule(county, time.today().plusDays(5), 40, null))
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(409)
                .body("code", equalTo("RULE_PERIOD_TAKEN"));
    }

    @Test
    void takesOneFirstPeriodOnly_whenTwoBeginAtOnce() {
        var county = "361110";
        var second = QuarkusTransaction.requiringNew().call(() -> {
            revision.revise(
                    new ReviseRule("NEAR", county, time.today(), false, 20, null, "近", "Near", "近", "Near"),
                    Caller.SYSTEM,
                    tag -> {});
            var other = CompletableFuture.supplyAsync(() -> province()
                    .body(rule(county, time.today().plusDays(5), 40, null))
                    .put(RULES + "/NEAR"));
            // waits for this transaction, whose period it cannot see yet
            assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });

        second.join().then().statusCode(428);
    }

    @Test
    void refusesARule_thatIsNoneOrNotTheCallers() {
        var body = rule("361104", time.today(), 10, null);
        office("361104").body(body).put(RULES + "/NEAR").then().statusCode(403);
        as("province-officer", "33", "other")
                .body(body)
                .put(RULES + "/NEAR")
                .then()
                .statusCode(403);
        province().body(body).put(RULES + "/CAPACITY_FULL").then().statusCode(404);
        province()
                .body(rule("361104", time.today().minusDays(1), 10, null))
                .put(RULES + "/NEAR")
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("PAST"));
        var hard = new HashMap<>(body);
        hard.put("hard", true);
        province().body(hard).put(RULES + "/NEAR").then().statusCode(400).body("violations.code", hasItem("THRESHOLD"));
    }

    @Test
    void vetoesByAHardRule_andSaysWhatWouldMakeItFeasible() {
        var county = "361105";
        var helper = helper(county, Map.of("skills", List.of("LAW"), "primaryPlaces", 0));
        var household = household(county + "101201", Map.of());
        province()
                .body(rule(county, time.today(), 30, 50))
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(200);

        var candidate = candidate(county, household, helper);

        assertThat(candidate.<String>getList("vetoes.code")).containsExactly("CAPACITY_FULL", "SKILL_MISSING");
        assertThat(candidate.<String>getList("wouldBeFeasible.veto")).containsExactly("CAPACITY_FULL", "SKILL_MISSING");
        assertThat(candidate.<String>getList("wouldBeFeasible.code")).containsExactly("ADD_A_PLACE", "LOWER_THRESHOLD");
        assertThat(candidate.getString("wouldBeFeasible[0].value")).isEqualTo("1");
        assertThat(candidate.getBoolean("wouldBeFeasible[0].possible")).isTrue();
    }

    @Test
    void countsDialectTravelAndWishes_whenTheyAreKnown() {
        var county = "361106";
        var village = county + "101201";
        var helper = helper(county, Map.of("languages", List.of("GAN")));
        var household = household(village, Map.of());
        var divisions = "/api/v1/pairing/divisions/";
        office(county)
                .body(Map.of("dialects", List.of("GAN"), "latitude", 28.1, "longitude", 117.9))
                .put(divisions + county)
                .then()
                .statusCode(200);
        office(county)
                .body(Map.of("travel", Map.of(county, 60)))
                .put(divisions + village)
                .then()
                .statusCode(200);
        office(county)
                .body(Map.of("latitude", 1))
                .put(divisions + village)
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("TOGETHER"));
        office(county).body(Map.of()).put(divisions + village).then().statusCode(428);
        office("361107").body(Map.of()).put(divisions + village).then().statusCode(403);
        office("361107").get(divisions + village).then().statusCode(404);
        office(county)
                .header("If-None-Match", office(county).get(divisions + village).header("ETag"))
                .get(divisions + village)
                .then()
                .statusCode(304);
        var wish = Map.of("helperId", helper, "helpedId", household.toString(), "side", "HELPED");
        office(county).body(wish).post("/api/v1/pairing/wishes").then().statusCode(201);

        assertThat(reason(county, household, helper, "DIALECT").get("points")).isEqualTo(5);
        // one hour of four
        assertThat(reason(county, household, helper, "NEAR").get("points")).isEqualTo(11);
        assertThat(reason(county, household, helper, "MUTUAL_WISH").get("points"))
                .isEqualTo(5);

        office(county)
                .get("/api/v1/pairing/wishes?helped=" + household)
                .then()
                .body("items.side", equalTo(List.of("HELPED")));
        office("361107").body(wish).post("/api/v1/pairing/wishes").then().statusCode(404);
        office(county).body(wish).post("/api/v1/pairing/wishes/withdraw").then().statusCode(204);
        office(county).body(wish).post("/api/v1/pairing/wishes/withdraw").then().statusCode(404);
        assertThat(reason(county, household, helper, "MUTUAL_WISH").get("points"))
                .isEqualTo(0);
    }

    @Test
    void knowsTheVillagesTraits_fromTheHouseholdService() {
        var county = "361108";
        var village = county + "101201";
        var helper = helper(county, Map.of("kind", "ECONOMIC_CADRE"));
        var household = household(village, Map.of());
        announce(
                "jiedui.household.village",
                "village-profile-changed",
                Ids.next(),
                village,
                Map.of("region", village, "traits", List.of("POOR", "WEAK")),
                Instant.now());
        await(() -> office(county).get("/api/v1/pairing/divisions/" + village).statusCode() == 200);

        assertThat(reason(county, household, helper, "KIND_FITS_VILLAGE").get("points"))
                .isEqualTo(15);
        announce(
                "jiedui.household.village",
                "village-profile-changed",
                Ids.next(),
                village,
                Map.of("region", village, "traits", List.of()),
                Instant.now().minusSeconds(3_600));
        // news that were overtaken change nothing; a later village shows that they were read
        var later = county + "101202";
        announce(
                "jiedui.household.village",
                "village-profile-changed",
                Ids.next(),
                later,
                Map.of("region", later, "traits", List.of("WEAK")),
                Instant.now());
        await(() -> office(county).get("/api/v1/pairing/divisions/" + later).statusCode() == 200);
        assertThat(reason(county, household, helper, "KIND_FITS_VILLAGE").get("points"))
                .isEqualTo(15);
    }

    @Test
    @Tag("PA-14")
    void keepsTheRulesOfItsDay_whenTheyChangeAfterwards() {
        var county = "361109";
        helper(county, Map.of());
        household(county + "101201", Map.of());
        var begun = office(county)
                .body(Map.of("region", county, "programme", "HOUSEHOLD_HELP", "from", "2026-01-01"))
                .post("/api/v1/matchings")
                .jsonPath()
                .getString("id");
        province()
                .body(rule(county, time.today(), 77, null))
                .put(RULES + "/NEAR")
                .then()
                .statusCode(200);

        await(() -> "PROPOSED"
                .equals(office(county).get("/api/v1/matchings/" + begun).path("state")));
        office(county)
                .get("/api/v1/matchings/" + begun)
                .then()
                .body("rules.NEAR.most", equalTo(15), "rules.SKILL_MEETS_NEED.most", equalTo(30));
    }

    @Test
    @Tag("PA-14")
    void obeysTheRulesOfATownship_whenTheRunIsTheCountys() {
        var county = "361111";
        var strict = household(county + "101201", Map.of());
        var other = household(county + "102201", Map.of());
        helper(county, Map.of("skills", List.of("LAW"), "primaryPlaces", 2));
        province()
                .body(rule(county + "101", time.today(), 30, 50))
                .put(RULES + "/SKILL_MEETS_NEED")
                .then()
                .statusCode(200);

        var run = office(county)
                .body(Map.of("region", county, "programme", "HOUSEHOLD_HELP", "from", "2026-01-01"))
                .post("/api/v1/matchings")
                .jsonPath()
                .getString("id");

        await(() ->
                "PROPOSED".equals(office(county).get("/api/v1/matchings/" + run).path("state")));
        office(county)
                .get("/api/v1/matchings/" + run)
                .then()
                .body(
                        "rules.SKILL_MEETS_NEED.atLeast",
                        nullValue(),
                        "rulesBelow." + county + "101.SKILL_MEETS_NEED.atLeast",
                        equalTo(50));
        var lines = office(county).get("/api/v1/matchings/" + run + "/lines").jsonPath();
        assertThat(lines.getString("items.find { it.householdId == '" + other + "' }.kind"))
                .isEqualTo("NEW");
        assertThat(lines.getInt("items.find { it.householdId == '" + strict + "' }.explanation.blocked.SKILL_MISSING"))
                .isEqualTo(1);
    }

    private static RequestSpecification office(String county) {
        return as("county-officer", county, "office-" + county);
    }

    private static RequestSpecification province() {
        return as("province-officer", "36", "province-36");
    }

    private static Map<String, Object> rule(String region, LocalDate from, int weight, Integer threshold) {
        var body = new HashMap<String, Object>(Map.of(
                "region",
                region,
                "validFrom",
                from.toString(),
                "hard",
                threshold != null,
                "weight",
                weight,
                "nameZh",
                "名称",
                "nameEn",
                "name",
                "descriptionZh",
                "说明",
                "descriptionEn",
                "what it means"));
        body.put("threshold", threshold);
        return body;
    }

    private static String helper(String county, Map<String, ?> changes) {
        var body = Stage.helper("县教育局", null);
        body.put("region", county);
        body.putAll(changes);
        return office(county)
                .body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath candidate(String county, UUID household, String helper) {
        var all = office(county)
                .queryParam("household", household)
                .queryParam("limit", 200)
                .get("/api/v1/pairings/candidates")
                .jsonPath();
        return all.setRootPath("items.find { it.helperId == '" + helper + "' }");
    }

    private static Map<String, Object> reason(String county, UUID household, String helper, String rule) {
        return candidate(county, household, helper).getMap("reasons.find { it.code == '" + rule + "' }");
    }
}
