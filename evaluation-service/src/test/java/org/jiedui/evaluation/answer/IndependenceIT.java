package org.jiedui.evaluation.answer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an answer costs does not depend on the other side's: the same sizes and the same statements, as the database server
 * logs them, with and without it. Statements are counted instead of measured, which no other load disturbs.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-04")
class IndependenceIT {
    private static final Pattern LITERAL = Pattern.compile("x'[0-9a-f]*'|'(?:[^'\\\\]|\\\\.|'')*'|\\b\\d+\\b");

    /** What goes on without any request: relay, feed, jobs, cleaning. */
    private static final Pattern BACKGROUND = Pattern.compile("(?is)^(?!select|insert|update|delete|with).*"
            + "|.*\\b(from|update|into) (lease|job|inbox|idempotency_key|change_pending|change_head|change_entry)\\b.*"
            + "|.*\\bfrom outbox\\b.*|.*information_schema.*|select (1|@@.*)");

    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";

    /** What was asked and what it took: by request the status and the length of head and body; statements by their text. */
    private record Cost(Map<String, String> answers, Map<String, Integer> statements) {}

    private static Cost cost(Consumer<Map<String, String>> requests) {
        var answers = new LinkedHashMap<String, String>();
        var statements = new TreeMap<String, Integer>();
        try (var administrator = TestServers.administer();
                var log = administrator.createStatement()) {
            log.execute("SET GLOBAL log_output = 'TABLE'");
            log.execute("TRUNCATE TABLE mysql.general_log");
            log.execute("SET GLOBAL general_log = ON");
            try {
                requests.accept(answers);
            } finally {
                log.execute("SET GLOBAL general_log = OFF");
            }
            try (var rows = log.executeQuery("SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                    + " WHERE command_type = 'Query' AND user_host LIKE 'jiedui\\_evaluation%'")) {
                while (rows.next()) {
                    if (!BACKGROUND.matcher(rows.getString(1)).matches()) {
                        statements.merge(LITERAL.matcher(rows.getString(1)).replaceAll("?"), 1, Integer::sum);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Cost(answers, statements);
    }

    private static Response note(Map<String, String> answers, String what, Response answer) {
        var head = answer.headers().asList().stream()
                .mapToInt(h -> h.getName().length() + h.getValue().length())
                .sum();
        answers.put(what, answer.statusCode() + ", " + head + " + " + answer.asByteArray().length + " bytes");
        return answer;
    }

    private void mentoring(String number) {
        world.pairing(
                "MENTORING",
                UUID.randomUUID(),
                "mentor-" + number + "-" + county,
                "MENTEE",
                UUID.randomUUID(),
                "mentee-" + number + "-" + county,
                county);
    }

    private RequestSpecification mentor(String number) {
        return World.as("mentor", county, "mentor-" + number + "-" + county);
    }

    private RequestSpecification mentee(String number) {
        return World.as("mentee", county, "mentee-" + number + "-" + county);
    }

    private static void answersEverything(Supplier<RequestSpecification> who, String cycle) {
        for (var task : World.tasks(who.get(), cycle)) {
            who.get()
                    .body(World.answer(who.get(), (String) task.get("id"), 0.9))
                    .post("/api/v1/evaluations")
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void costsEverybodyElseTheSameToRead_beforeAndAfterAnAnswer() {
        mentoring("1");
        world.pairing(
                "HOUSEHOLD_HELP", UUID.randomUUID(), "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        var mentoring = World.opened(county, "MENTORING");
        var helping = World.opened(county, "HOUSEHOLD_HELP");
        var batches = "/api/v1/evaluation-cycles/" + helping + "/survey-batches";
        Supplier<RequestSpecification> clerk = () -> World.as("village-clerk", village, "clerk-" + county);
        var batch = clerk.get().body(Map.of("village", village)).post(batches).path("id");
        List<String> tokens = clerk.get().get(batches + "/" + batch + "/slips").path("items.token");
        var people = new LinkedHashMap<String, Supplier<RequestSpecification>>();
        people.put("mentee", () -> mentee("1"));
        people.put("helper", () -> World.as("helper", county, "helper-" + county));
        people.put("clerk", clerk);
        people.put("county", () -> World.countyOfficer(county));
        people.put("province", () -> World.as("province-officer", county.substring(0, 2), "p-" + county));
        people.put("auditor", () -> World.as("auditor", county, "auditor-" + county));
        people.put("platform", () -> World.as("platform", county.substring(0, 2), "pf-" + county));
        people.put("nobody", () -> given().header("Forwarded", "for=203.0.113.77"));
        var paths = paths(mentoring, helping);
        paths.add("/api/v1/survey/" + tokens.get(0));
        Supplier<Map<String, Cost>> everything = () -> {
            var costs = new LinkedHashMap<String, Cost>();
            people.forEach((person, who) -> costs.put(
                    person,
                    cost(answers ->
                            paths.forEach(path -> note(answers, path, who.get().get(path))))));
            return costs;
        };
        // once for what is remembered, such as templates
        everything.get();

        var before = everything.get();
        answersEverything(() -> mentor("1"), mentoring);
        answersEverything(() -> World.as("township-officer", county + "104", "town-" + county), helping);
        given().contentType("application/json")
                .header("Forwarded", "for=203.0.113.78")
                .body(Map.of(
                        "items",
                        List.of(
                                Map.of("indicator", "KNOWN", "score", 5),
                                Map.of("indicator", "VISITED", "score", 4),
                                Map.of("indicator", "HELPFUL", "score", 5))))
                .post("/api/v1/survey/" + tokens.get(0))
                .then()
                .statusCode(204);
        var after = everything.get();

        people.keySet()
                .forEach(person -> assertThat(after.get(person)).as(person).isEqualTo(before.get(person)));
        assertThat(before.get("county").statements()).isNotEmpty();
    }

    private List<String> paths(String mentoring, String helping) {
        var paths = new ArrayList<String>();
        for (var cycle : List.of(mentoring, helping)) {
            var one = "/api/v1/evaluation-cycles/" + cycle;
            paths.addAll(List.of(one, one + "/history", one + "/reconciliation", one + "/survey-batches"));
            for (var list : List.of("evaluation-tasks", "evaluation-results", "appeals")) {
                paths.add("/api/v1/" + list + "?cycle=" + cycle);
                paths.add("/api/v1/" + list + "/count?cycle=" + cycle);
            }
            paths.add("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle);
            paths.add("/api/v1/evaluation/reports/response-rates?cycle=" + cycle);
            paths.add("/api/v1/evaluation/reports/distributions?cycle=" + cycle);
            List<String> tasks = World.countyOfficer(county)
                    .get("/api/v1/evaluation-tasks?limit=200&cycle=" + cycle)
                    .path("items.id");
            for (var task : tasks) {
                paths.add("/api/v1/evaluation-tasks/" + task);
                paths.add("/api/v1/evaluation-tasks/" + task + "/draft");
            }
        }
        paths.add("/api/v1/evaluation-cycles?region=" + county);
        return paths;
    }

    @Test
    void costsTheSameToAnswer_whetherOrNotTheOtherSideDid() {
        for (var number : List.of("0", "1", "2")) {
            mentoring(number);
        }
        var cycle = World.opened(county, "MENTORING");
        answersEverything(() -> mentor("1"), cycle);
        walk("0", cycle);

        assertThat(cost(answers -> walk("1", cycle, answers))).isEqualTo(cost(answers -> walk("2", cycle, answers)));
    }

    private void walk(String number, String cycle) {
        walk(number, cycle, new HashMap<>());
    }

    /** All that a mentee does about the mentor, and an officer about the mentor's task. */
    private void walk(String number, String cycle, Map<String, String> answers) {
        Supplier<RequestSpecification> who = () -> mentee(number);
        var mine = note(answers, "list", who.get().get("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle));
        String task = mine.path("items.find { it.path == 'PARTNER' }.id");
        var one = "/api/v1/evaluation-tasks/" + task;
        note(answers, "task", who.get().get(one));
        note(answers, "no draft", who.get().get(one + "/draft"));
        var draft = Map.of("items", List.of(Map.of("indicator", "GUIDANCE", "score", 4)), "comment", "扎实");
        note(answers, "save", who.get().header("If-Match", "\"0\"").body(draft).put(one + "/draft"));
        note(answers, "drafted", who.get().get(one));
        note(answers, "draft", who.get().get(one + "/draft"));
        var incomplete = Map.of("taskId", task, "items", List.of(Map.of("indicator", "GUIDANCE", "score", 9)));
        note(answers, "refused", who.get().body(incomplete).post("/api/v1/evaluations"));
        var whole = World.answer(who.get(), task, 0.9);
        note(answers, "submit", who.get().body(whole).post("/api/v1/evaluations"));
        note(answers, "again", who.get().body(whole).post("/api/v1/evaluations"));
        note(answers, "submitted", who.get().get(one));
        note(answers, "cycle", who.get().get("/api/v1/evaluation-cycles/" + cycle));
        Supplier<RequestSpecification> officer = () -> World.countyOfficer(county);
        String about = mentor(number)
                .get("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle)
                .path("items.find { it.path == 'PARTNER' }.id");
        var extended = "/api/v1/evaluation-tasks/" + about;
        var etag = note(answers, "officer", officer.get().get(extended)).header("ETag");
        note(
                answers,
                "extend",
                officer.get()
                        .header("If-Match", etag)
                        .body(Map.of("due", "2199-02-01", "reason", "出差"))
                        .post(extended + "/extend"));
    }
}
