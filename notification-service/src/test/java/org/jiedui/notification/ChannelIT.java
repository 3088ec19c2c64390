package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.contact.SmsSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-03")
class ChannelIT {
    private static final String TAKEN = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    private static Receiver provider;

    @Inject
    Announcing announcing;

    private final String village = Regions.village();
    private final String county = village.substring(0, 6);
    private final String account = "acc-" + village;
    private final String phone = "138%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    private Receiver group;

    @BeforeAll
    static void start() throws IOException {
        var url = URI.create(ConfigProvider.getConfig().getValue("jiedui.notification.sms.url", String.class));
        provider = new Receiver(url.getPort());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void open() throws IOException {
        provider.calls.clear();
        provider.always(exchange -> Receiver.json("{\"code\":\"OK\",\"messageId\":\"m-" + Ids.next() + "\"}")
                .answer(exchange));
        group = new Receiver();
        group.always(Receiver.json(TAKEN));
    }

    @AfterEach
    void close() {
        group.close();
    }

    @Test
    @Tag("NO-09")
    void verifiesANumberByASignedSms_andSendsTheProvidersTemplate_untilItIsReportedAsArrived() throws Exception {
        verifyPhone();
        template();

        announcing.announce(
                EventType.VISIT_OVERDUE,
                village,
                Ids.next(),
                "{\"householdId\":\"%s\",\"region\":\"%s\",\"unvisitedSince\":\"2026-09-20\",\"days\":60}"
                        .formatted(Ids.next(), village));

        var sms = provider.await();
        var body = JsonPath.from(sms.body());
        assertThat(body.getString("templateId")).isEqualTo("TPL-1");
        assertThat(body.getString("phone")).isEqualTo(phone);
        assertThat(body.getString("parameters.days")).isEqualTo("60");
        assertThat(body.getMap("parameters").keySet().toString()).isEqualTo("[region, days]");
        assertThat(SmsSignature.verify(
                        NotificationServers.SMS_SECRET,
                        sms.headers().firstValue("x-timestamp").orElseThrow(),
                        sms.body().getBytes(StandardCharsets.UTF_8),
                        sms.headers().firstValue("x-signature").orElseThrow()))
                .isTrue();
        awaitState("visit-overdue", "SENT");
        provider.then(exchange -> {
            // the provider is quicker than the note that it took the message
            report(
                            "{\"reports\":[{\"messageId\":\"known-" + village + "\",\"status\":\"DELIVERED\"}]}",
                            NotificationServers.SMS_SECRET,
                            Instant.now())
                    .statusCode(200)
                    .body("taken", equalTo(0));
            Receiver.json("{\"code\":\"OK\",\"messageId\":\"known-" + village + "\"}")
                    .answer(exchange);
        });
        announcing.announce(
                EventType.VISIT_OVERDUE,
                village,
                Ids.next(),
                "{\"householdId\":\"%s\",\"region\":\"%s\",\"unvisitedSince\":\"2026-09-20\",\"days\":61}"
                        .formatted(Ids.next(), village));
        awaitState("visit-overdue", "DELIVERED");
    }

    @Test
    @Tag("NO-05")
    void triesAgainUnderTheSameId_whateverTheProviderAnswers() throws Exception {
        provider.then(
                Receiver.json("garbage"),
                Receiver.json("{\"errcode\":0}"),
                Receiver.status(500),
                Receiver.reset(),
                Receiver.busy("1"),
                Receiver.json("{\"code\":\"THROTTLED\"}"),
                Receiver.redirect("http://127.0.0.2:1/"));

        registerPhone();

        String id = null;
        for (var i = 0; i < 8; i++) {
            var call = provider.await();
            var request = JsonPath.from(call.body()).getString("requestId");
            assertThat(id == null || id.equals(request)).isTrue();
            id = request;
        }
        awaitState("contact-verification", "SENT");
    }

    @Test
    void parksASms_whenTheNumberIsWrong() throws Exception {
        provider.then(Receiver.json("{\"code\":\"INVALID_NUMBER\"}"));

        registerPhone();

        awaitState("contact-verification", "PARKED");
    }

    @Test
    void refusesReportsThatAreNotSigned_orTooOld() {
        var body = "{\"reports\":[{\"messageId\":\"x\",\"status\":\"DELIVERED\"}]}";

        report(body, "wrong", Instant.now()).statusCode(401).body("code", equalTo("REPORT_NOT_SIGNED"));
        report(body, NotificationServers.SMS_SECRET, Instant.now().minusSeconds(3600))
                .statusCode(401);
        report("[]", NotificationServers.SMS_SECRET, Instant.now()).statusCode(400);
        report("{\"reports\":[null]}", NotificationServers.SMS_SECRET, Instant.now())
                .statusCode(400);
        report(body, NotificationServers.SMS_SECRET, Instant.now())
                .statusCode(200)
                .body("taken", equalTo(0));
    }

    @Test
    @Tag("NO-09")
    void writesIntoAWeComGroup_andNeverShowsItsKey() throws Exception {
        robot("WECOM", null).statusCode(201).body("host", equalTo("127.0.0.2"));

        announcing.alert(village, Ids.next());

        var call = group.await();
        assertThat(JsonPath.from(call.body()).getString("msgtype")).isEqualTo("text");
        assertThat(JsonPath.from(call.body()).getString("text.content"))
                .contains("风险预警")
                .contains("HN-7");
        assertThat(call.query()).isEqualTo("key=abc");
        as("county-officer", "k", county)
                .get("/api/v1/notification/robots")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body(not(containsString("abc")));
        as("county-officer", "k", Regions.beside(county))
                .get("/api/v1/notification/robots")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    @Tag("NO-01")
    void tellsAGroupNothingOfComplaints() throws Exception {
        robot("WECOM", null).statusCode(201);
        announcing.announce(
                EventType.REQUEST_OPENED,
                county,
                Ids.next(),
                EventType.REQUEST_OPENED
                        .sample()
                        .replaceAll("\"kind\":\"[A-Z_]+\"", "\"kind\":\"COMPLAINT\"")
                        .replaceAll("\"region\":\"\\d+\"", "\"region\":\"" + county + "\""));

        announcing.alert(village, Ids.next());

        assertThat(JsonPath.from(group.await().body()).getString("text.content"))
                .contains("风险预警");
    }

    @Test
    void signsForADingTalkGroup() throws Exception {
        robot("DINGTALK", "SEC123").statusCode(201).body("signs", equalTo(true));

        announcing.alert(village, Ids.next());

        var query = group.await().query();
        var timestamp = query.replaceAll(".*timestamp=(\\d+).*", "$1");
        var sign = URLDecoder.decode(query.replaceAll(".*sign=([^&]+).*", "$1"), StandardCharsets.UTF_8);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("SEC123".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(sign)
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(mac.doFinal((timestamp + "\nSEC123").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    @Tag("NO-05")
    void keepsTheRateOfARobot_andPausesForAMinute_whenTheProviderSaysSo() throws Exception {
        robot("WECOM", null).statusCode(201);
        for (var i = 0; i < 5; i++) {
            announcing.alert(village, Ids.next());
        }
        for (var i = 0; i < 3; i++) {
            group.await();
        }
        assertThat(group.quietFor(Duration.ofSeconds(2))).isTrue();

        try (var spent = new Receiver()) {
            spent.always(Receiver.json("{\"errcode\":130101,\"errmsg\":\"too fast\"}"));
            robot("DINGTALK", "SEC123", spent).statusCode(201);
            announcing.alert(village, Ids.next());
            spent.await();
            assertThat(spent.quietFor(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    void triesAGroupAgain_whenItAnswersGarbage() throws Exception {
        group.then(Receiver.json("<html>"), Receiver.json("{}"));
        robot("DINGTALK", null).statusCode(201);

        announcing.alert(village, Ids.next());

        for (var i = 0; i < 3; i++) {
            group.await();
        }
        awaitState("risk-alert-raised", "SENT");
    }

    @Test
    void refusesRobotsOfOtherHosts_andWhatIsWrong_allAtOnce() {
        as("county-officer", "k", county)
                .contentType("application/json")
                .body("""
                        {"kind":"WECOM","name":"g","url":"https://evil.invalid/x","types":[],"region":"%s"}""".formatted(county))
                .post("/api/v1/notification/robots")
                .then()
                .statusCode(422)
                .body("code", equalTo("ROBOT_ADDRESS_REFUSED"))
                .body("reasons.code", hasItems("FOREIGN_HOST", "NOT_RESOLVED"));
        as("county-officer", "k", county)
                .contentType("application/json")
                .body(
                        "{\"kind\":\"FAX\",\"name\":\"\",\"url\":\"file:///etc/passwd\",\"types\":[\"x\"],\"region\":\"1\"}")
                .post("/api/v1/notification/robots")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/kind", "/name", "/url", "/region"));
        robot("WECOM", "secret").statusCode(400).body("violations.pointer", hasItem("/secret"));
        robot("DINGTALK", "密".repeat(200)).statusCode(400).body("violations.pointer", hasItem("/secret"));
    }

    private ValidatableResponse robot(String kind, String secret) {
        return robot(kind, secret, group);
    }

    private ValidatableResponse robot(String kind, String secret, Receiver at) {
        return as("county-officer", "k", county)
                .contentType("application/json")
                .body("""
                        {"kind":"%s","name":"工作群","url":"%s?key=abc","secret":%s,"types":["risk-alert-raised"],
                        "region":"%s","language":"zh"}""".formatted(kind, at.url(), secret == null ? "null" : "\"" + secret + "\"", county))
                .post("/api/v1/notification/robots")
                .then();
    }

    private String registerPhone() {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"kind\":\"PHONE\",\"value\":\"" + phone + "\",\"language\":\"zh\"}")
                .post("/api/v1/contact-points")
                .then()
                .statusCode(201)
                .body("masked", containsString("****"))
                .extract()
                .path("id");
    }

    private void verifyPhone() throws InterruptedException {
        var id = registerPhone();
        var code = JsonPath.from(provider.await().body()).getString("parameters.code");
        as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"code\":\"" + code + "\"}")
                .post("/api/v1/contact-points/" + id + "/verify")
                .then()
                .statusCode(200)
                .body("verified", equalTo(true));
    }

    private void template() {
        as("province-officer", "p", "99")
                .contentType("application/json")
                .body("""
                        {"eventType":"visit-overdue","channel":"SMS","region":"99","providerId":"TPL-1",
                        "zh":{"title":"t","body":"{region} 的一户 {days} 天未走访"},
                        "en":{"title":"t","body":"{region} {days}"}}""")
                .post("/api/v1/templates")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse report(String body, String secret, Instant at) {
        var timestamp = Long.toString(at.getEpochSecond());
        return io.restassured.RestAssured.given()
                .contentType("application/json")
                .header("x-timestamp", timestamp)
                .header("x-signature", SmsSignature.sign(secret, timestamp, body.getBytes(StandardCharsets.UTF_8)))
                .body(body)
                .post("/api/v1/notification/sms-reports")
                .then();
    }

    private void awaitState(String type, String state) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var answer = as("village-clerk", account, type.equals("risk-alert-raised") ? county : village)
                    .get("/api/v1/deliveries");
            if (answer.<List<String>>path("items.findAll{it.type=='" + type + "'}.state")
                    .contains(state)) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("waiting for " + state + " in " + answer.asString())
                    .isLessThan(end);
        }
    }
}
