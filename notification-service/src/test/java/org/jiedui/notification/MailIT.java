package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.jiedui.notification.InboxIT.as;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-09")
class MailIT {
    private static GreenMail server;

    @Inject
    Announcing announcing;

    private final String village = Regions.village();
    private final String account = "acc-" + village;
    private final String address = "clerk" + village + "@example.org";

    @BeforeAll
    static void start() {
        var port = ConfigProvider.getConfig().getValue("jiedui.notification.mail.port", Integer.class);
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    @Tag("NO-03")
    void sendsMailForTheOffice_onceTheAddressIsVerified() throws Exception {
        var id = register("zh");
        announcing.alert(village, Ids.next());
        verify(id);

        announcing.alert(village, Ids.next());

        var mails = await(2);
        assertThat(mails.get(1).getSubject()).isEqualTo("【结对帮扶】风险预警");
        assertThat(mails.get(1).getContent().toString()).contains("HN-7").contains("失学");
        as("village-clerk", account, village)
                .get("/api/v1/deliveries?channel=EMAIL")
                .then()
                .body("items.findAll{it.type=='risk-alert-raised'}", hasSize(1))
                .body("items[0].reason", equalTo("VILLAGE_IN_CHARGE"));
        assertThat(mails.get(1).getMessageID())
                .contains(as("village-clerk", account, village)
                        .get("/api/v1/deliveries")
                        .<String>path("items[0].id"));
    }

    @Test
    @Tag("NO-04")
    void writesInTheLanguageOfTheContact_andHeedsOptOuts() throws Exception {
        verify(register("en"));
        as("village-clerk", account, village)
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{\"optOuts\":[{\"type\":\"household-registered\",\"channel\":\"EMAIL\"}]}")
                .put("/api/v1/preferences")
                .then()
                .statusCode(200);

        announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, village, Ids.next(), EventType.HOUSEHOLD_REGISTERED.sample());
        announcing.alert(village, Ids.next());

        assertThat(await(2).get(1).getSubject()).isEqualTo("[Jiedui] Risk alert");
    }

    @Test
    @Tag("NO-04")
    void sendsOneMail_forABurstAboutOneHousehold() throws Exception {
        verify(register("en"));
        var household = Ids.next();
        // together: on a slow machine ten one by one could take longer than others are waited for
        announcing.arrive(IntStream.rangeClosed(1, 10)
                .mapToObj(i -> announcing.envelope(
                        EventType.HOUSEHOLD_CHANGED,
                        village,
                        household,
                        "{\"householdId\":\"%s\",\"householdNumber\":\"n\",\"region\":\"%s\",\"labour\":%d}"
                                .formatted(household, village, i)))
                .toArray(EventEnvelope[]::new));

        var mails = await(2);

        assertThat(mails.get(1).getSubject()).contains("messages");
        assertThat(mails.get(1).getContent().toString())
                .contains("10 able to work")
                .contains("1 able to work");
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (as("village-clerk", account, village)
                        .get("/api/v1/deliveries?state=SENT&channel=EMAIL")
                        .<List<String>>path("items.id")
                        .size()
                < 11) {
            assertThat(System.nanoTime()).as("waiting for all of the burst").isLessThan(end);
        }
        assertThat(await(2).size()).isLessThan(6);
    }

    @Test
    @Tag("NO-05")
    void triesAgain_whenTheMailServerTakesTheConnectionAndSaysNothing() throws Exception {
        verify(register("zh"));
        server.stop();
        try (var silent = new ServerSocket()) {
            silent.setReuseAddress(true);
            silent.bind(new InetSocketAddress(
                    "127.0.0.1", ConfigProvider.getConfig().getValue("jiedui.notification.mail.port", Integer.class)));
            announcing.alert(village, Ids.next());
            awaitFailed();
        }

        server.start();

        assertThat(await(1).get(0).getSubject()).isEqualTo("【结对帮扶】风险预警");
    }

    @Test
    @Tag("NO-05")
    void deliversLater_whenTheMailServerWasAway() throws Exception {
        verify(register("zh"));
        server.stop();
        announcing.alert(village, Ids.next());
        awaitFailed();

        server.start();

        assertThat(await(1).get(0).getSubject()).isEqualTo("【结对帮扶】风险预警");
    }

    @Test
    void sendsACodeOnce_andAnotherOnlyWhenItIsAskedForAnew() throws Exception {
        register("zh");
        await(1);
        var delivery = awaitDelivery("items.findAll{it.type=='contact-verification' && it.state=='SENT'}");

        resend(delivery).statusCode(409).body("code", equalTo("STATE_CONFLICT"));
        as("county-officer", account, village.substring(0, 6))
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/deliveries/resend")
                .then()
                .statusCode(200)
                .body("resent", equalTo(0));
    }

