package org.jiedui.pairing.pairing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.announced;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.atOnce;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.etag;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.householdFacts;
import static org.jiedui.pairing.Stage.households;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.PairingEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PairingLifeCycleIT {
    private static final Map<String, Object> ABLE = Map.of();
    private static final Map<String, Object> CHILD_OUT = Map.of("childrenOutOfSchool", 1);

    @Test
    @Tag("PA-07")
    @Tag("PA-17")
    void leadsFromProposalToCertificate_whenBothSidesAccept() {
        var household = household(VILLAGE, ABLE);
        var helper = registered(helper("县教育局", "sub-h1"));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));

        // the helper accepts through the own account, the clerk records the household's word
        as("helper", "330523", "sub-h1")
                .header("If-Match", etag(pairing))
                .body(Map.of())
                .post("/api/v1/pairings/" + pairing + "/accept")
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"), "helperAcceptedBy", equalTo("sub-h1"));
        as("village-clerk", VILLAGE, "clerk")
                .header("If-Match", etag(pairing))
                .body(Map.of("side", "HELPED"))
                .post("/api/v1/pairings/" + pairing + "/accept")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"));
        step(pairing, "publicise", Map.of()).then().statusCode(200).body("state", equalTo("PUBLICISED"));
        var number = step(pairing, "confirm", Map.of("ceremonyOn", "2026-12-01"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "ceremonyOn", equalTo("2026-12-01"))
                .extract()
                .<String>path("certificateNumber");

        assertThat(number).matches("330523-\\d{4}-\\d{6}-[2-9A-Z]{5}");
        given().get("/api/v1/certificates/" + number + "/verification")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true), "name", equalTo("陈建国"), "unit", nullValue());
        given().get("/api/v1/certificates/" + number.substring(0, 19) + "AAAAA/verification")
                .then()
                .statusCode(404);
        county().get("/api/v1/pairings/" + pairing + "/history")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(5), "items[4].changes.field", hasItem("certificateNumber"));
    }

    @Test
    @Tag("PA-07")
    void refusesIllegalSteps_withTheLegalOnes() {
        var pairing = proposed(proposal(registered(helper("县水利局", null)), household(VILLAGE, ABLE), "PRIMARY"));

        step(pairing, "confirm", Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"), "reasons.code", containsInAnyOrder("ACCEPT", "WITHDRAW"));
        county().body(Map.of())
                .post("/api/v1/pairings/" + pairing + "/accept")
                .then()
                .statusCode(428);
        county().header("If-Match", "\"77\"")
                .body(Map.of())
                .post("/api/v1/pairings/" + pairing + "/accept")
                .then()
                .statusCode(412);
    }

    @Test
    @Tag("PA-07")
    void confirmsOnlyWithoutOpenObjections() {
        var pairing = proposed(proposal(registered(helper("县林业局", null)), household(VILLAGE, ABLE), "PRIMARY"));
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of("days", 0)).then().statusCode(200);
        String objection = as("village-clerk", VILLAGE, "clerk")
                .body(Map.of("text", "两家是亲戚"))
                .post("/api/v1/pairings/" + pairing + "/objections")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        step(pairing, "confirm", Map.of()).then().statusCode(422).body("code", equalTo("OBJECTIONS_OPEN"));
        county().body(Map.of("text", "查无此事", "upheld", false))
                .post("/api/v1/pairings/" + pairing + "/objections/" + objection + "/answer")
                .then()
                .statusCode(200);
        step(pairing, "confirm", Map.of()).then().statusCode(200);
    }

    @Test
    @Tag("PA-07")
    void letsWhoeverHasAnAccountReadAndObject_whileAPairingIsPublic() {
        var village = "330523104209";
        var household = household(village, ABLE);
        var pairing = proposed(proposal(registered(helper("县档案局", null)), household, "PRIMARY"));
        var objection = Map.of("text", "两家是亲戚");
        // somebody with nothing to do with it, from elsewhere
        stranger()
                .body(objection)
                .post("/api/v1/pairings/" + pairing + "/objections")
                .then()
                .statusCode(404);
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of("days", 3)).then().statusCode(200);
        var today = LocalDate.parse(inMonths(0));

        var found = stranger()
                .queryParam("region", village)
                .queryParam("limit", 200)
                .get("/api/v1/pairing/publicities")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(item -> pairing.equals(item.get("pairingId")))
                .toList();
        stranger().get("/api/v1/pairings/" + pairing).then().statusCode(404);
        stranger()
                .queryParam("region", "3305")
                .get("/api/v1/pairing/publicities")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("TOO_WIDE"));
        stranger()
                .body(objection)
                .post("/api/v1/pairings/" + pairing + "/objections")
                .then()
                .statusCode(201)
                .body("raisedBy", nullValue());

        assertThat(found).hasSize(1);
        assertThat(found.get(0))
                .containsEntry("region", village)
                .containsEntry("helper", Map.of("side", "PERSON", "name", "陈*国", "unit", "县档案局"))
                .containsEntry("publicisedOn", today.toString())
                .containsEntry("publicUntil", today.plusDays(2).toString());
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-publicised", pairing))
                .singleElement(STRING)
                .contains("\"publicityUntil\":\"" + today.plusDays(2) + "\"");
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-objected", pairing))
                .singleElement(STRING)
                .contains("\"objectionId\"")
                .doesNotContain("sub-stranger");
        step(pairing, "withdraw", Map.of("reason", "OTHER")).then().statusCode(200);
        stranger()
                .body(objection)
                .post("/api/v1/pairings/" + pairing + "/objections")
                .then()
                .statusCode(404);
    }

    private static RequestSpecification stranger() {
        return as("mentee", "330522", "sub-stranger");
    }

    @Test
    @Tag("PA-07")
    void waitsForTheEndOfThePublicity() {
        var pairing = proposed(proposal(registered(helper("县统计局", null)), household(VILLAGE, ABLE), "PRIMARY"));
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of("days", 3)).then().statusCode(200);

        step(pairing, "confirm", Map.of()).then().statusCode(422).body("code", equalTo("PUBLICITY_NOT_OVER"));
    }

    @Test
    @Tag("PA-06")
    void givesTheLastPlaceOnce_whenFiftyAskAtOnce() throws Exception {
        var helper = registered(helper("县司法局", null));
        var households = households(50);

        var codes = atOnce(households.stream()
                        .map(id -> (Callable<Response>) () ->
                                county().body(proposal(helper, id, "PRIMARY")).post("/api/v1/pairings"))
                        .toList())
                .stream()
                .map(answer -> answer.statusCode() + " " + Objects.requireNonNullElse(answer.path("code"), ""))
                .toList();

        assertThat(codes).filteredOn(c -> c.startsWith("201")).hasSize(1);
        assertThat(codes).filteredOn(c -> c.equals("409 CAPACITY_EXHAUSTED")).hasSize(49);
        county().get("/api/v1/helpers/" + helper)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(1));
    }

    @Test
    @Tag("PA-06")
    void takesAPlaceFromItsFirstToItsLastDay() {
        var helper = registered(helper("县地震局", null));
        var households = households(3);
        var last = LocalDate.parse(inMonths(12));
        var first = proposed(term(helper, households.get(0), last.minusYears(1), last));

        full(term(helper, households.get(1), last, last.plusYears(1)));
        proposed(term(helper, households.get(1), last.plusDays(1), last.plusYears(1)));
        full(term(helper, households.get(2), last.minusMonths(6), last.plusMonths(6)));

        active(first);
        step(first, "extend", Map.of("to", last.plusDays(1).toString(), "reason", "OTHER"))
                .then()
                .statusCode(409)
                .body("code", equalTo("CAPACITY_EXHAUSTED"));
        // fewer places than are taken one after the other, but not fewer than there were
        county().header("If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(helper("县地震局", null))
                .put("/api/v1/helpers/" + helper)
                .then()
                .statusCode(200)
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(2));
    }

    @Test
    @Tag("PA-06")
    void givesTheOnlyPlaceOnce_whenTermsOverlapAndFollowEachOtherAtOnce() throws Exception {
        var helper = registered(helper("县气象局", null));
        var households = households(20);
        var last = LocalDate.parse(inMonths(12));

        var codes = atOnce(IntStream.range(0, 20)
                        .mapToObj(k -> (Callable<Response>) () -> county().body(
                                        k % 2 == 0
                                                ? term(helper, households.get(k), last.minusYears(1), last)
                                                : term(helper, households.get(k), last.plusDays(1), last.plusYears(1)))
                                .post("/api/v1/pairings"))
                        .toList())
                .stream()
                .map(Response::statusCode)
                .toList();

        assertThat(codes).filteredOn(code -> code == 201).hasSize(2);
        assertThat(codes).filteredOn(code -> code == 409).hasSize(18);
    }

    @Test
    @Tag("PA-06")
    void keepsThePlaceOfWhoIsReplaced_untilTheOverlapIsOver() {
        var helper = registered(helper("县侨办", null));
        var households = households(2);
        var today = LocalDate.parse(inMonths(0));
        var pairing = proposed(proposal(helper, households.get(0), "PRIMARY"));
        active(pairing);

        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                registered(helper("县台办", null)),
                                "from",
                                today.toString(),
                                "overlapDays",
                                92,
                                "reason",
                                "OTHER"))
                .then()
                .statusCode(200);

        full(term(helper, households.get(1), today.plusDays(91), today.plusYears(1)));
        proposed(term(helper, households.get(1), today.plusDays(92), today.plusYears(1)));
    }

    private static void full(Map<String, Object> proposal) {
        county().body(proposal)
                .post("/api/v1/pairings")
                .then()
                .statusCode(409)
                .body("code", equalTo("CAPACITY_EXHAUSTED"));
    }

    private static Map<String, Object> term(String helper, UUID household, LocalDate from, LocalDate to) {
        var body = new HashMap<>(proposal(helper, household, "PRIMARY"));
        body.put("from", from.toString());
        body.put("to", to.toString());
        return body;
    }

    @Test
    @Tag("PA-12")
    void needsTwoDepartments_whenAChildIsOutOfSchool() {
        var household = household(VILLAGE, CHILD_OUT);
        var first = proposed(proposal(registered(helper("县教育局", null)), household, "PRIMARY"));
        step(first, "accept", Map.of()).then().statusCode(200);
        step(first, "publicise", Map.of()).then().statusCode(200);

        county().queryParam("household", household)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .body("requiredPartners", equalTo(2), "missingPartners", equalTo(1));
        step(first, "confirm", Map.of()).then().statusCode(422).body("code", equalTo("FORM_REQUIRES_PARTNERS"));
        county().body(proposal(registered(helper(" 县教育局 ", null)), household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains("SAME_DEPARTMENT"));
        var second = proposed(proposal(registered(helper("县人社局", null)), household, "PRIMARY"));
        step(first, "confirm", Map.of()).then().statusCode(200);
        active(second);
    }

    @Test
    @Tag("PA-12")
    void keepsTwoDepartments_unlessAnExceptionIsRecorded() {
        var household = household(VILLAGE, CHILD_OUT);
        var first = proposed(proposal(registered(helper("县教育局", null)), household, "PRIMARY"));
        var second = proposed(proposal(registered(helper("县人社局", null)), household, "PRIMARY"));
        active(first);

        // the first was confirmed since the second was on its way
        step(second, "withdraw", Map.of("reason", "NOT_SUITED"))
                .then()
                .statusCode(422)
                .body("code", equalTo("FORM_REQUIRES_PARTNERS"), "reasons.code", contains("DEPARTMENTS"));
        var exception = Map.of("reason", "NOT_SUITED", "exception", Map.of("reason", "村委会暂代"));
        as("township-officer", VILLAGE.substring(0, 9), "township")
                .header("If-Match", etag(second))
                .body(exception)
                .post("/api/v1/pairings/" + second + "/withdraw")
                .then()
                .statusCode(403);
        step(second, "withdraw", exception)
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"), "exceptionReason", equalTo("村委会暂代"));

        var third = proposed(proposal(registered(helper("县卫健局", null)), household, "PRIMARY"));
        active(third);
        step(first, "suspend", Map.of("reason", "ILLNESS"))
                .then()
                .statusCode(422)
                .body("code", equalTo("FORM_REQUIRES_PARTNERS"));
        step(first, "end", Map.of("reason", "HELPER_LEFT"))
                .then()
                .statusCode(422)
                .body("code", equalTo("FORM_REQUIRES_PARTNERS"));
        step(first, "end", exception).then().statusCode(200).body("state", equalTo("ENDED"));
        assertThat(gaps(household)).isZero();
    }

    @Test
    @Tag("PA-12")
    void pairsOneToOne_whenTheHouseholdIsAbleBodied() {
        var household = household(VILLAGE, ABLE);
        proposed(proposal(registered(helper("县财政局", null)), household, "PRIMARY"));

        county().body(proposal(registered(helper("县审计局", null)), household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("FORM_ONE_TO_ONE"));
        proposed(proposal(registered(helper("县审计局", null)), household, "SUPPORTING"));
    }

    @Test
    @Tag("PA-08")
    void keepsTheHouseholdCoupled_unlessAnExceptionIsRecorded() {
        var household = household(VILLAGE, ABLE);
        await(() -> gaps(household) == 1);
        var pairing = proposed(proposal(registered(helper("县商务局", null)), household, "PRIMARY"));
        active(pairing);
        assertThat(gaps(household)).isZero();

        step(pairing, "end", Map.of("reason", "HELPER_LEFT"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_WOULD_BE_UNCOUPLED"));
        step(pairing, "suspend", Map.of("reason", "ILLNESS"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_WOULD_BE_UNCOUPLED"));
        step(pairing, "end", Map.of("reason", "HELPER_LEFT", "exception", Map.of("reason", "村委会暂代")))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .statusCode(200)
                .body(
                        "items",
                        hasSize(1),
                        "items[0].ageDays",
                        equalTo(0),
                        "items[0].exceptionReason",
                        equalTo("村委会暂代"));
    }

    @Test
    @Tag("PA-08")
    @Tag("PA-05")
    void replacesTheHelper_withoutAGap() {
        var household = household(VILLAGE, ABLE);
        var first = registered(helper("县农业局", "sub-first"));
        var pairing = proposed(proposal(first, household, "PRIMARY"));
        active(pairing);
        var second = registered(helper("县粮食局", "sub-second"));
        var today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();

        var successor = step(
                        pairing,
                        "replace-helper",
                        Map.of("helperId", second, "from", today, "reason", "HELPER_RETIRED"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "replacesId", equalTo(pairing), "certificateNumber", notNullValue())
                .extract()
                .<String>path("id");

        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("REPLACED"), "endedOn", equalTo(today), "replacedById", equalTo(successor));
        assertThat(gaps(household)).isZero();
        county().get("/api/v1/helpers/" + first)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
        // the same two may pair again later, but never overlap
        step(successor, "replace-helper", Map.of("helperId", first, "from", today, "reason", "OTHER"))
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("PA-05")
    void refusesAnOverlap_ofTheSameTwoInTheSameRole() {
        var household = household(VILLAGE, ABLE);
        var many = helper("县交通局", null);
        many.put("supportingPlaces", 9);
        var helper = registered(many);
        proposed(proposal(helper, household, "SUPPORTING"));

        county().body(proposal(helper, household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(409)
                .body("code", equalTo("PAIRING_OVERLAPS"));
    }

    @Test
    @Tag("PA-09")
    void completesOnly_whenTheHouseholdIsStable() {
        var household = household(VILLAGE, ABLE);
        var pairing = proposed(proposal(registered(helper("县文旅局", null)), household, "PRIMARY"));
        active(pairing);
        step(pairing, "complete", Map.of("reason", "HOUSEHOLD_STABLE"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_NOT_STABLE"));

        announce(
                "jiedui.household.household",
                "household-stabilised",
                household,
                VILLAGE,
                Map.of("householdId", household.toString(), "region", VILLAGE, "manner", "HELPED"),
                Instant.now());
        var facts = householdFacts(household, VILLAGE);
        facts.put("stable", true);
        facts.put("inCare", false);
        facts.remove("category");
        announce("jiedui.household.household", "household-changed", household, VILLAGE, facts, Instant.now());

        await(() ->
                step(pairing, "complete", Map.of("reason", "HOUSEHOLD_STABLE")).statusCode() == 200);
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("COMPLETED"));
    }

    @Test
    @Tag("PA-15")
    void refusesAHelper_whoIsTiedToTheHouseholdOrInNeed() {
        var household = household(VILLAGE, ABLE);
        var relative = registered(helper("县统战部", null));
        county().body(Map.of("householdId", household.toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + relative + "/conflicts")
                .then()
                .statusCode(201);
        var needy = registered(helper("县妇联", null));
        county().body(Map.of("householdId", household(VILLAGE, ABLE).toString(), "kind", "MEMBER"))
                .post("/api/v1/helpers/" + needy + "/conflicts")
                .then()
                .statusCode(201);

        county().body(proposal(relative, household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("reasons.code", contains("CONFLICT_OF_INTEREST"));
        county().body(proposal(needy, household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("reasons.code", contains("HELPER_IN_NEED"));
    }

    @Test
    @Tag("PA-04")
    void sendsATeamIntoAVillage() {
        var leader = registered(helper("县委组织部", "sub-secretary"));
        String team = county().body(Map.of(
                        "kind",
                        "VILLAGE_TEAM",
                        "name",
                        "杭垓工作队",
                        "unit",
                        "县委组织部",
                        "unitLevel",
                        "COUNTY",
                        "region",
                        "330523",
                        "members",
                        List.of(Map.of("helperId", leader, "role", "FIRST_SECRETARY", "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .body("account", equalTo("sub-secretary"))
                .extract()
                .path("id");
        var body = new HashMap<String, Object>();
        body.put("programme", "VILLAGE_TEAM");
        body.put("role", "PRIMARY");
        body.put("teamId", team);
        body.put("helped", Map.of("kind", "VILLAGE", "region", "330523105203"));
        body.put("from", inMonths(-6));
        body.put("to", inMonths(24));
        var pairing = proposed(body);

        as("helper", "330523", "sub-secretary")
                .get("/api/v1/pairings/" + pairing)
                .then()
                .statusCode(200);
        body.put("to", inMonths(12));
        county().body(body)
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("TERM_NOT_ALLOWED"), "reasons.code", contains("TOO_SHORT"));
    }

    @Test
    @Tag("PA-05")
    void hidesPairings_outsideTheRegionAndFromStrangers() {
        var household = household(VILLAGE, ABLE);
        var pairing = proposed(proposal(registered(helper("县环保局", "sub-own")), household, "PRIMARY"));

        for (var stranger : List.of(
                as("county-officer", "330522", "county2"),
                as("township-officer", "330523101", "township2"),
                as("helper", "330523", "sub-other"))) {
            stranger.get("/api/v1/pairings/" + pairing).then().statusCode(404);
        }
        as("helper", "330523", "sub-own")
                .get("/api/v1/pairings")
                .then()
                .statusCode(200)
                .body("items.id", hasItems(pairing));
        as("helper", "330523", "sub-other")
                .get("/api/v1/pairings")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        as("county-officer", "330522", "county2")
                .header("If-Match", etag(pairing))
                .body(Map.of())
                .post("/api/v1/pairings/" + pairing + "/accept")
                .then()
                .statusCode(404);
        as("county-officer", "330522", "county2")
                .queryParam("household", household)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(404);
        as("auditor", "330523", "auditor")
                .body(proposal(registered(helper("县物价局", null)), household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(403);
    }

    private static int gaps(UUID household) {
        return county().queryParam("household", household)
                .get("/api/v1/pairing/gaps/count")
                .jsonPath()
                .getInt("count");
    }
}
