package org.jiedui.pairing.certificate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CertificateIT {
    @Test
    @Tag("PA-17")
    void printsOnA4_forTheSidesAndTheirOfficeOnly() {
        var pairing = proposed(proposal(registered(helper("县编办", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        String number = county().get("/api/v1/pairings/" + pairing).path("certificateNumber");

        var printed = county().accept("application/pdf").get("/api/v1/certificates/" + number + "/certificate.pdf");

        if (TestServers.chineseFont().isEmpty()) {
            printed.then().statusCode(503).body("code", equalTo("UNAVAILABLE"));
        } else {
            var pdf = printed.then().statusCode(200).extract().asByteArray();
            assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
            // the embedded fonts are most of it
            assertThat(pdf.length).isGreaterThan(10_000);
        }
        as("county-officer", "330524", "elsewhere")
                .accept("application/pdf")
                .get("/api/v1/certificates/" + number + "/certificate.pdf")
                .then()
                .statusCode(404);
        given().get("/api/v1/certificates/" + number + "/verification").then().statusCode(200);
    }

    @Test
    @Tag("PA-17")
    void limitsTheVerifications_ofOneAddressOnly() {
        var answers = new ArrayList<Response>();
        // a minute may end in between: twice as many as one may have
        for (var k = 0; k < 130 && (answers.isEmpty() || last(answers).statusCode() != 429); k++) {
            answers.add(verification("203.0.113.7"));
        }

        assertThat(last(answers).statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last(answers).header("Retry-After"))).isBetween(1, 60);
        assertThat(last(answers).jsonPath().getString("code")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(verification("203.0.113.8").statusCode()).isEqualTo(404);
    }

    private static Response verification(String address) {
        return given().header("Forwarded", "for=" + address + ";proto=https")
                .get("/api/v1/certificates/330523-1990-00000/verification");
    }

    private static Response last(List<Response> answers) {
        return answers.get(answers.size() - 1);
    }

    @Test
    @Tag("PA-15")
    void refusesATie_toAHouseholdThatIsNotToBeSeen() {
        var helper = registered(helper("县工商联", null));

        county().body(Map.of("householdId", Ids.next().toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(404);
        county().body(Map.of("householdId", household("330524101201", Map.of()).toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("PA-01")
    void listsWhatNoLongerFits_whenAProgrammeIsRevised() {
        var elder = new HashMap<>(helper("县老干部局", null));
        elder.put("kind", "FIVE_ELDERS");
        var wish = new HashMap<>(proposal(registered(elder), household(VILLAGE, Map.of()), "PRIMARY"));
        wish.put("programme", "ELDERS_FOR_PUPILS");
        var pairing = proposed(wish);
        var rules = new HashMap<String, Object>();
        rules.put("validFrom", "2098-01-01");
        rules.put("nameZh", "五老助学");
        rules.put("nameEn", "Elders help pupils");
        rules.put("form", "MANY_TO_MANY");
        rules.put("roles", List.of("SUPPORTING"));
        rules.put("helperSides", List.of("PERSON"));
        rules.put("helpedKinds", List.of("HOUSEHOLD"));
        rules.put("minHelpers", 1);
        rules.put("maxPrimary", 0);
        rules.put("maxHelpers", 3);
        rules.put("maxHelped", 5);
        rules.put("publicityDays", 5);
        as("province-officer", "33", "province")
                .header(
                        "If-Match",
                        county().get("/api/v1/programmes/ELDERS_FOR_PUPILS").header("ETag"))
                .body(rules)
                .put("/api/v1/programmes/ELDERS_FOR_PUPILS")
                .then()
                .statusCode(200);

        var misfits = "/api/v1/pairing/programmes/ELDERS_FOR_PUPILS/misfits?limit=200";
        county().get(misfits + "&on=2098-06-01").then().statusCode(200).body("items.id", hasItem(pairing));
        county().get(misfits).then().statusCode(200).body("items.id", not(hasItem(pairing)));
    }

    @Test
    @Tag("PA-02")
    void letsAHelperServeOnly_whereTheOfficeMayAct() {
        var body = new HashMap<>(helper("县侨联", null));
        body.put("serviceRegion", "33");

        county().body(body).post("/api/v1/helpers").then().statusCode(403).body("code", equalTo("OUTSIDE_REGION"));
    }
}
