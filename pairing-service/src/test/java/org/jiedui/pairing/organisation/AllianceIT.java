package org.jiedui.pairing.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.helper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mentor studios by topic, and alliances across counties and provinces. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-04")
class AllianceIT {
    private static final String FOUNDER = "330523";
    private static final String INVITED = "330522";
    private static final String ALLIANCES = "/api/v1/alliances";

    @Test
    void findsStudios_byTheirTopic() {
        var studio = studio(FOUNDER, "BAMBOO_CRAFT");

        office(FOUNDER)
                .queryParam("topic", "BAMBOO_CRAFT")
                .get("/api/v1/teams")
                .then()
                .body("items.id", hasItem(studio), "items.kind", hasItem("MENTOR_STUDIO"));
        office(FOUNDER)
                .queryParam("topic", "ELSE")
                .get("/api/v1/teams/count")
                .then()
                .body("count", equalTo(0));
        office(INVITED).get("/api/v1/teams/" + studio).then().statusCode(404);
        var body = studioBody(FOUNDER, null, null);
        office(FOUNDER)
                .body(body)
                .post("/api/v1/teams")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("TOPIC"));
        assertThat(Stage.told("teams", studio)).isNotNull();
    }

    @Test
    void isSeenWhereItHasAMember_andAcceptedByThatCounty() {
        var leader = studio(FOUNDER, "TEA");
        var neighbour = studio(INVITED, "TEA", "sub-studio");
        var body = founding(leader, List.of(Map.of("organisationId", neighbour), school()));
        var key = UUID.randomUUID().toString();
        var founded = office(FOUNDER).header("Idempotency-Key", key).body(body).post(ALLIANCES);
        founded.then()
                .statusCode(201)
                .body(
                        "members.accepted", containsInAnyOrder(true, false, true),
                        "members.find { it.role == 'LEADER' }.organisationId", equalTo(leader));
        String id = founded.path("id");
        office(FOUNDER)
                .header("Idempotency-Key", key)
                .body(body)
                .post(ALLIANCES)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));

        office("330521").get(ALLIANCES + "/" + id).then().statusCode(404);
        waiting(INVITED).body("items.id", hasItem(id));
        waiting(FOUNDER).body("items.id", not(hasItem(id)));
        var member = member(id, neighbour);
        assertThat(step("330522104", "township-officer", id, member, "accept", Map.of())
                        .statusCode())
                .isEqualTo(403);
        step(FOUNDER, "county-officer", id, member, "accept", Map.of())
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        office(INVITED)
                .post(ALLIANCES + "/" + id + "/members/" + member + "/accept")
                .then()
                .statusCode(428);

        step(INVITED, "county-officer", id, member, "accept", Map.of()).then().statusCode(200);

        waiting(INVITED).body("items.id", not(hasItem(id)));
        step(INVITED, "county-officer", id, member, "accept", Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("MEMBERSHIP_CLOSED"));
        office(FOUNDER)
                .get(ALLIANCES + "/" + id + "/history")
                .then()
                .body("items[1].changes.field", hasItem("members/" + member + "/acceptedBy"));
        as("auditor", "33", "auditor")
                .queryParam("resourceId", id)
                .get("/api/v1/pairing/audit-entries")
                .then()
                .statusCode(200)
                .body("items.action", hasItems("ALLIANCE_FOUNDED", "ALLIANCE_ACCEPTED"));
        assertThat(Stage.told("alliances", id)).isNotNull();
        as("helper", INVITED, "sub-studio").get(ALLIANCES + "/" + id).then().statusCode(200);
        as("helper", INVITED, "sub-stranger").get(ALLIANCES + "/" + id).then().statusCode(404);
    }

    @Test
    void keepsEveryMembership_whenMembersComeLeadAndGo() {
        var leader = studio(FOUNDER, "ORCHARD");
        var second = studio(FOUNDER, "ORCHARD");
        String id = founded(leader, List.of(Map.of("organisationId", second), school()));

        office(FOUNDER)
                .header("If-Match", etag(id))
                .body(Map.of("organisationId", second))
                .post(ALLIANCES + "/" + id + "/members")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALLIANCE_MEMBER_ALREADY"));
        leave(id, member(id, leader)).then().statusCode(422).body("code", equalTo("ALLIANCE_NEEDS_LEAD"));
        step(FOUNDER, "county-officer", id, member(id, second), "lead", Map.of("from", "2026-06-01"))
                .then()
                .statusCode(200)
                .body(
                        "members.findAll { it.organisationId == '" + second + "' }.role",
                        contains("MEMBER", "LEADER"),
                        "members.findAll { it.organisationId == '" + second + "' }.since",
                        contains("2026-01-01", "2026-06-01"),
                        "members.findAll { it.organisationId == '" + leader + "' }.role",
                        contains("LEADER", "MEMBER"),
                        "members.findAll { it.role == 'LEADER' && it.until == null }",
                        hasSize(1));
        leave(id, member(id, leader)).then().statusCode(200);

        office(FOUNDER)
                .get(ALLIANCES + "/" + id)
                .then()
                .body(
                        "members.findAll { it.organisationId == '" + leader + "' }.until",
                        contains("2026-06-01", "2026-09-01"),
                        "members.find { it.organisationId == null }.name",
                        equalTo("黄山职业学校"),
                        "members.find { it.organisationId == null }.until",
                        nullValue());

        // who comes back without a day comes when the last membership ended, never before
        office(FOUNDER)
                .header("If-Match", etag(id))
                .body(Map.of("organisationId", leader))
                .post(ALLIANCES + "/" + id + "/members")
                .then()
                .statusCode(200)
                .body(
                        "members.findAll { it.organisationId == '" + leader + "' }.since",
                        contains("2026-01-01", "2026-06-01", "2026-09-01"));
    }

    @Test
    void refusesWhatNobodyKnows_andStrangers() {
        var leader = studio(FOUNDER, "FISH");
        var other = studio(INVITED, "FISH");
        for (var unknown : List.of(
                Map.<String, Object>of("organisationId", UUID.randomUUID()),
                Map.<String, Object>of("name", "本省单位", "region", "330100"))) {
            office(FOUNDER)
                    .body(founding(leader, List.of(unknown)))
                    .post(ALLIANCES)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("UNKNOWN_ORGANISATION"));
        }
        office(FOUNDER).body(founding(other, List.of())).post(ALLIANCES).then().statusCode(422);
        office(FOUNDER)
                .body(founding(leader, List.of(Map.of("name", "无区划"))))
                .post(ALLIANCES)
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("EXACTLY_ONE"));
        String id = founded(leader, List.of(Map.of("organisationId", other)));
        office(INVITED)
                .header("If-Match", etag(id))
                .body(Map.of("name", "改名"))
                .put(ALLIANCES + "/" + id)
                .then()
                .statusCode(403);
        var stale = etag(id);
        var end = new HashMap<String, Object>(Map.of("name", "水产联盟", "until", "2026-02-01"));
        office(FOUNDER)
                .header("If-Match", stale)
                .body(end)
                .put(ALLIANCES + "/" + id)
                .then()
                .statusCode(200)
                .body("until", equalTo("2026-02-01"));
        office(FOUNDER)
                .header("If-Match", stale)
                .body(end)
                .put(ALLIANCES + "/" + id)
                .then()
                .statusCode(412);
        step(INVITED, "county-officer", id, member(id, other), "accept", Map.of())
                .then()
                .statusCode(409)
                .body("code", equalTo("ALLIANCE_OVER"));
    }

    @Test
    @Tag("PA-11")
    void isNoMemberAnyMore_whenATeamGoes() {
        var leader = studio(FOUNDER, "HERBS");
        var second = studio(FOUNDER, "HERBS");
        String id = founded(leader, List.of(Map.of("organisationId", second)));

        office(FOUNDER)
                .header(
                        "If-Match",
                        office(FOUNDER).get("/api/v1/teams/" + second).header("ETag"))
                .body(Map.of("kind", "DISSOLVED", "from", "2026-03-01"))
                .post("/api/v1/teams/" + second + "/leave")
                .then()
                .statusCode(202);

        office(FOUNDER)
                .get(ALLIANCES + "/" + id)
                .then()
                .body("members.find { it.organisationId == '" + second + "' }.until", equalTo("2026-03-01"));
    }

    private static RequestSpecification office(String county) {
        return as("county-officer", county, "office-" + county);
    }

    private static io.restassured.response.ValidatableResponse waiting(String county) {
        return office(county)
                .queryParam("waiting", true)
                .queryParam("limit", 200)
                .get(ALLIANCES)
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> school() {
        return Map.of("name", "黄山职业学校", "region", "341000", "since", "2026-03-01");
    }

    private static Map<String, Object> founding(String leader, List<? extends Map<String, ?>> members) {
        return Map.of("name", "乡村导师联盟", "region", FOUNDER, "since", "2026-01-01", "leader", leader, "members", members);
    }

    private static String founded(String leader, List<? extends Map<String, ?>> members) {
        return office(FOUNDER)
                .body(founding(leader, members))
                .post(ALLIANCES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String etag(String id) {
        return office(FOUNDER).get(ALLIANCES + "/" + id).header("ETag");
    }

    /** The open membership of an organisation. */
    private static String member(String id, String organisation) {
        return office(FOUNDER)
                .get(ALLIANCES + "/" + id)
                .path("members.find { it.organisationId == '" + organisation + "' && it.until == null }.id");
    }

    private static Response leave(String id, String member) {
        return step(FOUNDER, "county-officer", id, member, "leave", Map.of("on", "2026-09-01"));
    }

    private static Response step(
            String region, String role, String id, String member, String verb, Map<String, ?> body) {
        var request = as(role, region, "office-" + region).header("If-Match", etag(id));
        return (body.isEmpty() ? request : request.body(body))
                .post(ALLIANCES + "/" + id + "/members/" + member + "/" + verb);
    }

    private static Map<String, Object> studioBody(String county, String topic, String account) {
        var leader = helper("县职教中心", account);
        leader.put("region", county);
        String id = office(county)
                .body(leader)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var body = new HashMap<String, Object>();
        body.put("kind", "MENTOR_STUDIO");
        body.put("topic", topic);
        body.put("name", "导师工作室");
        body.put("unit", "县职教中心");
        body.put("unitLevel", "COUNTY");
        body.put("region", county);
        body.put("members", List.of(Map.of("helperId", id, "role", "LEADER", "since", "2026-01-01")));
        return body;
    }

    private static String studio(String county, String topic) {
        return studio(county, topic, null);
    }

    private static String studio(String county, String topic, String account) {
        return office(county)
                .body(studioBody(county, topic, account))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
