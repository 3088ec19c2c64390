package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.atOnce;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.households;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules between two records hold when fifty write at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ParallelWritersIT {
    private static final int PAIRS = 25;

    @Test
    @Tag("PA-15")
    void pairsNobodyTied_whenFiftyDeclareAndProposeOrConfirmAtOnce() throws Exception {
        var households = households(PAIRS);
        var helpers = IntStream.range(0, PAIRS)
                .mapToObj(i -> registered(helper("县直单位" + i, null)))
                .toList();
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < PAIRS; i++) {
            var helper = helpers.get(i);
            var household = households.get(i);
            if (i % 2 == 0) {
                var pairing = publicised(proposal(helper, household, "PRIMARY"));
                calls.add(() -> step(pairing, "confirm", Map.of()));
            } else {
                calls.add(() ->
                        county().body(proposal(helper, household, "PRIMARY")).post("/api/v1/pairings"));
            }
            calls.add(() -> declare(helper, household));
        }

        var answers = atOnce(calls);

        for (var i = 0; i < PAIRS; i++) {
            var pairing = answers.get(2 * i);
            var tie = answers.get(2 * i + 1);
            assertThat(tie.statusCode()).isEqualTo(201);
            if (pairing.statusCode() == 422) {
                assertThat(pairing.<List<String>>path("reasons.code")).containsExactly("CONFLICT_OF_INTEREST");
            } else {
                assertThat(pairing.statusCode()).isEqualTo(i % 2 == 0 ? 200 : 201);
                assertThat(Instant.parse(pairing.path(i % 2 == 0 ? "confirmedAt" : "createdAt")))
                        .as("paired before the tie was known")
                        .isBeforeOrEqualTo(Instant.parse(tie.path("declaredAt")));
                tied(households.get(i)).then().body("items.id", contains(pairing.<String>path("id")));
            }
        }
    }

    @Test
    @Tag("PA-15")
    void isNotConfirmedButListed_whenATieIsDeclaredDuringThePublicity() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县台办", null));
        var pairing = publicised(proposal(helper, household, "PRIMARY"));
        tied(household).then().body("items", hasSize(0));

        declare(helper, household).then().statusCode(201);

        step(pairing, "confirm", Map.of())
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains("CONFLICT_OF_INTEREST"));
        tied(household).then().body("items.id", contains(pairing), "items.state", contains("PUBLICISED"));
        county().queryParam("helped", household)
                .queryParam("tied", true)
                .get("/api/v1/pairings/count")
                .then()
                .body("count", equalTo(1));
    }

    @Test
    @Tag("PA-12")
    @Tag("PA-08")
    void keepsTwoDepartmentsAndAPrimary_whenFiftyEndTwoPrimariesAtOnce() throws Exception {
        var childOut = Map.<String, Object>of("childrenOutOfSchool", 1);
        var ofTwo = household(VILLAGE, childOut);
        var two = List.of(
                proposed(proposal(registered(helper("县教育局", null)), ofTwo, "PRIMARY")),
                proposed(proposal(registered(helper("县人社局", null)), ofTwo, "PRIMARY")));
        var ofThree = household(VILLAGE, childOut);
        var three = List.of(
                proposed(proposal(registered(helper("县教育局", null)), ofThree, "PRIMARY")),
                proposed(proposal(registered(helper("县人社局", null)), ofThree, "PRIMARY")),
                proposed(proposal(registered(helper("县卫健局", null)), ofThree, "SUPPORTING")));
        two.forEach(Stage::active);
        three.forEach(Stage::active);
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 25; i++) {
            var which = i % 2;
            calls.add(() -> step(two.get(which), "end", Map.of("reason", "HELPER_LEFT")));
            calls.add(() -> step(three.get(which), "end", Map.of("reason", "HELPER_LEFT")));
        }

        var answers = atOnce(calls);

        assertThat(IntStream.range(0, 25).mapToObj(i -> answers.get(2 * i)))
                .allSatisfy(answer -> assertThat(answer.<String>path("code")).isEqualTo("FORM_REQUIRES_PARTNERS"));
        assertThat(IntStream.range(0, 25).map(i -> answers.get(2 * i + 1).statusCode()))
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(activeRoles(ofTwo)).containsExactly("PRIMARY", "PRIMARY");
        assertThat(activeRoles(ofThree)).containsExactlyInAnyOrder("PRIMARY", "SUPPORTING");
        county().queryParam("household", ofThree)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
    }

    /** How many of many wishes a rule lets pass, and with what it refuses the others. */
    private enum Rule {
        /** One helper with one place, many households. */
        CAPACITY(1, "CAPACITY_EXHAUSTED"),
        /** The same two in the same role at the same time. */
        OVERLAP(1, "PAIRING_OVERLAPS"),
        /** An able-bodied household, many helpers. */
        ONE_TO_ONE(1, "FORM_ONE_TO_ONE"),
        /** A household with a child out of school, many helpers of two departments. */
        DEPARTMENTS(2, "FORM_ONE_TO_ONE", "HELPER_NOT_ELIGIBLE"),
        /** More than the programme lets one household have. */
        MOST_HELPERS(6, "TOO_MANY_HELPERS"),
        /** A helper who belongs to a household in care, many households. */
        IN_NEED(0, "HELPER_NOT_ELIGIBLE");

        private final int most;
        private final List<String> refusals;

        Rule(int most, String... refusals) {
            this.most = most;
            this.refusals = List.of(refusals);
        }

        private List<Map<String, Object>> wishes(int number) {
            return switch (this) {
                case CAPACITY -> towards(registered(helper("县司法局", null)), number);
                case OVERLAP -> Collections.nCopies(number, proposal(free("supportingPlaces"), able(), "SUPPORTING"));
                case ONE_TO_ONE -> of(able(), "PRIMARY", number, number);
                case DEPARTMENTS -> of(household(VILLAGE, Map.of("childrenOutOfSchool", 1)), "PRIMARY", number, 2);
                case MOST_HELPERS -> of(able(), "SUPPORTING", number, number);
                case IN_NEED -> {
                    var needy = free("primaryPlaces");
                    declare(needy, able(), "MEMBER").then().statusCode(201);
                    yield towards(needy, number);
                }
            };
        }

        private static UUID able() {
            return household(VILLAGE, Map.of());
        }

        private static String free(String places) {
            var body = helper("县公安局", null);
            body.put(places, 1000);
            return registered(body);
        }

        private static List<Map<String, Object>> towards(String helper, int number) {
            return households(number).stream()
                    .map(household -> proposal(helper, household, "PRIMARY"))
                    .toList();
        }

        private static List<Map<String, Object>> of(UUID household, String role, int number, int departments) {
            return IntStream.range(0, number)
                    .mapToObj(i -> proposal(registered(helper("县直部门" + i % departments, null)), household, role))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PA-05")
    @Tag("PA-06")
    @Tag("PA-12")
    @Tag("PA-15")
    @Tag("PA-20")
    void admitsNoMoreThanTheRule_whenFiftyProposeOneByOneAndInBulk(Rule rule) throws Exception {
        var wishes = rule.wishes(75);
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 75; i += 3) {
            var single = wishes.get(i);
            var items = wishes.subList(i + 1, i + 3).stream()
                    .map(wish -> Map.of("propose", wish))
                    .toList();
            calls.add(() -> county().body(single).post("/api/v1/pairings"));
            calls.add(() -> county().body(Map.of("items", items)).post("/api/v1/pairings/bulk"));
        }

        var answers = atOnce(calls);

        var refusals = new ArrayList<String>();
        for (var i = 0; i < answers.size(); i += 2) {
            assertThat(answers.get(i).statusCode()).isIn(201, 409, 422);
            assertThat(answers.get(i + 1).statusCode()).isIn(200, 207);
            refusals.add(answers.get(i).path("code"));
            for (var item : answers.get(i + 1).<List<Map<String, Map<String, String>>>>path("items")) {
                var problem = item.get("problem");
                refusals.add(problem == null ? null : problem.get("code"));
            }
        }
        assertThat(refusals).hasSize(75).filteredOn(Objects::isNull).hasSize(rule.most);
        assertThat(refusals).filteredOn(Objects::nonNull).allMatch(rule.refusals::contains);
        if (rule == Rule.DEPARTMENTS) {
            assertThat(county().queryParam("helped", (Object)
                                    ((Map<?, ?>) wishes.get(0).get("helped")).get("id"))
                            .get("/api/v1/pairings")
                            .<List<String>>path("items.helper.unit"))
                    .containsExactlyInAnyOrder("县直部门0", "县直部门1");
        }
    }

    @Test
    @Tag("PA-08")
    @Tag("PA-20")
    void keepsOnePrimary_whenFiftyReplaceItInBulkOrEndItAtOnce() throws Exception {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县城投集团", null)), household, "PRIMARY"));
        Stage.active(pairing);
        int version = county().get("/api/v1/pairings/" + pairing).path("version");
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 25; i++) {
            var replace = Map.of(
                    "pairingId",
                    pairing,
                    "version",
                    version,
                    "helperId",
                    registered(helper("县直单位" + i, null)),
                    "from",
                    daysAgo(1),
                    "reason",
                    "HELPER_RETIRED");
            calls.add(() -> county().body(Map.of("items", List.of(Map.of("replace", replace))))
                    .post("/api/v1/pairings/bulk"));
            var verb = i % 2 == 0 ? "end" : "suspend";
            calls.add(() -> step(pairing, verb, Map.of("reason", "HELPER_LEFT")));
        }

        var answers = atOnce(calls);

        assertThat(IntStream.range(0, 25)
                        .mapToObj(i -> answers.get(2 * i).<List<String>>path("items.status"))
                        .toList())
                .filteredOn(status -> status.equals(List.of("REPLACED")))
                .hasSize(1);
        assertThat(IntStream.range(0, 25).map(i -> answers.get(2 * i + 1).statusCode()))
                .allMatch(status -> status == 409 || status == 412 || status == 422);
        assertThat(activeRoles(household)).containsExactly("PRIMARY");
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("REPLACED"));
    }

    @Test
    @Tag("PA-09")
    void completesNothing_whenFiftyTryWhileTheHouseholdIsNotStable() throws Exception {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县国有林场", null)), household, "PRIMARY"));
        Stage.active(pairing);

        var answers =
                atOnce(Collections.nCopies(50, () -> step(pairing, "complete", Map.of("reason", "HOUSEHOLD_STABLE"))));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.<String>path("code")).isEqualTo("HOUSEHOLD_NOT_STABLE"));
        assertThat(activeRoles(household)).containsExactly("PRIMARY");
    }

    @Test
    @Tag("PA-08")
    @Tag("PA-11")
    @Tag("PA-12")
    void endsOneOfTwoPrimaries_whenBothLeaveAtOnce() throws Exception {
        var calls = new ArrayList<Callable<Response>>();
        var pairs = new ArrayList<List<String>>();
        for (var i = 0; i < 5; i++) {
            var household = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
            var third = proposed(proposal(registered(helper("县卫健局", null)), household, "SUPPORTING"));
            var both = new ArrayList<String>();
            for (var unit : List.of("县教育局", "县人社局")) {
                var helper = registered(helper(unit, null));
                both.add(proposed(proposal(helper, household, "PRIMARY")));
                calls.add(() -> county().header(
                                "If-Match",
                                county().get("/api/v1/helpers/" + helper).header("ETag"))
                        .body(Map.of("kind", "RETIRING", "from", daysAgo(1)))
                        .post("/api/v1/helpers/" + helper + "/leave"));
            }
            Stage.active(third);
            both.forEach(Stage::active);
            pairs.add(both);
        }

        var answers = atOnce(calls);

        for (var answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(202);
            var job = "/api/v1/pairings/bulk/" + answer.path("id");
            await(() -> "SUCCEEDED".equals(county().get(job).path("state")));
        }
        for (var both : pairs) {
            assertThat(both.stream()
                            .map(id -> county().get("/api/v1/pairings/" + id).<String>path("state"))
                            .toList())
                    .containsExactlyInAnyOrder("ENDED", "SUSPENDED");
        }
    }

    private static List<String> activeRoles(UUID household) {
        return county().queryParam("helped", household)
                .queryParam("state", "ACTIVE")
                .get("/api/v1/pairings")
                .path("items.role");
    }

    private static String publicised(Map<String, Object> proposal) {
        var pairing = proposed(proposal);
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of()).then().statusCode(200);
        return pairing;
    }

    private static Response declare(String helper, UUID household) {
        return declare(helper, household, "RELATIVE");
    }

    private static Response declare(String helper, UUID household, String kind) {
        return county().body(Map.of("householdId", household.toString(), "kind", kind))
                .post("/api/v1/helpers/" + helper + "/conflicts");
    }

    private static Response tied(UUID household) {
        return county().queryParam("helped", household).queryParam("tied", true).get("/api/v1/pairings");
    }
}
