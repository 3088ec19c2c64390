package org.jiedui.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.acceptance.RunningSystem.JSON;
import static org.jiedui.acceptance.RunningSystem.as;
import static org.jiedui.acceptance.RunningSystem.eventually;
import static org.jiedui.acceptance.RunningSystem.find;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.acceptance.RunningSystem.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job: one household's way from its file to stability, step by step, as its people act. */
class WalkAcceptanceIT {
    /** As the services have it: at the end of a year the machine's own may be one day, and one year, behind. */
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    @Tag("HH-03")
    @Tag("HH-14")
    @Tag("PA-07")
    @Tag("PA-12")
    @Tag("EV-04")
    @Tag("EV-07")
    @Tag("NO-01")
    @Tag("NO-08")
    void helpsOneHouseholdOutOfItsRisk_whenEverybodyDoesTheirPart() throws Exception {
        var people = County.ready();
        var platform = new ConcurrentHashMap<String, String>();
        var receiver = receive(platform);
        as("province")
                .post(
                        "/api/v1/webhook-endpoints",
                        "{\"url\":\"http://127.0.0.1:%d/hook\",\"types\":[],\"region\":\"3305\"}"
                                .formatted(receiver.getAddress().getPort()))
                .expect(201);

        // 1 · A clerk registers a household.
        var household = as("clerk")
                .post("/api/v1/households", new Samples(0).poorHousehold(County.VILLAGE))
                .expect(201)
                .body();
        var id = household.path("id").asText();
        var path = "/api/v1/households/" + id;
        assertThat(household.path("incomePerCapita").asText()).isEqualTo("3800.00");
        assertThat(household.path("members").get(0).path("idNumber").asText()).matches("330523\\*{8}\\d{3}[\\dX]");

        // 2 · Under the line and a child out of school: an alert with reasons; the case runs to county approval.
        var alert = eventually(
                "the rules raise an alert",
                () -> find(
                        as("township")
                                .get("/api/v1/risk-alerts?householdId=" + id)
                                .body(),
                        "householdId",
                        id));
        assertThat(alert.path("reasons").findValuesAsText("code")).contains("INCOME_BELOW_LINE", "CHILD_OUT_OF_SCHOOL");
        var riskCase = eventually(
                "the alert opens a case",
                () -> find(
                        as("township")
                                .get("/api/v1/risk-cases?householdId=" + id)
                                .body(),
                        "householdId",
                        id));
        var casePath = "/api/v1/risk-cases/" + riskCase.path("id").asText();
        as("clerk")
                .decide(casePath, "verify", "{\"visitors\":[\"甲\",\"乙\"],\"findings\":\"收入低，孩子失学\"}")
                .expect(200);
        as("clerk").decide(casePath, "appraise", "{\"result\":\"村民代表一致同意\"}").expect(200);
        as("clerk")
                .decide(casePath, "publicise", "{\"days\":0,\"place\":\"村务公开栏\"}")
                .expect(200);
        as("clerk")
                .decide(casePath, "approve", "{\"category\":\"MARGINAL\",\"risks\":[\"SCHOOLING\"]}")
                .expect(403);
        as("township").decide(casePath, "review", "{\"note\":\"属实\"}").expect(200);
        as("county")
                .decide(casePath, "approve", "{\"category\":\"MARGINAL\",\"risks\":[\"SCHOOLING\"]}")
                .expect(200);
        assertThat(as("clerk").get(path).expect(200).body().path("category").asText())
                .isEqualTo("MARGINAL");

        // 3 · Helpers with reasons; two from different departments, because a child is out of school.
        var candidates = eventually("pairing knows the household and proposes helpers", () -> {
            var answer = as("county").get("/api/v1/pairings/candidates?household=" + id);
            return answer.status() == 200 && answer.body().path("items").size() >= 2 ? answer.body() : null;
        });
        assertThat(candidates.path("requiredPartners").asInt()).isEqualTo(2);
        assertThat(candidates.path("items").get(0).path("reasons")).isNotEmpty();
        var first = propose(people.get("helper"), "PRIMARY", id);
        var second = propose(people.get("helper2"), "SUPPORTING", id);
        for (var pairing : new String[] {first, second}) {
            as("county").decide(pairing, "accept", "{\"side\":\"BOTH\"}").expect(200);
            as("county").decide(pairing, "publicise", "{\"days\":0}").expect(200);
        }
        for (var pairing : new String[] {first, second}) {
            as("county")
                    .decide(pairing, "confirm", "{\"ceremonyOn\":\"%s\"}".formatted(today))
                    .expect(200);
        }
        var certificate = as("county")
                .get(first)
                .expect(200)
                .body()
                .path("certificateNumber")
                .asText();
        var verified = RunningSystem.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(
                        RunningSystem.stack().gatewayUrl() + "/api/v1/certificates/" + certificate + "/verification"))
                .GET());
        verified.expect(200);

        // 4 · The helper visits, writes the plan, records measures; the problem becomes a request and is solved.
        eventually(
                "the helper may see the household", () -> as("helper").get(path).status() == 200 ? true : null);
        as("helper3").get(path).expect(404);
        as("helper").post(path + "/visits", """
                        {"day":"%s","manner":"HOME","reached":true,"content":"了解辍学原因",
                         "problems":[{"category":"SCHOOLING","urgency":"URGENT","content":"孩子需要复学"}]}""".formatted(today)).expect(201);
        savePlan(path);
        as("helper").post(path + "/measures", """
                        {"category":"COMPULSORY_EDUCATION","title":"联系学校复学","amount":"500.00","funds":"UNIT","from":"%s"}""".formatted(today)).expect(201);
        var request = eventually(
                "the problem is a request",
                () -> find(as("clerk").get("/api/v1/requests?householdId=" + id).body(), "householdId", id));
        var requestPath = "/api/v1/requests/" + request.path("id").asText();
        as("township").decide(requestPath, "dispatch", "{\"to\":\"中心学校\"}").expect(200);
        as("helper").decide(requestPath, "answer", "{\"answer\":\"已安排九月入学\"}").expect(200);
        as("clerk").decide(requestPath, "solve", "{\"satisfaction\":5}").expect(200);

        // 5 · The year-end cycle: tasks from the pairings, answers back to back, score, band, publication.
        evaluate(people.get("helper"));

        // 6 · The right people were told, and the provincial platform heard.
        for (var user : new String[] {"clerk", "township", "county", "helper"}) {
            eventually(
                    user + " is told",
                    () -> as(user).get("/api/v1/inbox/unread-count")
                                            .expect(200)
                                            .body()
                                            .path("count")
                                            .asInt()
                                    > 0
                            ? true
                            : null);
        }
        eventually(
                "the platform hears by webhook",
                () -> platform.values()
                                .containsAll(Set.of(
                                        "org.jiedui.household.risk-alert-raised.v1",
                                        "org.jiedui.household.household-monitored.v1",
                                        "org.jiedui.pairing.pairing-confirmed.v1",
                                        "org.jiedui.evaluation.evaluation-published.v1"))
                        ? true
                        : null);
        receiver.stop(0);

        // 7 · The child is back, income is above the line: the risk is eliminated, the pairing completed.
        as("county").decide(first, "complete", "{\"reason\":\"GOAL_REACHED\"}").expect(422);
        backToSchool(path);
        as("county")
                .decide(casePath, "eliminate", "{\"manner\":\"ASSISTED\",\"findings\":\"已复学，收入达标\"}")
                .expect(200);
        assertThat(as("clerk").get(path).expect(200).body().path("stable").asBoolean())
                .isTrue();
        for (var pairing : new String[] {second, first}) {
            eventually("the pairing may be completed", () -> {
                var answer = as("county").decide(pairing, "complete", "{\"reason\":\"GOAL_REACHED\"}");
                return answer.status() == 200 ? answer : null;
            });
        }
        as("county")
                .decide(
                        "/api/v1/mentees/" + people.get("mentee"),
                        "promote",
                        "{\"kind\":\"PARTY_GOVERNMENT_CADRE\",\"skills\":[\"MEDIATION\"]}")
                .expect(201);
    }

    private static HttpServer receive(ConcurrentHashMap<String, String> heard) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var event = RunningSystem.JSON.readTree(exchange.getRequestBody().readAllBytes());
            heard.put(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    event.path("type").asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String propose(String helper, String role, String household) {
        return "/api/v1/pairings/"
                + as("county")
                        .post("/api/v1/pairings", """
                                {"programme":"HOUSEHOLD_HELP","role":"%s","helperId":"%s",
                                 "helped":{"kind":"HOUSEHOLD","id":"%s"},"from":"%s"}""".formatted(role, helper, household, today))
                        .expect(201)
                        .id();
    }

    private void savePlan(String path) {
        var saved = as("helper").put(path + "/plan", null, """
                        {"year":%d,"goals":[{"text":"孩子复学","target":"%s","measures":["COMPULSORY_EDUCATION"]}]}""".formatted(today.getYear(), today.plusMonths(3)));
        assertThat(saved.status()).as(saved.raw().body()).isIn(200, 201);
        as("township").decide(path + "/plan", "approve", "{}").expect(200);
    }

    private void backToSchool(String path) {
        var now = as("clerk").get(path).expect(200);
        var child = find(JSON.createObjectNode().set("items", now.body().path("members")), "relation", "SON");
        as("clerk")
                .patch(
                        path + "/members/" + child.path("id").asText(),
                        now.header("ETag"),
                        "{\"schooling\":\"GRADE_7\"}")
                .expect(200);
        now = as("clerk").get(path).expect(200);
        as("clerk").put(path + "/safeguards", now.header("ETag"), """
                        {"food":"MET","clothing":"MET","education":"MET","medicalCare":"MET","housing":"MET","water":"MET"}""").expect(200);
        now = as("clerk").get(path).expect(200);
        as("clerk")
                .put(
                        path + "/incomes",
                        now.header("ETag"),
                        "{\"year\":%d,\"lines\":[{\"item\":\"WAGE_LABOUR\",\"amount\":\"60000.00\"}]}"
                                .formatted(today.getYear() - 1))
                .expect(200);
    }

    private void evaluate(String helper) {
        var cycle = as("county")
                .post("/api/v1/evaluation-cycles", """
                        {"region":"330523","programme":"HOUSEHOLD_HELP","periodFrom":"%s","periodTo":"%s","due":"%s"}""".formatted(
                                today.withDayOfYear(1), today.withMonth(12).withDayOfMonth(31), today.plusDays(14)))
                .expect(201)
                .id();
        var cyclePath = "/api/v1/evaluation-cycles/" + cycle;
        eventually("the cycle opens over the pairings", () -> {
            // 202 while pairings that were announced are still on the log
            var answer = as("county").decide(cyclePath, "open", "{}");
            return answer.status() == 200
                            || as("county")
                                    .get(cyclePath)
                                    .expect(200)
                                    .body()
                                    .path("state")
                                    .asText()
                                    .equals("OPEN")
                    ? true
                    : null;
        });
        for (var user : new String[] {"clerk", "township", "county"}) {
            var tasks = eventually(user + " has tasks", () -> {
                var list = as(user).get("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle)
                        .expect(200)
                        .body();
                return list.path("items").isEmpty() ? null : list.path("items");
            });
            for (var task : tasks) {
                answer(user, task.path("id").asText());
            }
        }
        as("county").decide(cyclePath, "close", "{}").expect(200);
        eventually("the cycle is scored", () -> {
            var state =
                    as("county").get(cyclePath).expect(200).body().path("state").asText();
            if (state.equals("SCORED")) {
                return true;
            }
            as("county").decide(cyclePath, "score", "{}");
            return null;
        });
        as("county").decide(cyclePath, "publicise", "{\"days\":0}").expect(200);
        as("county").decide(cyclePath, "publish", "{}").expect(200);
        var result = eventually(
                "the helper's result is published",
                () -> find(
                        as("helper")
                                .get("/api/v1/evaluation-results?limit=200")
                                .expect(200)
                                .body(),
                        "subjectId",
                        helper));
        assertThat(result.path("band").asText()).isNotBlank();
    }

    private static void answer(String user, String task) {
        var items = new StringBuilder();
        for (var question : as(user).get("/api/v1/evaluation-tasks/" + task)
                .expect(200)
                .body()
                .path("questions")) {
            items.append(items.isEmpty() ? "" : ",")
                    .append("{\"indicator\":\"%s\",\"score\":%d}"
                            .formatted(
                                    question.path("code").asText(),
                                    question.path("max").asInt()));
        }
        var witness = user.equals("clerk") ? ",\"witness\":\"样例见证人\"" : "";
        Answer answer = as(user).post(
                        "/api/v1/evaluations", "{\"taskId\":\"%s\",\"items\":[%s]%s}".formatted(task, items, witness));
        answer.expect(201);
    }
}
