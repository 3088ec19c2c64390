package org.jiedui.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.acceptance.RunningSystem.as;
import static org.jiedui.acceptance.RunningSystem.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody reads or changes anything outside their region or their own pairings. */
class IsolationAcceptanceIT {
    private static final Map<String, String> OFFICES = Map.of(
            "province", "33",
            "county", "330523",
            "township", "330523104",
            "clerk", "330523104201",
            "county2", "330522",
            "township2", "330523103",
            "clerk2", "330522101201",
            "auditor", "33");

    private static final List<String> USERS = List.of(
            "province",
            "county",
            "township",
            "clerk",
            "county2",
            "township2",
            "clerk2",
            "auditor",
            "helper",
            "helper2",
            "helper3",
            "mentor",
            "mentee");

    /** Something with a place and the accounts whose pairing it belongs to. */
    private record Thing(String path, String region, Set<String> own) {
        boolean visibleTo(String user) {
            var office = OFFICES.get(user);
            return office != null ? region.startsWith(office) : own.contains(user);
        }
    }

    @Test
    @Tag("HH-04")
    @Tag("PA-05")
    void hidesEverythingElse_whenTwoThousandRandomUsersAskForRandomThings() {
        var people = County.ready();
        var random = new Random(7);
        var samples = new Samples(100_000);
        var things = new ArrayList<Thing>();
        var households = new ArrayList<Thing>();
        for (var place : Map.of(
                        County.VILLAGE, "clerk",
                        County.VILLAGE_IN_OTHER_TOWN, "township2",
                        County.VILLAGE_IN_OTHER_COUNTY, "clerk2")
                .entrySet()) {
            for (var i = 0; i < 3; i++) {
                var id = as(place.getValue())
                        .post("/api/v1/households", samples.poorHousehold(place.getKey()))
                        .expect(201)
                        .id();
                var helper = helperFor(place.getKey(), i);
                var office = place.getKey().startsWith("330522") ? "county2" : "county";
                var own = Set.of(helper);
                var pairing = pair(office, people.get(helper), id);
                things.add(new Thing(pairing, place.getKey(), own));
                var household = new Thing("/api/v1/households/" + id, place.getKey(), own);
                households.add(household);
                things.add(household);
                for (var below : List.of("/incomes", "/visits", "/history", "/measures")) {
                    things.add(new Thing(household.path() + below, place.getKey(), own));
                }
                eventually(
                        "the pairing reaches the registry",
                        () -> as(helper).get(household.path()).status() == 200 ? true : null);
            }
        }

        for (var i = 0; i < 2000; i++) {
            var user = USERS.get(random.nextInt(USERS.size()));
            var thing = things.get(random.nextInt(things.size()));
            if (i % 4 == 3) {
                var household = households.get(random.nextInt(households.size()));
                if (!household.visibleTo(user)) {
                    assertThat(as(user).patch(household.path(), "*", "{\"address\":\"不得修改\"}")
                                    .status())
                            .as("%s changes %s", user, household)
                            .isIn(403, 404);
                    assertThat(as(user).post(household.path() + "/visits", visit())
                                    .status())
                            .as("%s visits %s", user, household)
                            .isIn(403, 404);
                    continue;
                }
            }
            assertThat(as(user).get(thing.path()).status())
                    .as("%s reads %s", user, thing)
                    .isEqualTo(thing.visibleTo(user) ? 200 : 404);
        }

        for (var user : USERS) {
            var seen = list(user, "/api/v1/households");
            for (var household : households) {
                assertThat(seen.contains(idOf(household)))
                        .as("%s lists %s", user, household)
                        .isEqualTo(household.visibleTo(user));
            }
            assertThat(as(user).get("/api/v1/households/count")
                            .expect(200)
                            .body()
                            .path("count")
                            .asInt())
                    .as("%s counts what %s lists", user, user)
                    .isEqualTo(seen.size());
            for (var item : items(user, "/api/v1/risk-alerts")) {
                var office = OFFICES.get(user);
                assertThat(
                                office != null
                                        ? item.path("region").asText().startsWith(office)
                                        : seen.contains(item.path("householdId").asText()))
                        .as("%s sees alert %s", user, item)
                        .isTrue();
            }
            for (var item : items(user, "/api/v1/pairings")) {
                var office = OFFICES.get(user);
                if (office != null) {
                    assertThat(item.path("region").asText()).startsWith(office);
                } else {
                    assertThat(List.of(
                                    item.path("helper").path("account").asText(),
                                    item.path("helped").path("account").asText()))
                            .contains(accountOf(user));
                }
            }
        }
        assertThat(as("clerk2")
                        .post(
                                "/api/v1/households/search",
                                "{\"name\":\"样例户主\",\"region\":\"%s\"}".formatted(County.VILLAGE))
                        .expect(200)
                        .body()
                        .path("items"))
                .isEmpty();
        as("clerk2")
                .post("/api/v1/households", samples.poorHousehold(County.VILLAGE))
                .expect(403);
    }

