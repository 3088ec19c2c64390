package org.jiedui.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jiedui.chassis.event.EventWatermark;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.evaluation.cycle.PairingFact;
import org.jiedui.evaluation.cycle.PairingIntake;

/** People, pairings and cycles for the tests, each test in a county of its own. */
@Singleton
public class World {
    /** Steps of this length meet each of the 800 000 numbers once and go from province to province. */
    private static final int STRIDE = 30_011;

    private static final AtomicInteger COUNTIES =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(800_000));

    private final PairingIntake intake;
    private final DataSource database;

    World(PairingIntake intake, DataSource database) {
        this.intake = intake;
        this.database = database;
    }

    /** Six digits that no other test uses. */
    public static String county() {
        return String.valueOf(100_000 + COUNTIES.updateAndGet(n -> (n + STRIDE) % 800_000));
    }

    public static RequestSpecification as(String role, String region, String subject) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + Tokens.of(role)
                                        .region(region)
                                        .subject(subject)
                                        .sign())
                .contentType("application/json");
    }

    public static RequestSpecification countyOfficer(String county) {
        return as("county-officer", county, "officer-" + county);
    }

    @ActivateRequestContext
    public PairingFact pairing(
            String programme,
            UUID helper,
            String account,
            String kind,
            UUID helped,
            String helpedAccount,
            String region) {
        var fact = new PairingFact(
                UUID.randomUUID(),
                programme,
                region,
                "ACTIVE",
                helper,
                account,
                "农业农村局",
                kind,
                helped,
                helpedAccount,
                region,
                LocalDate.parse("2026-02-01"),
                null,
                3);
        intake.take(fact);
        return fact;
    }

    /** Plans a cycle once nothing announced waits on the log, so that its opening need not wait for that. */
    public static Response plan(String county, String programme, String from, String to) {
        var watermark = Arc.container().instance(EventWatermark.class).get();
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        try {
            // false also when the broker of a busy machine does not say in time
            while (!watermark.await(
                    Set.of("jiedui.pairing.pairing", "jiedui.pairing.helper"), Duration.ofSeconds(120))) {
                assertThat(System.nanoTime()).as("the log is taken in").isLessThan(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return countyOfficer(county)
                .body(Map.of(
                        "region",
                        county,
                        "programme",
                        programme,
                        "periodFrom",
                        from,
                        "periodTo",
                        to,
                        "due",
                        "2199-01-15"))
                .post("/api/v1/evaluation-cycles");
    }

    public static String planned(String county, String programme) {
        return plan(county, programme, "2026-01-01", "2026-12-31")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Decides about a cycle with its present version. */
    public static Response decide(String county, String cycle, String verb) {
        var etag =
                countyOfficer(county).get("/api/v1/evaluation-cycles/" + cycle).header("ETag");
        var request = countyOfficer(county).header("If-Match", etag);
        return (verb.equals("publicise") ? request.body("{\"days\":0}") : request)
                .post("/api/v1/evaluation-cycles/" + cycle + "/" + verb);
    }

    public static String opened(String county, String programme) {
        var cycle = planned(county, programme);
        open(county, cycle);
        return cycle;
    }

    /** Opens a planned cycle. */
    public static void open(String county, String cycle) {
        // 202 when the broker of a busy machine does not say in time how far the log is: then a job opens it
        assertThat(decide(county, cycle, "open").statusCode()).isIn(200, 202);
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!"OPEN"
                .equals(countyOfficer(county)
                        .get("/api/v1/evaluation-cycles/" + cycle)
                        .path("state"))) {
            assertThat(System.nanoTime()).as("the cycle is open").isLessThan(deadline);
        }
    }

    public static List<Map<String, Object>> tasks(RequestSpecification who, String cycle) {
        return who.get("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** A complete answer to a task: every item at the share of its scale. */
    public static Map<String, Object> answer(RequestSpecification who, String task, double share) {
        List<Map<String, Object>> questions = who.get("/api/v1/evaluation-tasks/" + task)
                .then()
                .statusCode(200)
                .extract()
                .path("questions");
        var items = new ArrayList<Map<String, Object>>();
        for (var question : questions) {
            var min = (int) question.get("min");
            var max = (int) question.get("max");
            items.add(Map.of("indicator", question.get("code"), "score", (int) Math.round(min + share * (max - min))));
        }
        return Map.of("taskId", task, "items", items);
    }

    /** Does something in a transaction of its own, as another replica would. */
    @ActivateRequestContext
    public void inTransaction(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    public void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a statement of somebody's begins like this, which it does for as long as it waits for a lock. */
    public void awaitStatement(String begin) {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (number("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '" + begin + "%'") == 0) {
            assertThat(System.nanoTime()).as(begin).isLessThan(deadline);
        }
    }

    public long number(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
