package org.jiedui.household.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Throws ten thousand identity numbers, phones and bank cards at everything and searches whatever comes out for them:
 * every answer to callers without the right, each log line, each record on Kafka, documents, workbooks, the change feed,
 * history, audit, metrics, and the text columns of the database. New endpoints are found in the OpenAPI document.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LeakIT {
    private static final String VILLAGE = "350102001201";
    private static final String API = "/api/v1";

    /** Read by an id that no list shows or of which this test makes no record; what imports answer is looked at when they end. */
    private static final Set<String> WITHOUT_RECORDS = Set.of(
            API + "/household/imports/{id}",
            API + "/household/imports/{id}/report",
            API + "/household/imports/{id}/report.{format}",
            API + "/household/outward-templates/{name}",
            API + "/household/quality-runs/{id}",
            API + "/households/anonymisations/{jobId}",
            API + "/households/{id}/duplicates/{otherId}",
            API + "/households/{id}/incomes/{year}/revisions/{revision}",
            API + "/regions/changes/{id}",
            API + "/regions/changes/{id}/moves",
            API + "/risk-assessments/{id}",
            API + "/villages/{code}/cells/{cell}/households");

    private static final int HOUSEHOLDS = 100;
    /** So many of them one by one, the others by an import. */
    private static final int POSTED = 20;

    private static final int MEMBERS = 45;
    private static final int PAGES = 30;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    private final Canaries canaries = new Canaries();
    private final Set<String> visited = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();
    private final List<String> households = new ArrayList<>();
    private final List<String> exports = new ArrayList<>();
    private final Set<String> skipped = ConcurrentHashMap.newKeySet();

    private RequestSpecification as(String role) {
        return Anji.as(role, role.equals("village-clerk") ? VILLAGE : "35");
    }

    /** Looks at all of an answer: status line, headers, body, and what is packed or printed in the body. */
    private Response look(String what, Response answer) {
        canaries.search(what, answer.headers().toString());
        var body = answer.asByteArray();
        canaries.search(what, body);
        var type = String.valueOf(answer.contentType());
        try {
            // what was printed here; a scan that was uploaded is given back as it came, and was searched above
            if (answer.statusCode() == 200 && type.startsWith("application/pdf") && what.contains("notice.pdf")) {
                try (var document = Loader.loadPDF(body)) {
                    canaries.search(what + " (text)", new PDFTextStripper().getText(document));
                }
            } else if (type.contains("openxmlformats") || type.contains("zip")) {
                var file = Files.createTempFile("leak", ".zip");
                Files.write(file, body);
                try (var zip = new ZipFile(file.toFile())) {
                    for (var entry : zip.stream().toList()) {
                        canaries.search(
                                what + " (unpacked)", zip.getInputStream(entry).readAllBytes());
                    }
                } finally {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThat(answer.statusCode()).as(what).isNotEqualTo(500);
        return answer;
    }

    @Test
    @Tag("HH-04")
    @Tag("HH-17")
    void showsNoneOfTenThousandCanaries_inAnythingThatComesOut() throws Exception {
        // laying out megabytes of answers for a log that only a failure would need takes most of the time
        RestAssured.config = RestAssured.config().logConfig(LogConfig.logConfig());
        Anji.importing(
                Anji.as("province-officer", "*"),
                "regions",
                "apply",
                "code,name\n35,福建省\n3501,福州市\n350102,鼓楼区\n350102001,金丝镇\n350102001201,雀村\n");
        var log = new Listening();
        var root = org.jboss.logmanager.LogContext.getLogContext().getLogger("");
        root.addHandler(log);
        try {
            register();
            change();
            spendAndExport();
            importThem();
            throwAtErrors();
            publicise();
            awaitQuiet();
            var paths = mapper.readTree(
                            RestAssured.get("/q/openapi?format=json").asByteArray())
                    .path("paths");
            var walks = new ArrayList<Callable<Integer>>();
            for (var role : List.of("village-clerk", "county-officer", "auditor", "platform", "helper")) {
                walks.add(() -> walk(role, paths));
            }
            assertThat(together(walks)).as("addresses each of them saw").allMatch(seen -> seen > 50);
            for (var technical : List.of("/q/metrics", "/q/health", "/q/openapi?format=json")) {
                look(technical, RestAssured.get(technical));
            }
            searchKafka();
            searchTables();
        } finally {
            root.removeHandler(log);
        }

        assertThat(canaries.leaks()).as("canaries found").isEmpty();
        assertThat(canaries.count()).isGreaterThanOrEqualTo(10_000);
        assertThat(canaries.searched()).isGreaterThan(5_000_000);
        assertThat(log.lines.get()).isPositive();
        assertThat(visited)
                .contains(
                        API + "/households/{id}",
                        API + "/households/{id}/history",
                        API + "/household/changes",
                        API + "/household/audit-entries",
                        API + "/risk-cases/{id}",
                        API + "/attachments/{id}/content",
                        API + "/household/reports/{name}");
        // without a font nothing can be printed
        if (TestServers.chineseFont().isPresent()) {
            assertThat(visited).contains(API + "/household/publicities/{id}/notice.pdf");
        }
        skipped.removeAll(visited);
        assertThat(skipped).as("not reached").isSubsetOf(WITHOUT_RECORDS);
    }

    /** Does all of it, four at a time; the results in their order. */
    private static <T> List<T> together(List<Callable<T>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var results = new ArrayList<T>();
            for (var result : pool.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    // ---- what is thrown

    private Map<String, Object> member(String relation, int n) {
        var person = new LinkedHashMap<String, Object>();
        person.put("name", "雀" + (char) ('一' + n % 2000));
        person.put("relation", relation);
        person.put("idNumber", canaries.idNumber());
        person.put("phone", canaries.phone());
        person.put("labour", "ORDINARY");
        person.put("schooling", "NOT_AT_SCHOOL");
        person.put("education", "PRIMARY");
        person.put("health", List.of("CHRONIC_ILLNESS"));
        person.put("insurances", List.of());
        return person;
    }

    private Map<String, Object> household(int h) {
        var household = Anji.household(VILLAGE);
        var members = new ArrayList<Map<String, Object>>();
        for (var m = 0; m < MEMBERS; m++) {
            members.add(member(m == 0 ? "HEAD" : "OTHER", h * MEMBERS + m));
        }
        household.put("members", members);
        household.put("bankAccount", canaries.card());
        household.put("incomes", List.of(Anji.income(2025, h % 3 == 0 ? "900.00" : "4000000.00")));
        return household;
    }

    private void register() throws Exception {
        var work = new ArrayList<Callable<Response>>();
        for (var h = 0; h < POSTED; h++) {
            var household = household(h);
            work.add(() -> look("POST /households", Anji.register(as("county-officer"), household)));
        }
        for (var answer : together(work)) {
            answer.then().statusCode(201);
            households.add(answer.jsonPath().getString("id"));
        }
        var lines = new StringBuilder();
        for (var h = POSTED; h < HOUSEHOLDS; h++) {
            var household = household(h);
            household.put("externalId", "leak-" + h);
            lines.append(mapper.writeValueAsString(household)).append('\n');
        }
        for (var row : imported("households", "application/x-ndjson; charset=UTF-8", lines.toString())) {
            households.add(row.get("id"));
        }
        assertThat(households).hasSize(HOUSEHOLDS).doesNotContainNull();
    }

    /** Records of money, disasters, drafts, transitions and exports; the names of all of them carry nothing personal. */
    private void spendAndExport() {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        var fund = posted(
                        "county-officer",
                        "/funds",
                        Map.of(
                                "name",
                                "衔接资金",
                                "source",
                                "COUNTY",
                                "region",
                                "350102",
                                "year",
                                2026,
                                "total",
                                "90000.00"))
                .jsonPath()
                .getString("id");
        posted(
                "county-officer",
                "/projects",
                Map.of(
                        "region",
                        VILLAGE,
                        "kind",
                        "TRAINING_CLASS",
                        "name",
                        "竹编班",
                        "category",
                        "EMPLOYMENT",
                        "amount",
                        "900.00",
                        "fundId",
                        fund,
                        "from",
                        today,
                        "households",
                        households.subList(0, 3)));
        posted(
                "county-officer",
                "/disasters",
                Map.of("kind", "FLOOD", "region", VILLAGE, "day", today, "source", "通告"));
        posted("village-clerk", "/visits/drafts", Map.of("householdIds", households.subList(0, 1)));
        look(
                        "POST transition",
                        as("township-officer")
                                .contentType(ContentType.JSON)
                                .header("If-Match", "*")
                                .body(Map.of(
                                        "toType", "LIFTED", "effectiveOn", today, "reason", "核实", "document", "文件"))
                                .post(API + "/households/" + households.get(0) + "/transitions"))
                .then()
                .statusCode(201);
        for (var format : List.of("csv", "ndjson", "xlsx")) {
            var ordered = look(
                    "POST export",
                    as("county-officer")
                            .contentType(ContentType.JSON)
                            .body(Map.of("kind", "households", "format", format, "filters", Map.of("region", VILLAGE)))
                            .post(API + "/household/exports"));
            ordered.then().statusCode(202);
            var location = ordered.header("Location");
            var job = Anji.await(
                    () -> look("GET export", as("county-officer").get(location)).jsonPath(),
                    j -> !List.of("QUEUED", "RUNNING").contains(j.getString("state")));
            assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
            exports.add(location.substring(location.lastIndexOf('/') + 1));
        }
    }

    private Response posted(String role, String path, Map<String, ?> body) {
        var answer = look(
                "POST " + path,
                as(role).contentType(ContentType.JSON).body(body).post(API + path));
        answer.then().statusCode(201);
        return answer;
    }

    private void change() {
        for (var id : households.subList(0, 8)) {
            var path = API + "/households/" + id;
            var body = as("county-officer").get(path);
            look(
                            "PATCH household",
                            as("county-officer")
                                    .contentType("application/merge-patch+json")
                                    .header("If-Match", body.header("ETag"))
                                    .body("{\"bankAccount\":\"" + canaries.card() + "\"}")
                                    .patch(path))
                    .then()
                    .statusCode(200);
            look(
                            "PATCH member",
                            as("county-officer")
                                    .contentType("application/merge-patch+json")
                                    .header(
                                            "If-Match",
                                            as("county-officer").get(path).header("ETag"))
                                    .body("{\"phone\":\"" + canaries.phone() + "\"}")
                                    .patch(path + "/members/" + body.jsonPath().getString("members[1].id")))
                    .then()
                    .statusCode(200);
            look(
                    "POST member",
                    as("county-officer")
                            .contentType(ContentType.JSON)
                            .header("If-Match", as("county-officer").get(path).header("ETag"))
                            .body(member("OTHER", 7))
                            .post(path + "/members"));
            look(
                    "POST visit",
                    as("village-clerk")
                            .contentType(ContentType.JSON)
                            .body(Map.of("day", "2026-01-05", "manner", "HOME", "reached", true, "content", "走访"))
                            .post(path + "/visits"));
            look(
                    "POST request",
                    as("village-clerk")
                            .contentType(ContentType.JSON)
                            .body(Map.of("householdId", id, "kind", "HELP", "category", "OTHER", "content", "求助"))
                            .post(API + "/requests"));
            look(
                    "POST measure",
                    as("county-officer")
                            .contentType(ContentType.JSON)
                            .body(Map.of(
                                    "category",
                                    "INDUSTRY",
                                    "title",
                                    "种茶",
                                    "amount",
                                    "800.00",
                                    "funds",
                                    "COUNTY",
                                    "from",
                                    LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()))
                            .post(path + "/measures"));
            look(
                            "POST attachment",
                            as("village-clerk")
                                    .contentType("application/pdf")
                                    .header(
                                            "Content-Disposition",
                                            "attachment; filename=\"" + canaries.idNumber() + " " + canaries.phone()
                                                    + ".pdf\"")
                                    .queryParam("ownerKind", "HOUSEHOLD")
                                    .queryParam("ownerId", id)
                                    .body("%PDF-1.4 scan".getBytes(StandardCharsets.US_ASCII))
                                    .post(API + "/attachments"))
                    .then()
                    .statusCode(201);
        }
        for (var i = 0; i < 60; i++) {
            look("search by number", search(Map.of("idNumber", canaries.idNumber())));
            look("search by phone", search(Map.of("phone", canaries.phone())));
        }
        var taken = member("HEAD", 1);
        var twice = Anji.household(VILLAGE);
        twice.put("members", List.of(taken));
        look("register", Anji.register(as("county-officer"), twice)).then().statusCode(201);
        look("register again", Anji.register(as("county-officer"), twice))
                .then()
                .statusCode(409);
        look("search taken", search(Map.of("idNumber", taken.get("idNumber"))));
    }

    private Response search(Map<String, Object> by) {
        return as("county-officer").contentType(ContentType.JSON).body(by).post(API + "/households/search");
    }

    /** Files with numbers in columns that take none, in lines that are refused, and, where it exists, of households. */
    private void importThem() {
        var csv = new StringBuilder("code,name\n");
        for (var i = 0; i < 150; i++) {
            csv.append(canaries.idNumber()).append(",村").append('\n');
        }
        imported("regions", "text/csv", csv.toString());
        var people = new StringBuilder("region,idNumber,phone,bankAccount\n");
        for (var i = 0; i < 50; i++) {
            people.append(VILLAGE)
                    .append(',')
                    .append(canaries.idNumber())
                    .append(',')
                    .append(canaries.phone())
                    .append(',')
                    .append(canaries.card())
                    .append('\n');
        }
        for (var kind : List.of("households", "members")) {
            imported(kind, "text/csv", people.toString());
        }
    }

    /** Gives the report's rows, none when the kind is not known. */
    private List<Map<String, String>> imported(String kind, String type, String text) {
        var job = look(
                "POST import " + kind,
                Anji.as("province-officer", "*")
                        .contentType(type)
                        .queryParam("kind", kind)
                        .queryParam("mode", "apply")
                        .body(text.getBytes(StandardCharsets.UTF_8))
                        .post(API + "/household/imports"));
        if (job.statusCode() != 202) {
            return List.of();
        }
        var address = job.header("Location");
        Anji.await(
                () -> look("GET import", Anji.as("province-officer", "*").get(address)),
                answer ->
                        !List.of("QUEUED", "RUNNING").contains(answer.jsonPath().getString("state")));
        return look("GET import report", Anji.as("province-officer", "*").get(address + "/report?limit=200"))
                .jsonPath()
                .getList("items");
    }

    /** Numbers where none belong: wrong fields, unknown properties, codes, filters, cursors, headers, paths, bad JSON. */
    private void throwAtErrors() {
        for (var i = 0; i < 25; i++) {
            var wrong = new LinkedHashMap<String, Object>();
            wrong.put("region", canaries.idNumber());
            wrong.put("type", canaries.card());
            wrong.put(canaries.idNumber(), "unknown");
            wrong.put("bankAccount", "x" + canaries.card());
            var person = member(canaries.phone(), i);
            person.put("idNumber", canaries.idNumber() + "9");
            person.put("phone", "+86" + canaries.phone());
            person.put("birthDate", canaries.idNumber());
            person.put(canaries.phone(), true);
            wrong.put("members", List.of(person));
            wrong.put("incomes", List.of(Map.of("year", canaries.phone(), "lines", canaries.card())));
            wrong.put("needs", List.of(canaries.phone()));
            look("POST wrong household", Anji.register(as("county-officer"), wrong))
                    .then()
                    .statusCode(400);
            look(
                    "POST broken JSON",
                    as("county-officer")
                            .contentType(ContentType.JSON)
                            .body("{\"members\":[{\"idNumber\":\"" + canaries.idNumber() + "\",\"phone\":"
                                    + canaries.phone() + "x")
                            .post(API + "/households"));
            for (var parameter : List.of("region", "type", "cursor", "limit", "sort", "fields", canaries.phone())) {
                look(
                        "GET ?" + parameter,
                        as("county-officer")
                                .queryParam(parameter, canaries.idNumber())
                                .get(API + "/households"));
            }
            look(
                    "headers",
                    as("county-officer")
                            .header("Idempotency-Key", canaries.card() + "é")
                            .header("If-None-Match", canaries.idNumber())
                            .header("traceparent", canaries.phone())
                            .header("X-Request-Id", canaries.phone())
                            .header("Accept-Language", canaries.phone())
                            .get(API + "/households?limit=1"));
            look(
                    "bad token",
                    RestAssured.given().auth().oauth2(canaries.idNumber()).get(API + "/households"));
            look(
                    "reveal without right",
                    as("county-officer")
                            .queryParam("reveal", "idNumber,phone,bankAccount,health")
                            .queryParam("purpose", canaries.phone())
                            .get(API + "/households/" + households.get(i)));
            for (var body : List.of("requests", "risk-cases", "household/publicities", "poverty-lines")) {
                look(
                        "POST wrong " + body,
                        as("county-officer")
                                .contentType(ContentType.JSON)
                                .body(Map.of(
                                        canaries.phone(),
                                        canaries.idNumber(),
                                        "region",
                                        canaries.card(),
                                        "kind",
                                        canaries.phone()))
                                .post(API + "/" + body));
            }
        }
    }

    private void publicise() {
        look(
                        "POST publicity",
                        as("county-officer")
                                .contentType(ContentType.JSON)
                                .body(Map.of("region", VILLAGE, "kind", "FUNDS"))
                                .post(API + "/household/publicities"))
                .then()
                .statusCode(201);
    }

    // ---- what is searched

    /**
     * Calls every GET of the OpenAPI document, for real records where there are any, and follows the pages of lists.
     * Gives the number of addresses.
     */
    private int walk(String role, JsonNode paths) {
        var looked = 0;
        for (var path : paths.properties()) {
            if (!path.getValue().has("get")) {
                continue;
            }
            var addresses = addresses(role, path.getKey());
            if (addresses.isEmpty()) {
                skipped.add(path.getKey());
                continue;
            }
            for (var address : addresses) {
                for (var variant : role.equals("county-officer") ? List.of("", "xlsx") : List.of("")) {
                    looked++;
                    pages(role, path.getKey(), required(path.getKey(), address), variant, paged(path.getValue()));
                }
            }
        }
        if (role.equals("county-officer")) {
            for (var id : households) {
                look("GET household", as(role).get(API + "/households/" + id));
            }
        }
        return looked;
    }

    private static String required(String path, String address) {
        return path.equals(API + "/household/imports/template.xlsx") ? address + "?kind=regions" : address;
    }

    private static boolean paged(JsonNode operations) {
        return operations
                .path("get")
                .path("parameters")
                .findValuesAsText("name")
                .contains("limit");
    }

    /** The office that sees most follows lists to their end, the others look at their beginning. */
    private void pages(String role, String path, String address, String variant, boolean paged) {
        var next = "";
        var most = role.equals("county-officer") ? PAGES : 2;
        for (var page = 0; page < most && next != null; page++) {
            var request = as(role);
            if (paged) {
                request.queryParam("limit", 200);
            }
            if (!variant.isEmpty()) {
                request.accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, text/csv");
            }
            if (address.endsWith("/attachments")) {
                request.queryParam("ownerKind", "HOUSEHOLD").queryParam("ownerId", households.get(0));
            }
            var changes = address.endsWith("/household/changes");
            if (!next.isEmpty()) {
                request.queryParam(changes ? "since" : "cursor", next);
            }
            var answer = look("GET " + address + " as " + role, request.get(address));
            if (answer.statusCode() < 400) {
                visited.add(path);
            }
            var list = list(answer);
            next = list.path("next").isTextual()
                            && (!changes || list.path("more").asBoolean())
                    ? list.path("next").asText()
                    : null;
        }
    }

    /** The path with ids of records that the role sees: at most two of each. */
    private List<String> addresses(String role, String path) {
        var open = path.indexOf('{');
        if (open < 0) {
            return List.of(path);
        }
        var close = path.indexOf('}', open);
        var collection = path.substring(0, open - 1);
        var name = path.substring(open + 1, close);
        var found = new ArrayList<String>();
        for (var id : ids(role, collection, name)) {
            found.addAll(addresses(role, collection + "/" + id + path.substring(close + 1)));
        }
        return found;
    }

    /** Many paths begin with the same collection, whose list is asked for once. */
    private List<String> ids(String role, String collection, String name) {
        return known.computeIfAbsent(role + " " + collection + " " + name, key -> find(role, collection, name));
    }

    private List<String> find(String role, String collection, String name) {
        if (collection.endsWith("/households")) {
            return households.subList(0, 2);
        }
        if (name.equals("code") || name.equals("village")) {
            return List.of(VILLAGE);
        }
        if (collection.endsWith("/household/exports")) {
            return role.equals("county-officer") ? exports : List.of();
        }
        if (collection.endsWith("/code-lists")) {
            return List.of("relation", "health-condition");
        }
        if (collection.endsWith("/reports")) {
            return List.of("households", "members", "measures");
        }
        if (name.equals("year")) {
            return List.of("2025");
        }
        if (collection.endsWith("/members")) {
            var household = as("county-officer").get(collection.substring(0, collection.length() - 8));
            return household.statusCode() == 200
                    ? household.jsonPath().getList("members.id", String.class).subList(0, 1)
                    : List.of();
        }
        var request = as(role);
        if (collection.endsWith("/attachments")) {
            request.queryParam("ownerKind", "HOUSEHOLD").queryParam("ownerId", households.get(0));
        }
        var ids = new ArrayList<String>();
        for (var item : list(look("GET " + collection, request.get(collection))).path("items")) {
            if (ids.size() < 2 && item.path("id").isTextual()) {
                ids.add(item.path("id").asText());
            }
        }
        return ids;
    }

    /** The body when it is one of items, otherwise nothing; lists of whole households are read by the hundred. */
    private JsonNode list(Response answer) {
        var json = answer.statusCode() == 200
                && String.valueOf(answer.contentType()).startsWith("application/json");
        try {
            var body = json ? mapper.readTree(answer.asByteArray()) : mapper.missingNode();
            return body.has("items") ? body : mapper.missingNode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitQuiet() {
        Anji.await(
                () -> {
                    try (var connection = database.getConnection();
                            var select = connection.prepareStatement("SELECT COUNT(*) FROM outbox");
                            var row = select.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                waiting -> waiting == 0);
    }

    private void searchKafka() {
        var settings = new Properties();
        settings.put(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class));
        try (var kafka = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = kafka.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("jiedui."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            var ends = kafka.endOffsets(partitions);
            var records = 0;
            while (partitions.stream().anyMatch(p -> kafka.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> event : kafka.poll(Duration.ofMillis(200))) {
                    records++;
                    var where = "Kafka " + event.topic();
                    canaries.search(where, event.key() == null ? new byte[0] : event.key());
                    canaries.search(where, event.value() == null ? new byte[0] : event.value());
                    event.headers().forEach(header -> canaries.search(where, header.value()));
                }
            }
            assertThat(records).as("records on Kafka").isGreaterThan(HOUSEHOLDS);
        }
    }

    /** Personal data is encrypted at rest, in uploads and exports that wait in the spool, too. */
    private void searchTables() throws SQLException {
        try (var connection = database.getConnection();
                var tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var table = tables.getString("TABLE_NAME");
                try (var select = connection.createStatement();
                        var row = select.executeQuery("SELECT * FROM `" + table + "`")) {
                    var columns = row.getMetaData();
                    while (row.next()) {
                        for (var c = 1; c <= columns.getColumnCount(); c++) {
                            switch (columns.getColumnType(c)) {
                                case Types.CHAR,
                                        Types.VARCHAR,
                                        Types.LONGVARCHAR,
                                        Types.LONGVARBINARY,
                                        Types.VARBINARY -> {
                                    var bytes = row.getBytes(c);
                                    if (bytes != null) {
                                        canaries.search("table " + table + "." + columns.getColumnName(c), bytes);
                                    }
                                }
                                default -> {
                                    // ids, figures and times hold no such numbers
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Reads along with everything that is logged. */
    private final class Listening extends Handler {
        /** The message with its parameters, what the line carries along, and the stack. */
        private static final java.util.logging.Formatter FORMAT =
                new org.jboss.logmanager.formatters.PatternFormatter("%s %X %e");

        private final java.util.concurrent.atomic.AtomicLong lines = new java.util.concurrent.atomic.AtomicLong();

        @Override
        public synchronized void publish(LogRecord line) {
            lines.incrementAndGet();
            canaries.search("log of " + line.getLoggerName(), FORMAT.format(line));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