    @Test
    @Tag("NO-04")
    void keepsQuietHours_alsoWhenTheMailServerComesBackInThem() throws Exception {
        verify(register("zh"));
        server.stop();
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        change();
        awaitFailed();
        prefer("\"quietHours\":{\"from\":\"%s\",\"to\":\"%s\",\"zone\":\"UTC\"}"
                .formatted(hour(now.minusHours(2)), hour(now.plusHours(3))));

        server.start();
        resend(awaitDelivery("items.findAll{it.type=='household-changed'}"));

        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (ZonedDateTime.parse(as("village-clerk", account, village)
                        .get("/api/v1/deliveries?channel=EMAIL")
                        .path("items.find{it.type=='household-changed'}.nextAt"))
                .isBefore(now.plusHours(1))) {
            assertThat(System.nanoTime()).as("waiting until it is postponed").isLessThan(end);
        }
        assertThat(await(0)).isEmpty();
    }

    @Test
    @Tag("NO-04")
    void parksWhatIsNotWantedAnyMore_andDoesNotSendItAgain() throws Exception {
        verify(register("zh"));
        server.stop();
        change();
        awaitFailed();
        var delivery = awaitDelivery("items.findAll{it.type=='household-changed'}");

        prefer("\"optOuts\":[{\"type\":\"household-changed\",\"channel\":\"EMAIL\"}]");

        as("village-clerk", account, village)
                .get("/api/v1/deliveries/" + delivery)
                .then()
                .body("state", equalTo("PARKED"))
                .body("lastAnswer", equalTo("no longer wanted"));
        resend(delivery).statusCode(409).body("code", equalTo("STATE_CONFLICT"));
        server.start();
        prefer("\"optOuts\":[]");
        resend(delivery).statusCode(200);
        assertThat(await(1)).hasSize(1);
    }

    private void change() {
        var household = Ids.next();
        announcing.announce(
                EventType.HOUSEHOLD_CHANGED,
                village,
                household,
                "{\"householdId\":\"%s\",\"householdNumber\":\"n\",\"region\":\"%s\",\"labour\":1}"
                        .formatted(household, village));
    }

