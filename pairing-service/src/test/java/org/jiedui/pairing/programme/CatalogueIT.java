package org.jiedui.pairing.programme;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.mentoring;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CatalogueIT {
    @Test
    @Tag("PA-02")
    void answersNotModified_untilTheHelperOrItsPlacesChange() {
        var id = registered(helper("县统战部", null));
        var path = "/api/v1/helpers/" + id;
        var tag = county().get(path).header("ETag");
        county().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", equalTo(tag));

        proposed(Stage.proposal(id, Stage.household(Stage.VILLAGE, Map.of()), "PRIMARY"));

        county().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(1));
        county().header("If-Match", tag)
                .body(helper("县统战部", null))
                .put(path)
                .then()
                .statusCode(412);
    }

    @Test
    @Tag("PA-04")
    void answersNotModified_untilTheOrganisationChanges() {
        var body = Map.of("kind", "ENTERPRISE", "name", "安吉某茶业公司", "unitLevel", "COUNTY", "region", "330523104");
        String id = county().body(body)
                .post("/api/v1/organisations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var path = "/api/v1/organisations/" + id;
        var tag = county().get(path).header("ETag");

        county().header("If-None-Match", tag).get(path).then().statusCode(304);
        county().header("If-Match", tag).body(body).put(path).then().statusCode(200);
        county().header("If-None-Match", tag).get(path).then().statusCode(200);
    }

    @Test
    @Tag("PA-01")
    void shipsTheSevenProgrammes() {
        county().get("/api/v1/programmes")
                .then()
                .statusCode(200)
                .body(
                        "items.code",
                        hasItems(
                                "MENTORING",
                                "HOUSEHOLD_HELP",
                                "VILLAGE_TEAM",
                                "TRIO",
                                "VILLAGE_ENTERPRISE",
                                "RECOVERY_GROUP",
                                "ELDERS_FOR_PUPILS"));
    }

    @Test
    @Tag("PA-01")
    void keepsTheRulesOfThePast_whenAProgrammeIsRevised() {
        var before = county().get("/api/v1/programmes/TRIO");
        var body = new HashMap<String, Object>();
        body.put("validFrom", "2099-01-01");
        body.put("nameZh", "三员联系户");
        body.put("nameEn", "Trio");
        body.put("form", "ONE_TO_MANY");
        body.put("roles", List.of("SUPPORTING"));
        body.put("helperSides", List.of("TEAM"));
        body.put("helpedKinds", List.of("HOUSEHOLD"));
        body.put("minHelpers", 1);
        body.put("maxPrimary", 0);
        body.put("maxHelpers", 1);
        body.put("maxHelped", 50);
        body.put("publicityDays", 3);
        var past = new HashMap<>(body);
        for (var day : List.of("2015-01-01", (String) before.path("validFrom"))) {
            past.put("validFrom", day);
            as("province-officer", "33", "province")
                    .header("If-Match", before.header("ETag"))
                    .body(past)
                    .put("/api/v1/programmes/TRIO")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", equalTo(List.of("/validFrom")), "violations[0].code", equalTo("PAST"));
        }

        county().header("If-Match", before.header("ETag"))
                .body(body)
                .put("/api/v1/programmes/TRIO")
                .then()
                .statusCode(403);
        as("province-officer", "33", "province")
                .body(body)
                .put("/api/v1/programmes/TRIO")
                .then()
                .statusCode(428);
        as("province-officer", "33", "province")
                .header("If-Match", before.header("ETag"))
                .body(body)
                .put("/api/v1/programmes/TRIO")
                .then()
                .statusCode(200)
                .body("validFrom", equalTo("2099-01-01"), "rules.publicityDays", equalTo(3));

        county().get("/api/v1/programmes/TRIO")
                .then()
                .body("rules.maxHelpers", equalTo(2), "validTo", equalTo("2098-12-31"));
        county().queryParam("asOf", "2099-06-01")
                .header("If-None-Match", before.header("ETag"))
                .get("/api/v1/programmes/TRIO")
                .then()
                .statusCode(200)
                .body("rules.maxHelpers", equalTo(1));
    }

    @Test
    @Tag("PA-02")
    void masksThePhone_andNeverShowsTheIdentityNumber() {
        var body = helper("县公安局", null);
        body.put("identityNumber", "11010519491231002X");
        var id = registered(body);

        county().get("/api/v1/helpers/" + id)
                .then()
                .statusCode(200)
                .body(
                        "phone",
                        equalTo("138****0001"),
                        "identityNumber",
                        nullValue(),
                        "birthYear",
                        equalTo(1949),
                        "serviceRegion",
                        equalTo("330523"),
                        "capacity",
                        hasSize(2));
        county().body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(409)
                .body("code", equalTo("HELPER_ALREADY_REGISTERED"));
        body.put("unitLevel", "PREFECTURE");
        body.remove("identityNumber");
        county().header("If-Match", county().get("/api/v1/helpers/" + id).header("ETag"))
                .body(body)
                .put("/api/v1/helpers/" + id)
                .then()
                .statusCode(200)
                .body("unitLevel", equalTo("PREFECTURE"), "version", equalTo(1));
        county().get("/api/v1/helpers/" + id + "/history")
                .then()
                .body("items[1].changes.field", equalTo(List.of("unitLevel")));
    }

    @Test
    @Tag("PA-02")
    void findsMentors_byWhatMadeThemMentors() {
        var body = helper("杭垓镇退休支部", null);
        body.put("mentorSource", "VETERAN_SECRETARY");
        var id = registered(body);

        county().queryParam("mentorSource", "VETERAN_SECRETARY")
                .get("/api/v1/helpers?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id), "items.mentorSource", everyItem(equalTo("VETERAN_SECRETARY")));
        county().queryParam("mentorSource", "ROYAL")
                .get("/api/v1/helpers")
                .then()
                .statusCode(400);
        body.put("mentorSource", "VILLAGE_MASTER");
        county().header("If-Match", county().get("/api/v1/helpers/" + id).header("ETag"))
                .body(body)
                .put("/api/v1/helpers/" + id)
                .then()
                .statusCode(200)
                .body("mentorSource", equalTo("VILLAGE_MASTER"));
        county().get("/api/v1/helpers/" + id + "/history")
                .then()
                .body("items[1].changes.field", equalTo(List.of("mentorSource")));
    }

    @Test
    @Tag("PA-02")
    void tellsTheFiveEldersApart_andNobodyElse() {
        var body = helper("县关心下一代工委", null);
        body.put("elderKind", "OLD_TEACHER");
        county().body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("FIVE_ELDERS_ONLY"));

        body.put("kind", "FIVE_ELDERS");
        var id = registered(body);
        county().queryParam("elderKind", "OLD_TEACHER,OLD_MODEL")
                .get("/api/v1/helpers?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
        county().queryParam("elderKind", "OLD_SOLDIER")
                .get("/api/v1/helpers/count")
                .then()
                .body("count", equalTo(0));
        body.put("elderKind", "OLD_EXPERT");
        county().header("If-Match", county().get("/api/v1/helpers/" + id).header("ETag"))
                .body(body)
                .put("/api/v1/helpers/" + id)
                .then()
                .statusCode(200)
                .body("elderKind", equalTo("OLD_EXPERT"));
        county().get("/api/v1/helpers/" + id + "/history")
                .then()
                .body("items[1].changes.field", equalTo(List.of("elderKind")));
    }

    @Test
    @Tag("PA-02")
    void labelsEveryCode() {
        var path = "/api/v1/pairing/code-lists";
        var lists = as("helper", "330523", "sub-reader").get(path).jsonPath().<String>getList("");
        assertThat(lists)
                .contains(
                        "helper-kind",
                        "elder-kind",
                        "mentor-source",
                        "unit-type",
                        "method",
                        "pairing-reason",
                        "pairing-state");
        for (var list : lists) {
            var values = county().get(path + "/" + list).jsonPath().<Map<String, String>>getList("values");
            assertThat(values).isNotEmpty().allSatisfy(value -> {
                assertThat(value.get("zh")).matches("[\\x{4e00}-\\x{9fff}]+").isEqualTo(value.get("label"));
                assertThat(value.get("en")).isNotBlank();
            });
        }
        county().header("Accept-Language", "en")
                .get(path + "/pairing-reason")
                .then()
                .body("values.find { it.code == 'SENT_BACK' }.label", equalTo("sent back"));
        county().get(path + "/colour").then().statusCode(404);
    }

    @Test
    @Tag("PA-02")
    void keepsTheYearOfBirth_whenAChangeDoesNotTellIt() {
        var body = helper("县老干部局", null);
        body.put("birthYear", 1958);
        var id = registered(body);

        body.remove("birthYear");
        county().header("If-Match", county().get("/api/v1/helpers/" + id).header("ETag"))
                .body(body)
                .put("/api/v1/helpers/" + id)
                .then()
                .statusCode(200)
                .body("birthYear", equalTo(1958));
        body.put("birthYear", 1899);
        county().body(body).post("/api/v1/helpers").then().statusCode(400);
    }

    @Test
    @Tag("PA-02")
    void scopesHelpers_byRegion() {
        var id = registered(helper("县民政局", "sub-self"));

        as("county-officer", "330522", "county2")
                .get("/api/v1/helpers/" + id)
                .then()
                .statusCode(404);
        as("helper", "330523", "sub-self").get("/api/v1/helpers/" + id).then().statusCode(200);
        as("helper", "330523", "sub-else").get("/api/v1/helpers/" + id).then().statusCode(404);
        as("helper", "330523", "sub-self").get("/api/v1/helpers/count").then().body("count", equalTo(1));
        as("county-officer", "330522", "county2")
                .body(helper("县民政局", null))
                .post("/api/v1/helpers")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
    }

    @Test
    @Tag("PA-03")
    @Tag("PA-18")
    void makesAMentorOfAMentee_andTellsTheLineage() {
        var mentor = registered(helper("安吉一中", "sub-mentor"));
        var mentee = mentee("sub-mentee");
        active(proposed(mentoring(mentor, mentee)));
        as("mentor", "330523", "sub-mentor")
                .get("/api/v1/mentees/" + mentee)
                .then()
                .statusCode(200);
        as("mentee", "330523", "sub-mentee")
                .get("/api/v1/helpers/" + mentor)
                .then()
                .statusCode(200);

        var other = helper("安吉一中", "sub-somebody-else");
        county().header("If-Match", county().get("/api/v1/helpers/" + mentor).header("ETag"))
                .body(other)
                .put("/api/v1/helpers/" + mentor)
                .then()
                .statusCode(409)
                .body("code", equalTo("ACCOUNT_IN_USE"));

        String promoted = county().header(
                        "If-Match", county().get("/api/v1/mentees/" + mentee).header("ETag"))
                .body(Map.of("kind", "PARTY_GOVERNMENT_CADRE", "primaryPlaces", 3, "availableFrom", "2026-01-01"))
                .post("/api/v1/mentees/" + mentee + "/promote")
                .then()
                .statusCode(201)
                .body("account", equalTo("sub-mentee"), "originMenteeId", equalTo(mentee))
                .extract()
                .path("id");
        var grandchild = mentee(null);
        active(proposed(mentoring(promoted, grandchild)));

        county().get("/api/v1/lineage/" + mentor)
                .then()
                .statusCode(200)
                .body(
                        "generationsBelow",
                        equalTo(2),
                        "mentees",
                        equalTo(2),
                        "becameMentors",
                        equalTo(1),
                        "below[1].mentee.menteeId",
                        equalTo(grandchild));
        county().get("/api/v1/lineage/" + grandchild).then().body("generationsAbove", equalTo(2));
        county().header("If-Match", county().get("/api/v1/mentees/" + mentee).header("ETag"))
                .body(Map.of("kind", "PARTY_GOVERNMENT_CADRE"))
                .post("/api/v1/mentees/" + mentee + "/promote")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_PROMOTED"));
        // nobody mentors himself, and nobody mentors his own master
        county().body(mentoring(promoted, mentee))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("SAME_PERSON"));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-03")
    void readsTheMenteeNoLonger_whenTheHandOverIsOver() {
        var mentee = mentee(null);
        var path = "/api/v1/mentees/" + mentee;
        var pairing = proposed(mentoring(registered(helper("县科协", "sub-long-gone")), mentee));
        active(pairing);
        as("mentor", "330523", "sub-long-gone").get(path).then().statusCode(200);
        String second = Stage.step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId", registered(helper("县委党校", "sub-just-gone")),
                                "from", inMonths(-5),
                                "reason", "HELPER_TRANSFERRED"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        Stage.step(
                        second,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                registered(helper("县文联", null)),
                                "from",
                                LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
                                "reason",
                                "HELPER_TRANSFERRED"))
                .then()
                .statusCode(200);

        as("mentor", "330523", "sub-just-gone").get(path).then().statusCode(200);
        as("mentor", "330523", "sub-long-gone").get(path).then().statusCode(404);
        as("mentor", "330523", "sub-long-gone").get(path + "/history").then().statusCode(404);
        as("mentor", "330523", "sub-long-gone")
                .get("/api/v1/mentees/count")
                .then()
                .body("count", equalTo(0));
    }

    @Test
    void refusesBadInput_withAllViolationsAtOnce() {
        county().body(
                        "{\"kind\":\"WIZARD\",\"name\":\"\",\"phone\":\"12\",\"unit\":\"x\",\"region\":\"3305231\",\"hobby\":1}")
                .post("/api/v1/helpers")
                .then()
                .statusCode(400)
                .body(
                        "violations.pointer",
                        hasItems("/kind", "/name", "/phone", "/region", "/hobby", "/unitLevel", "/availableFrom"));
        county().body("{\"kind\":").post("/api/v1/helpers").then().statusCode(400);
        county().contentType(ContentType.TEXT)
                .body("x")
                .post("/api/v1/helpers")
                .then()
                .statusCode(415);
        county().queryParam("colour", "red").get("/api/v1/helpers").then().statusCode(400);
        county().queryParam("kind", "WIZARD").get("/api/v1/helpers").then().statusCode(400);
        county().queryParam("limit", 201).get("/api/v1/pairings").then().statusCode(400);
        county().queryParam("cursor", "abc").get("/api/v1/pairings").then().statusCode(400);
        county().queryParam("on", "2026-13-01").get("/api/v1/pairings").then().statusCode(400);
        county().queryParam("account", "😀").get("/api/v1/helpers").then().statusCode(400);
        given().get("/api/v1/certificates/𠮷/verification")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        county().get("/api/v1/pairings/candidates").then().statusCode(400);
        county().get("/api/v1/pairings/" + UUID.randomUUID()).then().statusCode(404);
        county().get("/api/v1/pairings/not-an-id").then().statusCode(404);
        county().body("""
                {"programme":"HOUSEHOLD_HELP","role":"PRIMARY","helped":{"kind":"VILLAGE"},"from":"2026-02-01","to":"2026-01-01"}""")
                .post("/api/v1/pairings")
                .then()
                .statusCode(400)
                .body("violations.code", hasItems("EXACTLY_ONE", "SUBJECT", "TERM_INVERTED"));
        var body = helper("县档案局", null);
        body.put("identityNumber", "110105194912310021");
        county().body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("CHECKSUM"));
        county().body(mentoring(UUID.randomUUID().toString(), mentee(null)))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_HELPER"));
    }

    @Test
    void refusesATeamWithAMemberOfAnotherCounty_whomItsOfficeCannotSee() {
        var elsewhere = helper("长兴县农业局", null);
        elsewhere.put("region", "330522");
        String stranger = Stage.as("county-officer", "330522", "county2")
                .body(elsewhere)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> team = new HashMap<>(Map.of(
                "kind",
                "TRIO",
                "name",
                "三员小组",
                "unit",
                "安吉县委",
                "unitLevel",
                "COUNTY",
                "region",
                "330523",
                "members",
                List.of(Map.of("helperId", stranger, "role", "LEADER", "since", "2026-01-01"))));
        county().body(team).post("/api/v1/teams").then().statusCode(422).body("code", equalTo("UNKNOWN_HELPER"));
    }

    @Test
    void repeatsTheFirstAnswer_forTheSameKey() {
        var key = UUID.randomUUID().toString();
        var body = helper("县气象局", null);
        var first = county().header("Idempotency-Key", key).body(body).post("/api/v1/helpers");
        var second = county().header("Idempotency-Key", key).body(body).post("/api/v1/helpers");

        first.then().statusCode(201);
        second.then().statusCode(201).header("Idempotency-Replayed", "true").body("id", equalTo(first.path("id")));
    }

    @Test
    void tellsChangesAndDeeds() {
        var id = registered(helper("县侨联", null));

        assertThat(Stage.told("helpers", id)).isNotNull();
        as("auditor", "33", "auditor")
                .get("/api/v1/pairing/audit-entries")
                .then()
                .statusCode(200);
        county().get("/api/v1/pairing/audit-entries").then().statusCode(403);
    }

    @Test
    @Tag("PA-18")
    void closesNoCircle_whenOnePersonIsMentorAndMenteeInTwoRecords() {
        var identified = helper("安吉二中", null);
        identified.put("identityNumber", "330523197603052177");
        for (var master : List.of(identified, helper("安吉三中", "sub-circle"))) {
            var mentor = registered(master);
            var pupil = mentee(null);
            proposed(mentoring(mentor, pupil));
            String promoted = county().header(
                            "If-Match", county().get("/api/v1/mentees/" + pupil).header("ETag"))
                    .body(Map.of("kind", "PARTY_GOVERNMENT_CADRE", "primaryPlaces", 3, "availableFrom", "2026-01-01"))
                    .post("/api/v1/mentees/" + pupil + "/promote")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            var body = new HashMap<String, Object>(Map.of(
                    "name",
                    "李明",
                    "post",
                    "教师",
                    "unit",
                    "安吉二中",
                    "unitLevel",
                    "COUNTY",
                    "goals",
                    List.of("MENTORING"),
                    "region",
                    "330523104201"));
            for (var same : List.of("identityNumber", "account")) {
                if (master.containsKey(same)) {
                    body.put(same, master.get(same));
                }
            }
            String again = county().body(body)
                    .post("/api/v1/mentees")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");

            county().body(mentoring(promoted, again))
                    .post("/api/v1/pairings")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("LINEAGE_CYCLE"));
        }
    }

    @Test
    @Tag("PA-18")
    void staysTheSameHelper_whenTheMenteeIsOneAlready() {
        var body = helper("安吉四中", null);
        body.put("identityNumber", "330523197908163310");
        var known = registered(body);
        String mentee = county().body(Map.of(
                        "name",
                        "李明",
                        "post",
                        "教师",
                        "unit",
                        "安吉四中",
                        "unitLevel",
                        "COUNTY",
                        "goals",
                        List.of("MENTORING"),
                        "region",
                        "330523104201",
                        "identityNumber",
                        "330523197908163310"))
                .post("/api/v1/mentees")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var master = registered(helper("安吉五中", null));
        active(proposed(mentoring(master, mentee)));

        county().header("If-Match", county().get("/api/v1/mentees/" + mentee).header("ETag"))
                .body(Map.of("kind", "VOLUNTEER"))
                .post("/api/v1/mentees/" + mentee + "/promote")
                .then()
                .statusCode(201)
                .body(
                        "id", equalTo(known),
                        "originMenteeId", equalTo(mentee),
                        "kind", equalTo("TECHNICAL_CADRE"));

        county().get("/api/v1/mentees/" + mentee).then().body("promotedHelperId", equalTo(known));
        county().get("/api/v1/lineage/" + known).then().statusCode(200).body("generationsAbove", equalTo(1));
    }
}
