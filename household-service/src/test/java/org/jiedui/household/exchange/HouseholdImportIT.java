package org.jiedui.household.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.dhatim.fastexcel.Workbook;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.SpoolConfig;
import org.jiedui.chassis.tabular.TabularLimits;
import org.jiedui.chassis.tabular.TabularReader;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.jiedui.household.registration.IdNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-19")
class HouseholdImportIT {
    private static final String VILLAGE = "330523104251";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String HEADER =
            "外部编号,户编号,村代码,户类型,住址,帮扶需求,住房安全,姓名,与户主关系,证件号码,手机号,劳动能力,文化程度,在校情况,参保情况,收入年度,务工\n";
    private static int files;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper mapper;

    @Inject
    Imports imports;

    @Inject
    SpoolConfig spool;

    @Inject
    TabularLimits limits;

    @BeforeEach
    void villages() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n" + VILLAGE + ",样例村\n");
    }

    /** Prefix of external ids that no other test has. */
    private static synchronized String prefix() {
        return "import-" + UUID.randomUUID() + "-" + files++ + "-";
    }

    private static String household(String externalId, String village, String head, String spouse, String address) {
        return externalId + ",," + village + ",一般农户," + address + ",稳定就业；看病就医,已保障,孙示甲,户主," + head
                + ",13900000007,普通劳动力,初中,非在校生,城乡居民医保,2025,40000\n"
                + ",,,,,,,李示乙,配偶," + spouse + ",,普通劳动力,小学,非在校生,无,,\n";
    }

    private static String born(int year, boolean male) {
        return Anji.idNumber(LocalDate.of(year, 3, 4), male);
    }

    /** Numbers of an area that no other test has, one couple for each number. */
    private static String filler(int n, boolean male) {
        var first17 =
                "330881" + LocalDate.of(1950, 1, 1).plusDays(n).toString().replace("-", "") + (male ? "101" : "102");
        return first17 + IdNumber.checkDigit(first17);
    }

    private static List<Map<String, Object>> report(RequestSpecification who, JsonPath job) {
        return who.get("/api/v1/household/imports/" + job.getString("id") + "/report?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static JsonPath upload(RequestSpecification who, String mode, String type, byte[] body) {
        var location = who.contentType(type.contains("charset") ? type : type + "; charset=UTF-8")
                .queryParam("kind", "households")
                .queryParam("mode", mode)
                .body(body)
                .post("/api/v1/household/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return finished(location);
    }

    private static JsonPath finished(String location) {
        return Anji.await(
                () -> Anji.province()
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                job -> !List.of("QUEUED", "RUNNING").contains(job.getString("state")));
    }

    @Test
    @Tag("HH-03")
    void storesWhatRegistrationsOneByOneWouldHaveStored() throws Exception {
        var posted = Anji.household(VILLAGE);
        var prefix = prefix();
        posted.put("externalId", prefix + "1");
        posted.put("bankAccount", "6222000011112222");
        posted.put("causes", Map.of("main", "ILLNESS", "others", List.of("LACK_OF_FUNDS")));
        var imported = new LinkedHashMap<>(posted);
        imported.put("externalId", prefix + "2");
        var others = Anji.household(VILLAGE).get("members");
        imported.put("members", others);
        var first = UUID.fromString(Anji.registered(posted).getString("id"));

        var job = upload(Anji.county(), "apply", "application/x-ndjson", mapper.writeValueAsBytes(imported));

        assertThat(job.getMap("result")).containsEntry("created", 1).containsEntry("refused", 0);
        var second =
                UUID.fromString(String.valueOf(report(Anji.county(), job).get(0).get("id")));
        var own = List.of(
                "id",
                "version",
                "household_id",
                "household_number",
                "external_id",
                "created_at",
                "updated_at",
                "recorded_at",
                "at",
                "id_number",
                "id_hash",
                "living_identity",
                "phone",
                "health",
                "bank_account",
                "resource_id",
                "source",
                "changes");
        for (var table : List.of("household", "household_member", "income_statement", "income_line", "history_entry")) {
            var expected = rows(table, first, own);
            assertThat(expected).as(table).isNotEmpty();
            assertThat(rows(table, second, own)).as(table).isEqualTo(expected);
        }
        assertThat(fields(second)).isEqualTo(fields(first)).isNotEmpty();
        var shown = Anji.county()
                .get("/api/v1/households/" + second)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(shown.getString("householdNumber")).startsWith(VILLAGE);
        assertThat(shown.getString("bankAccount")).endsWith("2222");
        var changes =
                Anji.await(() -> count("SELECT COUNT(*) FROM change_entry WHERE resource_id = ?", second), n -> n > 0);
        assertThat(changes).isEqualTo(1);
    }

    private List<Map<String, Object>> rows(String table, UUID household, List<String> without) throws SQLException {
        var key = table.equals("household") ? "id" : table.equals("history_entry") ? "resource_id" : "household_id";
        var order = table.equals("household_member") || table.equals("income_line") ? " ORDER BY position" : "";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT * FROM " + table + " WHERE " + key + " = ?" + order)) {
            select.setBytes(1, org.jiedui.chassis.time.Ids.bytes(household));
            try (var row = select.executeQuery()) {
                var rows = new ArrayList<Map<String, Object>>();
                while (row.next()) {
                    var values = new TreeMap<String, Object>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        var name = row.getMetaData().getColumnName(i);
                        if (without.contains(name)) {
                            values.put(name, row.getObject(i) != null);
                        } else {
                            values.put(name, String.valueOf(row.getObject(i)));
                        }
                    }
                    rows.add(values);
                }
                return rows;
            }
        }
    }

    private List<String> fields(UUID household) {
        var history = Anji.county()
                .get("/api/v1/households/" + household + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return history.getList("items[0].changes.field");
    }

    private long count(String sql, UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setBytes(1, org.jiedui.chassis.time.Ids.bytes(id));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changesNothing_whenTheSameFileIsSentAgain_andOnlyWhatDiffersOtherwise() {
        var prefix = prefix();
        var first = household(prefix + "a", VILLAGE, born(1980, true), born(1981, false), "1组");
        var second = household(prefix + "b", VILLAGE, born(1970, true), born(1971, false), "2组");
        var created = upload(Anji.clerkOf(VILLAGE), "apply", "text/csv", bytes(HEADER + first + second));
        assertThat(created.getMap("result")).containsEntry("created", 4).containsEntry("refused", 0);
        var id = UUID.fromString(
                String.valueOf(report(Anji.county(), created).get(0).get("id")));
        var version = Anji.county().get("/api/v1/households/" + id).header("ETag");

        var again = upload(Anji.clerkOf(VILLAGE), "apply", "text/csv", bytes(HEADER + first + second));
        var changed = upload(
                Anji.clerkOf(VILLAGE),
                "apply",
                "text/csv",
                bytes(HEADER + first + second.replace(",2组,", ",2组9号,").replace(",40000", ",41000")));

        assertThat(again.getMap("result")).containsEntry("unchanged", 4).containsEntry("updated", 0);
        assertThat(Anji.county().get("/api/v1/households/" + id).header("ETag")).isEqualTo(version);
        assertThat(changed.getMap("result")).containsEntry("unchanged", 2).containsEntry("updated", 2);
        var updated = report(Anji.county(), changed).get(2).get("id");
        Anji.county()
                .get("/api/v1/households/" + updated)
                .then()
                .statusCode(200)
                .body("address", equalTo("2组9号"));
        Anji.county()
                .get("/api/v1/households/" + updated + "/history")
                .then()
                .body("items[1].source", equalTo("IMPORT"));
        var third = upload(
                Anji.clerkOf(VILLAGE),
                "apply",
                "text/csv",
                bytes(HEADER + first + second.replace(",2组,", ",2组9号,").replace(",40000", ",41000")));
        assertThat(third.getMap("result")).containsEntry("unchanged", 4);
    }

    @Test
    @Tag("HH-19")
    void takesNoFileOfACallerWithoutARegion() {
        for (var region : List.of("", "33052", "x")) {
            Anji.as("village-clerk", region)
                    .contentType("text/csv")
                    .queryParam("kind", "households")
                    .body(bytes(HEADER))
                    .post("/api/v1/household/imports")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("OUTSIDE_REGION"));
        }
    }

    @Test
    @Tag("HH-19")
    void takesTheWorkOfAPerson_andLeavesItAsItIs_whenAFileHasNoSuchColumns() {
        var text = household(prefix() + "w", VILLAGE, born(1983, true), born(1984, false), "1组");
        var lines = text.split("\n");
        var with = HEADER.strip() + ",民族,务工地点,务工月数,务工月收入,就业渠道\n" + lines[0] + ",畲族,县内,8,3500,公益性岗位\n" + lines[1]
                + ",,,13,,\n";

        var refused = upload(Anji.clerkOf(VILLAGE), "validate", "text/csv", bytes(with));
        var taken = upload(Anji.clerkOf(VILLAGE), "apply", "text/csv", bytes(with.replace(",13,", ",,")));
        var older = upload(Anji.clerkOf(VILLAGE), "apply", "text/csv", bytes(HEADER + text.replace(",1组,", ",1组8号,")));

        assertThat(codes(report(Anji.county(), refused))).contains("workMonths OUT_OF_RANGE");
        assertThat(taken.getMap("result")).containsEntry("created", 2);
        assertThat(older.getMap("result")).containsEntry("updated", 2);
        Anji.county()
                .get("/api/v1/households/" + report(Anji.county(), older).get(0).get("id"))
                .then()
                .body("address", equalTo("1组8号"))
                .body("members[0].ethnicity", equalTo("SHE"))
                .body("members[0].work.channel", equalTo("PUBLIC_POST"))
                .body("members[0].work.monthlyWage", equalTo("3500.00"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("HH-04")
    void saysPerRowWhatIsWrong_andTakesTheRest() {
        var prefix = prefix();
        var known = born(1965, true);
        Anji.registered(household(known));
        var twice = born(1966, true);
        var text = HEADER
                + household(prefix + "good", VILLAGE, born(1980, true), born(1981, false), "1组")
                + household(prefix + "check", VILLAGE, wrong(born(1980, true)), born(1981, false), "1组")
                + household(prefix + "region", "330523104999", born(1980, true), born(1981, false), "1组")
                + household(prefix + "foreign", Anji.FOREIGN_VILLAGE, born(1980, true), born(1981, false), "1组")
                + household(prefix + "known", VILLAGE, known, born(1981, false), "1组")
                + household(prefix + "twice1", VILLAGE, twice, born(1981, false), "1组")
                + household(prefix + "twice2", VILLAGE, twice, born(1981, false), "1组")
                + household(prefix + "label", VILLAGE, born(1980, true), born(1981, false), "1组")
                        .replace("普通劳动力,小学", "能干,小学")
                + household(prefix + "nohead", VILLAGE, born(1980, true), born(1981, false), "1组")
                        .replace(",户主,", ",之子,");

        var job = upload(Anji.county(), "apply", "text/csv", bytes(text));

        var rows = report(Anji.county(), job);
        assertThat(rows).hasSize(18);
        assertThat(job.getMap("result")).containsEntry("created", 4).containsEntry("refused", 14);
        assertThat(codes(rows))
                .containsExactly(
                        "CREATED", "CREATED",
                        "idNumber CHECKSUM", "null HOUSEHOLD_REFUSED",
                        "region UNKNOWN_REGION", "null HOUSEHOLD_REFUSED",
                        "region OUTSIDE_REGION", "null HOUSEHOLD_REFUSED",
                        "idNumber PERSON_ALREADY_REGISTERED", "null HOUSEHOLD_REFUSED",
                        "CREATED", "CREATED",
                        "idNumber DUPLICATE", "null HOUSEHOLD_REFUSED",
                        "null HOUSEHOLD_REFUSED", "labour UNKNOWN_CODE",
                        "relation NO_HEAD", "null HOUSEHOLD_REFUSED");
        var english = report(Anji.county().header("Accept-Language", "en"), job);
        assertThat(String.valueOf(english.get(2).get("errors"))).contains("check digit");
        assertThat(String.valueOf(rows.get(8).get("errors"))).contains(VILLAGE);
    }

    private static Map<String, Object> household(String head) {
        var household = Anji.household(VILLAGE);
        @SuppressWarnings("unchecked")
        var members = (List<Map<String, Object>>) household.get("members");
        members.get(0).put("idNumber", head);
        return household;
    }

    private static String wrong(String number) {
        var digit = number.charAt(17) == '1' ? '2' : '1';
        return number.substring(0, 17) + digit;
    }

    private static List<String> codes(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> {
                    @SuppressWarnings("unchecked")
                    var errors = (List<Map<String, Object>>) row.get("errors");
                    return errors.isEmpty()
                            ? String.valueOf(row.get("outcome"))
                            : errors.get(0).get("column") + " " + errors.get(0).get("code");
                })
                .toList();
    }

    @Test
    void givesTheRefusedHouseholdsAsAWorkbook_thatCanBeCorrectedAndSentAgain() throws Exception {
        var prefix = prefix();
        var text = HEADER
                + household(prefix + "1", VILLAGE, born(1980, true), born(1981, false), "1组")
                + household(prefix + "2", VILLAGE, wrong(born(1980, true)), born(1981, false), "1组");
        var job = upload(Anji.county(), "validate", "text/csv", bytes(text));
        assertThat(job.getMap("result")).containsEntry("created", 2).containsEntry("refused", 2);

        var workbook = Anji.county()
                .get("/api/v1/household/imports/" + job.getString("id") + "/report.xlsx?refused=true")
                .then()
                .statusCode(200)
                .contentType(XLSX)
                .extract()
                .asByteArray();

        var rows = read(workbook);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("externalId")).isEqualTo(prefix + "2");
        assertThat(rows.get(0).get("idNumber")).hasSize(18).doesNotContain("*");
        assertThat(new String(unzipped(workbook), StandardCharsets.UTF_8)).contains(inXml("身份证号校验位不正确"));
        var repeated = upload(Anji.county(), "validate", XLSX, workbook);
        assertThat(repeated.getMap("result")).containsEntry("refused", 2);
        var masked = given("another-officer")
                .get("/api/v1/household/imports/" + job.getString("id") + "/report.csv?refused=true")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(masked).contains("********").doesNotContain(rows.get(0).get("idNumber"));
    }

    private static String inXml(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(c ->
                        escaped.append("&#x").append(Integer.toHexString(c)).append(';'));
        return escaped.toString();
    }

    private static RequestSpecification given(String subject) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(Tokens.of("county-officer")
                        .subject(subject)
                        .region("330523")
                        .sign());
    }

    private List<Row> read(byte[] workbook) throws Exception {
        var file = Files.createTempFile("report", ".xlsx");
        try {
            Files.write(file, workbook);
            var rows = new ArrayList<Row>();
            try (var reader =
                    TabularReader.xlsx(file, imports.kind("households").columns(), limits)) {
                reader.forEachRemaining(rows::add);
            }
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] unzipped(byte[] workbook) throws Exception {
        var all = new ByteArrayOutputStream();
        var file = Files.createTempFile("report", ".xlsx");
        Files.write(file, workbook);
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                zip.getInputStream(entry).transferTo(all);
            }
        } finally {
            Files.delete(file);
        }
        return all.toByteArray();
    }

    @Test
    @Tag("HH-22")
    void showsNoNumberInClear_toWhoAppliedTheFileThatSomebodyElseUploaded() {
        var head = born(1980, true);
        var text = HEADER + household(prefix() + "1", VILLAGE, head, born(1981, false), "1组");
        var validated = upload(given("officer-a"), "validate", "text/csv", bytes(text));

        var location = given("officer-b")
                .post("/api/v1/household/imports/" + validated.getString("id") + "/apply")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        finished(location);

        var theirs = given("officer-b").get(location + "/report.csv").then().statusCode(200);
        assertThat(theirs.extract().asString()).contains("孙示甲").doesNotContain(head, "13900000007");
        var own = given("officer-a").get(location + "/report.csv").then().statusCode(200);
        assertThat(own.extract().asString()).contains(head, "13900000007");
    }

    @Test
    @Tag("HH-03")
    void refusesWhoDied_andRecordsWhoIsNew_whenTheFileIsSentAgain() {
        var externalId = prefix() + "1";
        var spouse = born(1981, false);
        var text = HEADER + household(externalId, VILLAGE, born(1980, true), spouse, "1组");
        var created = upload(Anji.county(), "apply", "text/csv", bytes(text));
        var path = "/api/v1/households/" + report(Anji.county(), created).get(0).get("id");
        var member = Anji.county().get(path).jsonPath().getString("members[1].id");
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of(
                        "reason",
                        "DIED",
                        "on",
                        LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()))
                .post(path + "/members/" + member + "/depart")
                .then()
                .statusCode(200);

        for (var mode : List.of("validate", "apply")) {
            var again = upload(Anji.county(), mode, "text/csv", bytes(text));
            assertThat(codes(report(Anji.county(), again))).contains("name MEMBER_DEPARTED");
        }
        Anji.county().get(path).then().body("memberCount", equalTo(1));

        var child = upload(
                Anji.county(),
                "apply",
                "text/csv",
                bytes(text.replace(spouse, born(1995, false)).replace("李示乙", "孙示丙")));
        assertThat(child.getMap("result")).containsEntry("refused", 0);
        Anji.county()
                .get(path)
                .then()
                .body("memberCount", equalTo(2))
                .body("members[2].arrival", equalTo("ADDED"))
                .body("members[2].joinedOn", notNullValue());
    }

    @Test
    void appliesAValidatedFileWithoutAnotherUpload_andWaitsForAnotherPerson_whenThatIsWanted() {
        var prefix = prefix();
        var text = HEADER + household(prefix + "1", VILLAGE, born(1980, true), born(1981, false), "1组");
        var validated = upload(given("officer-a"), "validate", "text/csv", bytes(text));
        assertThat(validated.getMap("result")).containsEntry("created", 2);
        var location = given("officer-a")
                .post("/api/v1/household/imports/" + validated.getString("id") + "/apply?release=required")
                .then()
                .statusCode(202)
                .body("state", equalTo("HELD"))
                .extract()
                .header("Location");

        given("officer-a")
                .post(location + "/release")
                .then()
                .statusCode(403)
                .body("code", equalTo("RELEASE_BY_ORDERER"));
        given("officer-b")
                .header("Idempotency-Key", "release-" + location.hashCode())
                .post(location + "/release")
                .then()
                .statusCode(200);

        var job = finished(location);
        assertThat(job.getMap("result")).containsEntry("created", 2);
        given("officer-b").post(location + "/release").then().statusCode(409);
        given("officer-a")
                .post(location + "/apply")
                .then()
                .statusCode(409)
                .body("code", equalTo("IMPORT_NOT_VALIDATED"));
        given("officer-b").post(location + "/cancel").then().statusCode(409);
    }

    @Test
    @Tag("HH-20")
    void putsEachVersionIntoTheFeedOnce_whenAnImportedHouseholdIsAtRisk() throws Exception {
        var poor = Anji.household(VILLAGE);
        poor.put("externalId", prefix() + "poor");
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));

        var job = upload(Anji.county(), "apply", "application/x-ndjson", mapper.writeValueAsBytes(poor));

        var id =
                UUID.fromString(String.valueOf(report(Anji.county(), job).get(0).get("id")));
        assertThat(Anji.await(() -> fed(id), versions -> versions.size() > 1)).containsExactly(0L, 1L);
    }

    private List<Long> fed(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT version FROM change_entry WHERE resource_id = ? ORDER BY position")) {
            select.setBytes(1, Ids.bytes(id));
            var versions = new ArrayList<Long>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    versions.add(row.getLong(1));
                }
            }
            return versions;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("HH-04")
    void findsAPersonAndAHouseholdTwice_whenTheyLieFarApart_whetherValidatedOrApplied() throws Exception {
        var prefix = prefix();
        var twice = born(1975, true);
        var text =
                new StringBuilder(HEADER).append(household(prefix + "first", VILLAGE, twice, born(1976, false), "1组"));
        for (var i = 0; i < 1500; i++) {
            text.append(household(prefix + i, VILLAGE, filler(i, true), filler(i, false), "2组"));
        }
        text.append(household(prefix + "second", VILLAGE, twice, born(1977, false), "3组"));
        text.append(household(prefix + "first", VILLAGE, born(1978, true), born(1979, false), "4组"));

        var validated = upload(Anji.county(), "validate", "text/csv", bytes(text.toString()));
        var applied = upload(Anji.county(), "apply", "text/csv", bytes(text.toString()));

        for (var job : List.of(validated, applied)) {
            assertThat(job.getMap("result"))
                    .containsEntry("created", 3002)
                    .containsEntry("updated", 0)
                    .containsEntry("refused", 4);
            assertThat(seen(job.getString("id"))).isZero();
        }
        var refused = Anji.county()
                .get("/api/v1/household/imports/" + validated.getString("id") + "/report?refused=true&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(refused.getList("items.errors.code.flatten()"))
                .containsExactly("DUPLICATE", "HOUSEHOLD_REFUSED", "DUPLICATE", "HOUSEHOLD_REFUSED");
        assertThat(refused.getList("items.errors.column.flatten()"))
                .containsExactly("idNumber", null, "externalId", null);
    }

    private long seen(String importId) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM import_seen WHERE import_id = ?")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(importId)));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void writesNothing_whenAllOrNothingMeetsOneBadHousehold() {
        var prefix = prefix();
        var text = HEADER
                + household(prefix + "1", VILLAGE, born(1980, true), born(1981, false), "1组")
                + household(prefix + "2", VILLAGE, wrong(born(1980, true)), born(1981, false), "1组");

        var job = upload(Anji.county(), "all-or-nothing", "text/csv", bytes(text));

        assertThat(job.getMap("result")).containsEntry("created", 0).containsEntry("refused", 2);
        assertThat(stored(prefix)).isZero();
    }

    private long stored(String prefix) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM household WHERE external_id LIKE CONCAT(?, '%')")) {
            select.setString(1, prefix);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnWhereItStopped_whenItsReplicaIsLostInTheMiddle() throws Exception {
        var prefix = prefix();
        var text = new StringBuilder();
        var households = 2500;
        for (var i = 0; i < households; i++) {
            var person = new HashMap<String, Object>(
                    Map.of("name", "吴示丙", "relation", "HEAD", "labour", "ORDINARY", "schooling", "NOT_AT_SCHOOL"));
            person.put("idNumber", born(1940 + i % 40, true));
            text.append(mapper.writeValueAsString(Map.of(
                            "externalId",
                            prefix + i,
                            "region",
                            VILLAGE,
                            "type",
                            "ORDINARY",
                            "members",
                            List.of(person))))
                    .append('\n');
        }
        var location = Anji.county()
                .contentType("application/x-ndjson; charset=UTF-8")
                .queryParam("kind", "households")
                .queryParam("mode", "apply")
                .body(bytes(text.toString()))
                .post("/api/v1/household/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        var id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));

        var taken = Anji.await(
                () -> {
                    try (var connection = database.getConnection();
                            var update = connection.prepareStatement(
                                    "UPDATE job SET owner = 'lost', epoch = epoch + 1, due_at = UTC_TIMESTAMP(6)"
                                            + " WHERE id = ? AND state = 'RUNNING' AND processed BETWEEN 1 AND 2000")) {
                        update.setBytes(1, org.jiedui.chassis.time.Ids.bytes(id));
                        return update.executeUpdate();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                n -> n == 1);

        assertThat(taken).isEqualTo(1);
        var job = finished(location);
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getMap("result"))
                .containsEntry("created", households)
                .containsEntry("refused", 0)
                .containsEntry("unchanged", 0);
        assertThat(stored(prefix)).isEqualTo(households);
        assertThat(count("SELECT COALESCE(SUM(created), 0) FROM row_report WHERE job_id = ?", id))
                .isEqualTo(households);
    }

    @Test
    void readsGb18030_whenItIsDeclared_andRefusesHalfACharacter() {
        var prefix = prefix();
        var text = HEADER + household(prefix + "1", VILLAGE, born(1980, true), born(1981, false), "1组");

        var national = upload(
                Anji.county(), "validate", "text/csv; charset=GB18030", text.getBytes(Charset.forName("GB18030")));
        var half = bytes(text);
        var at = text.substring(0, text.indexOf("1组")).getBytes(StandardCharsets.UTF_8).length;
        var broken = new byte[half.length - 1];
        System.arraycopy(half, 0, broken, 0, at + 2);
        System.arraycopy(half, at + 3, broken, at + 2, half.length - at - 3);
        var cut = upload(Anji.county(), "validate", "text/csv", broken);

        assertThat(national.getMap("result")).containsEntry("created", 2);
        assertThat(codes(report(Anji.county(), cut)).get(0)).isEqualTo("address WRONG_ENCODING");
    }

    @Test
    void refusesCellsThatMayHaveLostDigits_orStartPrograms() throws Exception {
        var prefix = prefix();
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("数据");
            var titles = HEADER.strip().split(",");
            for (var i = 0; i < titles.length; i++) {
                sheet.value(0, i, titles[i]);
            }
            var cells = household(prefix + "1", VILLAGE, born(1980, true), born(1981, false), "1组")
                    .split("\n")[0]
                    .split(",");
            for (var i = 0; i < cells.length; i++) {
                sheet.value(1, i, cells[i]);
            }
            sheet.value(1, 9, 330521198003040000.0);
            sheet.formula(1, 4, "HYPERLINK(\"http://evil.example\",\"x\")");
        }

        var job = upload(Anji.county(), "validate", XLSX, out.toByteArray());

        assertThat(String.valueOf(report(Anji.county(), job).get(0).get("errors")))
                .contains("NOT_TEXT", "FORMULA");
    }

    @Test
    void failsTheJobClearly_whenTheWorkbookIsABomb_orNoWorkbook() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[1 << 20];
            java.util.Arrays.fill(zeros, (byte) ' ');
            for (var i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }

        var bomb = upload(Anji.county(), "validate", XLSX, out.toByteArray());
        var nonsense = upload(Anji.county(), "validate", XLSX, bytes("nonsense"));

        assertThat(bomb.getString("state")).isEqualTo("FAILED");
        assertThat(bomb.getString("error.code")).isIn("FILE_TOO_LARGE", "BAD_FILE");
        assertThat(nonsense.getString("error.code")).isEqualTo("BAD_FILE");
    }

    @Test
    void leavesNoLocalCopyOfAWorkbook_whenItCannotBeRead() throws Exception {
        var broken = new byte[4_321];

        var job = upload(Anji.county(), "validate", XLSX, broken);

        assertThat(job.getString("state")).isEqualTo("FAILED");
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id FROM spool WHERE format = 'XLSX' AND size = 4321");
                var row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(spool.dir().resolve(Ids.of(row.getBytes(1)) + ".xlsx")).doesNotExist();
        }
    }
}