    private static String hour(ZonedDateTime at) {
        return at.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private void prefer(String wishes) {
        as("village-clerk", account, village)
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{\"optOuts\":[],%s}".formatted(wishes).replace("\"optOuts\":[],\"optOuts\"", "\"optOuts\""))
                .put("/api/v1/preferences")
                .then()
                .statusCode(200);
    }

    private io.restassured.response.ValidatableResponse resend(String delivery) {
        return as("village-clerk", account, village)
                .header("If-Match", "*")
                .post("/api/v1/deliveries/" + delivery + "/resend")
                .then();
    }

    /** The id of the first delivery by mail that is found like this, as soon as there is one. */
    private String awaitDelivery(String found) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var ids = as("village-clerk", account, village)
                    .get("/api/v1/deliveries?channel=EMAIL")
                    .<List<String>>path(found + ".id");
            if (!ids.isEmpty()) {
                return ids.get(0);
            }
            assertThat(System.nanoTime()).as("waiting for a delivery").isLessThan(end);
        }
    }

    @Test
    void masksTheAddress_countsWrongCodes_andForgetsOnRequest() throws Exception {
        var id = register("zh");
        var code = code();
        var wrong = code.equals("000000") ? "111111" : "000000";
        as("village-clerk", account, village)
                .get("/api/v1/contact-points")
                .then()
                .body("items[0].masked", equalTo("c***@example.org"))
                .body("items[0].verified", equalTo(false));

        for (var i = 0; i < 5; i++) {
            verification(id, wrong).statusCode(422).body("code", equalTo("CODE_WRONG"));
        }
        verification(id, code).statusCode(422).body("code", equalTo("CODE_OVER"));
        as("village-clerk", "somebody", village)
                .contentType("application/json")
                .body("{\"code\":\"" + code + "\"}")
                .post("/api/v1/contact-points/" + id + "/verify")
                .then()
                .statusCode(404);
        as("village-clerk", account, village)
                .delete("/api/v1/contact-points/" + id)
                .then()
                .statusCode(204);
        as("village-clerk", account, village)
                .get("/api/v1/contact-points")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void refusesAnAddressThatSomebodyElseVerified() throws Exception {
        verify(register("zh"));

        as("village-clerk", "rival", village)
                .contentType("application/json")
                .body("{\"kind\":\"EMAIL\",\"value\":\"" + address.toUpperCase() + "\"}")
                .post("/api/v1/contact-points")
                .then()
                .statusCode(409)
                .body("code", equalTo("CONTACT_POINT_TAKEN"));
    }

    @Test
    @Tag("NO-09")
    void saysWhetherAnAddressIsTaken_noMoreOftenThanCodesAreSent_andToAHolderOfTheCodeOnly() throws Exception {
        var first = register("zh");
        var code = code();
        var late = as("village-clerk", "late-" + account, village)
                .contentType("application/json")
                .body("{\"kind\":\"EMAIL\",\"value\":\"" + address + "\"}")
                .post("/api/v1/contact-points")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        verification(first, code).statusCode(200);

        var matcher =
                Pattern.compile("\\d{6}").matcher(await(2).get(1).getContent().toString());
        assertThat(matcher.find()).isTrue();
        var wrong = matcher.group().equals("000000") ? "111111" : "000000";
        for (var given : List.of(wrong, matcher.group())) {
            as("village-clerk", "late-" + account, village)
                    .contentType("application/json")
                    .body("{\"code\":\"" + given + "\"}")
                    .post("/api/v1/contact-points/" + late + "/verify")
                    .then()
                    .body("code", equalTo(given.equals(wrong) ? "CODE_WRONG" : "CONTACT_POINT_TAKEN"));
        }
        for (var i = 0; i < 21; i++) {
            as("village-clerk", "curious-" + account, village)
                    .contentType("application/json")
                    .body("{\"kind\":\"EMAIL\",\"value\":\"" + address + "\"}")
                    .post("/api/v1/contact-points")
                    .then()
                    .statusCode(i < 20 ? 409 : 429)
                    .body("code", equalTo(i < 20 ? "CONTACT_POINT_TAKEN" : "TOO_MANY_REQUESTS"));
        }
    }

    @Test
    void refusesMoreAddressesThanAnAccountMayHave_alsoWhenTheyComeTogether() throws Exception {
        var at = new AtomicInteger();
        Callable<Integer> registration =
                () -> contact("{\"kind\":\"EMAIL\",\"value\":\"n%d.%s\"}".formatted(at.incrementAndGet(), address))
                        .extract()
                        .statusCode();
        var threads = Executors.newFixedThreadPool(4);
        var statuses = new ArrayList<Integer>();
        for (var registered : threads.invokeAll(Collections.nCopies(14, registration))) {
            statuses.add(registered.get());
        }
        threads.shutdown();

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(4);
        contact("{\"kind\":\"EMAIL\",\"value\":\"%s\"}".formatted(address))
                .statusCode(409)
                .body("code", equalTo("CONTACT_POINTS_FULL"));
    }

    @Test
    void sendsNoMoreCodesThanAnHourAllows_howeverOftenAddressesAreRemovedAndRegisteredAgain() {
        for (var i = 0; i < 20; i++) {
            var id = register("zh");
            if (i % 2 == 0) {
                as("village-clerk", account, village).delete("/api/v1/contact-points/" + id);
            }
        }

        contact("{\"kind\":\"EMAIL\",\"value\":\"%s\"}".formatted(address))
                .statusCode(429)
                .header("Retry-After", matchesPattern("3[56]\\d\\d"))
                .body("code", equalTo("TOO_MANY_REQUESTS"));
    }

    @Test
    void refusesBadAddresses() {
        contact("{\"kind\":\"EMAIL\",\"value\":\"a b@c\"}")
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/value"));
        contact("{\"kind\":\"EMAIL\",\"value\":\"a@b.example\\r\\nBcc: x@y.example\"}")
                .statusCode(400);
        contact("{\"kind\":\"PHONE\",\"value\":\"12\"}").statusCode(400);
        contact("{\"kind\":\"FAX\",\"value\":\"1\"}").statusCode(400);
    }

    private void awaitFailed() {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (as("village-clerk", account, village)
                .get("/api/v1/deliveries?state=FAILED")
                .<List<String>>path("items.id")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("waiting for a failed attempt").isLessThan(end);
        }
    }

    private io.restassured.response.ValidatableResponse contact(String body) {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/contact-points")
                .then();
    }

    private String register(String language) {
        return contact("{\"kind\":\"EMAIL\",\"value\":\"%s\",\"language\":\"%s\"}".formatted(address, language))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void verify(String id) throws Exception {
        verification(id, code()).statusCode(200).body("verified", equalTo(true));
    }

    private io.restassured.response.ValidatableResponse verification(String id, String code) {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"code\":\"" + code + "\"}")
                .post("/api/v1/contact-points/" + id + "/verify")
                .then();
    }

    private String code() throws Exception {
        var matcher =
                Pattern.compile("\\d{6}").matcher(await(1).get(0).getContent().toString());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    /** Mails to this test's address, as soon as there are so many. */
    private List<MimeMessage> await(int count) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var mine = Arrays.stream(server.getReceivedMessages())
                    .filter(this::toMe)
                    .toList();
            if (mine.size() >= count) {
                return mine;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(mine.size() + " mails instead of " + count);
            }
            server.waitForIncomingEmail(200, server.getReceivedMessages().length + 1);
        }
    }

    private boolean toMe(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
