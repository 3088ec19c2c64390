package org.jiedui.acceptance;

import static org.jiedui.acceptance.RunningSystem.as;
import static org.jiedui.acceptance.RunningSystem.eventually;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What every story needs first: divisions of two counties, and the helpers whose accounts the users have. */
final class County {
    static final String VILLAGE = "330523104201";
    static final String VILLAGE_IN_OTHER_TOWN = "330523103201";
    static final String VILLAGE_IN_OTHER_COUNTY = "330522101201";

    /** Accounts of the demonstration users. */
    static String account(int number) {
        return "00000000-0000-7000-8000-0000000000%02d".formatted(number);
    }

    private static Map<String, String> helpers;

    private County() {}

    /** Helper ids by user name. */
    static synchronized Map<String, String> ready() {
        if (helpers == null) {
            importRegions();
            var made = new HashMap<String, String>();
            made.put("helper", helper("样例帮扶一", account(5), "县教育局", "330523"));
            made.put("helper2", helper("样例帮扶二", account(6), "县人社局", "330523"));
            made.put("mentor", helper("样例导师", account(7), "县委组织部", "330523"));
            made.put(
                    "helper3",
                    as("county2")
                            .post("/api/v1/helpers", helperJson("样例帮扶三", account(13), "长兴县教育局", "330522"))
                            .expect(201)
                            .id());
            made.put(
                    "mentee",
                    as("county")
                            .post("/api/v1/mentees", """
                            {"name":"样例学员","account":"%s","post":"乡镇团委书记","unit":"杭垓镇政府",
                             "unitLevel":"TOWNSHIP","goals":["MEDIATION"],"region":"330523104"}""".formatted(account(8)))
                            .expect(201)
                            .id());
            helpers = Map.copyOf(made);
        }
        return helpers;
    }

    private static String helper(String name, String account, String unit, String region) {
        return as("county")
                .post("/api/v1/helpers", helperJson(name, account, unit, region))
                .expect(201)
                .id();
    }

    private static String helperJson(String name, String account, String unit, String region) {
        return """
               {"kind":"PARTY_GOVERNMENT_CADRE","name":"%s","account":"%s","unit":"%s","unitLevel":"COUNTY",
                "skills":["EDUCATION","EMPLOYMENT"],"region":"%s","availableFrom":"%s","primaryPlaces":200,
                "supportingPlaces":200}""".formatted(name, account, unit, region, LocalDate.now().minusYears(1));
    }

    private static void importRegions() {
        var csv = """
                code,name
                33,浙江省
                3305,湖州市
                330522,长兴县
                330523,安吉县
                330522101,煤山镇
                330522101201,样例三村
                330523103,鄣吴镇
                330523103201,样例二村
                330523104,杭垓镇
                330523104201,样例一村
                """;
        var job = as("province")
                .post(
                        "/api/v1/household/imports?kind=regions&mode=apply",
                        "text/csv; charset=UTF-8",
                        csv.getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .header("Location");
        var path = job.substring(job.indexOf("/api/"));
        eventually("the divisions are imported", () -> {
            var state =
                    as("province").get(path).expect(200).body().path("state").asText();
            if (state.equals("FAILED")) {
                throw new IllegalStateException("import failed");
            }
            return state.equals("SUCCEEDED") ? true : null;
        });
    }
}
