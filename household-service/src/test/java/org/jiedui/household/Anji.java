package org.jiedui.household;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.registration.IdNumber;

/** The county in which the integration tests happen: its offices, its villages, and people who do not exist. */
public final class Anji {
    /** 磻溪村 of 杭垓镇. */
    public static final String VILLAGE = "330523104201";
    /** A village of another township. */
    public static final String OTHER_VILLAGE = "330523101201";
    /** A village of 长兴县. */
    public static final String FOREIGN_VILLAGE = "330522101201";

    /** Account of the helper of these tests. */
    public static final String HELPER = "00000000-0000-7000-8000-000000000005";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private Anji() {}

    public static RequestSpecification as(String role, String region) {
        return given().auth().oauth2(Tokens.of(role).region(region).sign());
    }

    public static RequestSpecification province() {
        return as("province-officer", "33");
    }

    public static RequestSpecification county() {
        return as("county-officer", "330523");
    }

    public static RequestSpecification township() {
        return as("township-officer", "330523104");
    }

    public static RequestSpecification clerk() {
        return as("village-clerk", VILLAGE);
    }

    public static RequestSpecification clerkOf(String village) {
        return as("village-clerk", village);
    }

    public static RequestSpecification helper() {
        return given().auth()
                .oauth2(Tokens.of("helper").subject(HELPER).region("330523").sign());
    }

    /** Imports the divisions that the tests need; a second time it changes nothing. */
    public static void regions() {
        var csv = """
                code,name
                33,浙江省
                3305,湖州市
                330523,安吉县
                330522,长兴县
                330523104,杭垓镇
                330523101,递铺镇
                330522101,洪桥镇
                330523104201,磻溪村
                330523101201,古城村
                330522101201,陈桥村
                """;
        var job = importing(province(), "regions", "apply", csv);
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
    }

    /** Imports a text and waits for the end of the job. */
    public static JsonPath importing(RequestSpecification who, String kind, String mode, String csv) {
        var location = who.contentType("text/csv; charset=UTF-8")
                .queryParam("kind", kind)
                .queryParam("mode", mode)
                .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/household/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return await(
                () -> as("province-officer", "*")
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                job -> !List.of("QUEUED", "RUNNING").contains(job.getString("state")));
    }

    /** All that is in the change feed of a reader, who is asked for anew for each page. */
    public static List<Map<String, Object>> changes(Supplier<RequestSpecification> reader) {
        var changes = new ArrayList<Map<String, Object>>();
        var since = "";
        JsonPath page;
        do {
            page = reader.get()
                    .queryParam("since", since)
                    .get("/api/v1/household/changes")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            changes.addAll(page.getList("items"));
            since = page.getString("next");
        } while (page.getBoolean("more"));
        return changes;
    }

    /** Asks until it is so, at most two minutes. */
    public static <T> T await(Supplier<T> question, java.util.function.Predicate<T> until) {
        var deadline = Instant.now().plus(Duration.ofSeconds(120));
        var answer = question.get();
        while (!until.test(answer)) {
            assertThat(Instant.now()).as("in time, last answer " + answer).isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            answer = question.get();
        }
        return answer;
    }

    /** A valid number of a person who does not exist; each call another one. */
    public static String idNumber(LocalDate born, boolean male) {
        var n = PEOPLE.incrementAndGet();
        var first17 = "330%d2%d%s%02d%d"
                .formatted(
                        (5 + n / 5000) % 10,
                        n / 500 % 10,
                        born.toString().replace("-", ""),
                        n % 500 / 5,
                        n % 5 * 2 + (male ? 1 : 0));
        return first17 + IdNumber.checkDigit(first17);
    }

    public static Map<String, Object> person(String relation, LocalDate born, boolean male) {
        var person = new LinkedHashMap<String, Object>();
        person.put("name", male ? "赵大山" : "钱小河");
        person.put("relation", relation);
        person.put("idNumber", idNumber(born, male));
        person.put("labour", "ORDINARY");
        person.put("schooling", "NOT_AT_SCHOOL");
        person.put("education", "JUNIOR_SECONDARY");
        person.put("insurances", List.of("RESIDENT_MEDICAL"));
        return person;
    }

    /** A household of two without any risk: 20 000 yuan a head, everything safe. */
    public static Map<String, Object> household(String village) {
        var household = new LinkedHashMap<String, Object>();
        household.put("region", village);
        household.put("type", "ORDINARY");
        household.put("address", "3组12号");
        household.put("needs", List.of("EMPLOYMENT"));
        household.put(
                "members",
                new ArrayList<>(List.of(
                        person("HEAD", LocalDate.of(1980, 5, 17), true),
                        person("SPOUSE", LocalDate.of(1982, 8, 9), false))));
        household.put("incomes", new ArrayList<>(List.of(income(2025, "40000.00"))));
        household.put("safeguards", safeguards("MET"));
        return household;
    }

    public static Map<String, Object> income(int year, String wage) {
        return Map.of("year", year, "lines", List.of(Map.of("item", "WAGE_LABOUR", "amount", wage)));
    }

    public static Map<String, Object> safeguards(String housing) {
        return Map.of(
                "food",
                "MET",
                "clothing",
                "MET",
                "education",
                "MET",
                "medicalCare",
                "MET",
                "housing",
                housing,
                "water",
                "MET");
    }

    /** Registers and returns the answer. */
    public static Response register(RequestSpecification who, Map<String, ?> household) {
        return who.contentType(ContentType.JSON).body(household).post("/api/v1/households");
    }

    /** Registers a household of the county's and returns the answer's body. */
    public static JsonPath registered(Map<String, ?> household) {
        return register(county(), household).then().statusCode(201).extract().jsonPath();
    }
}