    /**
     * Whose account gets the household. "helper" helps in one township only: a helper is evaluated by the township of
     * the first pairing, and the walk, which may run later on the same stack, counts on which one that is.
     */
    private static String helperFor(String village, int i) {
        return switch (village) {
            case County.VILLAGE -> i % 2 == 0 ? "helper" : "helper2";
            case County.VILLAGE_IN_OTHER_TOWN -> "helper2";
            default -> "helper3";
        };
    }

    /** A pairing with the helper, and a partner from another department, because a child is out of school. */
    private static String pair(String office, String helper, String household) {
        var pairing = propose(office, helper, "PRIMARY", household);
        var county = office.equals("county") ? "330523" : "330522";
        var partner = as(office)
                .post("/api/v1/helpers", """
                        {"kind":"TECHNICAL_CADRE","name":"样例技术员","unit":"农技站%s","unitLevel":"COUNTY","skills":[],
                         "region":"%s","availableFrom":"2026-01-01","primaryPlaces":9,"supportingPlaces":9}""".formatted(household.substring(30), county))
                .expect(201)
                .id();
        var second = propose(office, partner, "SUPPORTING", household);
        for (var each : List.of(second, pairing)) {
            as(office).decide(each, "accept", "{\"side\":\"BOTH\"}").expect(200);
            as(office).decide(each, "publicise", "{\"days\":0}").expect(200);
        }
        as(office).decide(pairing, "confirm", "{}").expect(200);
        return pairing;
    }

    private static String propose(String office, String helper, String role, String household) {
        return eventually("pairing knows the household and takes the proposal", () -> {
            var answer = as(office).post("/api/v1/pairings", """
                            {"programme":"HOUSEHOLD_HELP","role":"%s","helperId":"%s",
                             "helped":{"kind":"HOUSEHOLD","id":"%s"},"from":"%s"}""".formatted(role, helper, household, LocalDate.now()));
            assertThat(answer.status()).as(answer.raw().body()).isIn(201, 404);
            return answer.status() == 201 ? "/api/v1/pairings/" + answer.id() : null;
        });
    }

    private static String visit() {
        return "{\"day\":\"%s\",\"manner\":\"CALL\",\"reached\":true,\"content\":\"越权\"}".formatted(LocalDate.now());
    }

    private static String idOf(Thing household) {
        return household.path().substring(household.path().lastIndexOf('/') + 1);
    }

    private static String accountOf(String user) {
        return switch (user) {
            case "helper" -> County.account(5);
            case "helper2" -> County.account(6);
            case "mentor" -> County.account(7);
            case "mentee" -> County.account(8);
            case "helper3" -> County.account(13);
            default -> throw new IllegalArgumentException(user);
        };
    }

    private static Set<String> list(String user, String path) {
        var ids = new HashSet<String>();
        items(user, path).forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static List<JsonNode> items(String user, String path) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = as(user).get(path + "?limit=200&cursor=" + cursor)
                    .expect(200)
                    .body();
            page.path("items").forEach(items::add);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return items;
    }
}
