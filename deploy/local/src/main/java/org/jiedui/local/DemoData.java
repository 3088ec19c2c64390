package org.jiedui.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The demonstration: Anji county (安吉县) with its townships and invented villages, households, helpers, mentoring pairs
 * and two evaluation cycles, all made through the public API with a fixed seed. Made twice it changes nothing.
 */
final class DemoData {

    private static final long SEED = 2_004;
    private static final int HELPERS = 400;
    private static final int PAIRS = 40;
    private static final int CONNECTIONS = 8;
    private static final int MENTEES_PER_MENTOR = 2;
    private static final int MENTORS = PAIRS / MENTEES_PER_MENTOR;
    private static final int FIRST_MENTOR = 2;
    private static final int VILLAGE_DIGITS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ANJI = "330523";

    /** Helpers and mentees have their numbers from the seat of the prefecture, households from their counties. */
    private static final String PREFECTURE_SEAT = "330502";

    private static final List<String> KINDS = List.of(
            "PARTY_GOVERNMENT_CADRE",
            "POLITICAL_LEGAL_CADRE",
            "ECONOMIC_CADRE",
            "TECHNICAL_CADRE",
            "RETIRED_CADRE",
            "FIVE_ELDERS",
            "ENTERPRISE",
            "SOCIAL_ORGANISATION",
            "NEW_VILLAGE_ELITE",
            "VOLUNTEER",
            "ARMY",
            "UNIVERSITY");
    private static final List<String> UNITS =
            List.of("农业农村局", "教育局", "卫生健康局", "民政局", "人力资源和社会保障局", "林业局", "水利局", "住房和城乡建设局");

    /** Helpers take turns through the departments, so the helper so far behind another one is of the next department. */
    private static final int NEXT_DEPARTMENT = 25 * UNITS.size() + 1;

    private static final List<List<String>> SKILLS =
            List.of(List.of("AGRICULTURE"), List.of("EDUCATION"), List.of("HEALTH"), List.of("LAW", "POLICY"));

    private final DemoApi api;
    private final Consumer<String> progress;
    /** In the zone of the services, where the day may be another one than on this machine. */
    private final LocalDate today =
            LocalDate.now(ZoneId.of(System.getenv().getOrDefault("JIEDUI_TIME_ZONE", "Asia/Shanghai")));

    private final Random random = new Random(SEED);
    private final DemoPeople people = new DemoPeople(random);

    DemoData(DemoApi api, Consumer<String> progress) {
        this.api = api;
        this.progress = progress;
    }

    /** Makes the data unless the marker says that this was done; leaves the marker. */
    void provide(Path marker) {
        if (Files.exists(marker)) {
            return;
        }
        importRegions();
        lines();
        progress.accept("demonstration: divisions and poverty lines are there");
        List<String> villages = villages();
        List<DemoApi.Answer> households = households(villages);
        progress.accept("demonstration: " + DemoHouseholds.COUNT + " households are there");
        List<String> helpers = helpers(villages);
        List<String> mentees = mentees();
        progress.accept("demonstration: " + HELPERS + " helpers and " + PAIRS + " mentees are there");
        mentoring(helpers, mentees);
        householdHelp(helpers, households);
        progress.accept("demonstration: mentors and helpers are paired");
        cycles();
        progress.accept("demonstration: one evaluation cycle is published, one is open");
        try {
            Files.writeString(marker, today.toString());
        } catch (IOException e) {
            throw new StackFailure("The file " + marker + " cannot be written (" + e.getMessage() + ").", e);
        }
    }

    private void importRegions() {
        DemoApi.Answer job = api.upload(
                "provincial-platform",
                "/api/v1/household/imports?kind=regions&mode=apply",
                "demo-regions",
                "text/csv",
                resource());
        Deadline deadline = Deadline.in(PATIENCE);
        String state = "QUEUED";
        while (!state.equals("SUCCEEDED")) {
            if (state.equals("FAILED") || state.equals("CANCELLED") || deadline.passed()) {
                throw new StackFailure("The import of the divisions is " + state + "; the log of household says why.");
            }
            Deadline.pause();
            state = api.get("provincial-platform", job.location())
                    .body()
                    .path("state")
                    .asText();
        }
    }

    private void lines() {
        line("POVERTY", "2952.00", "国家扶贫标准（2016 年）");
        line("MONITORING", "7300.00", "演示用防返贫监测线");
    }

    private void line(String kind, String amount, String source) {
        api.create(
                "province",
                "/api/v1/poverty-lines",
                "demo-line-" + kind,
                Map.of("kind", kind, "region", "33", "validFrom", "2016-01-01", "amount", amount, "source", source));
    }

    private List<DemoApi.Answer> households(List<String> villages) {
        return together(new DemoHouseholds(today)
                        .make(villages).stream()
                                .<Callable<Optional<DemoApi.Answer>>>map(household -> () -> api.create(
                                        ((String) household.get("region")).startsWith(ANJI) ? "county" : "county2",
                                        "/api/v1/households",
                                        (String) household.get("externalId"),
                                        household))
                                .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Helpers of all kinds; the first are those with an account, then come the mentors. */
    private List<String> helpers(List<String> villages) {
        List<Callable<Optional<DemoApi.Answer>>> calls = new ArrayList<>();
        List<String> ofAnji =
                villages.stream().filter(village -> village.startsWith(ANJI)).toList();
        for (int i = 0; i < HELPERS; i++) {
            boolean mentor = i >= FIRST_MENTOR && i < FIRST_MENTOR + MENTORS;
            Map<String, Object> helper = new LinkedHashMap<>();
            helper.put("kind", i < FIRST_MENTOR ? "PARTY_GOVERNMENT_CADRE" : KINDS.get(i % KINDS.size()));
            person(helper, 35 + random.nextInt(30));
            switch (i) {
                case 0 -> helper.put("account", account("05"));
                case 1 -> helper.put("account", account("06"));
                case FIRST_MENTOR -> helper.put("account", account("07"));
                default -> {
                    // no account: most helpers are known to the office only
                }
            }
            helper.put("unit", "安吉县" + UNITS.get(i % UNITS.size()) + "（演示）");
            helper.put("unitLevel", "COUNTY");
            helper.put("unitType", "STATE_ORGAN");
            helper.put("skills", SKILLS.get(i % SKILLS.size()));
            helper.put(
                    "region", i % 3 == 0 ? ANJI : ofAnji.get(i % ofAnji.size()).substring(0, 9));
            helper.put("serviceRegion", ANJI);
            helper.put("availableFrom", beginning().toString());
            helper.put("primaryPlaces", mentor ? MENTEES_PER_MENTOR : 1);
            String key = String.format(Locale.ROOT, "demo-helper-%04d", i);
            calls.add(() -> api.create("county", "/api/v1/helpers", key, helper));
        }
        return ids(calls);
    }

    private List<String> mentees() {
        List<Callable<Optional<DemoApi.Answer>>> calls = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Map<String, Object> mentee = new LinkedHashMap<>();
            person(mentee, 24 + random.nextInt(10));
            if (i == 0) {
                mentee.put("account", account("08"));
            }
            mentee.put("post", "村干部（演示）");
            mentee.put("unit", "村民委员会（演示）");
            mentee.put("unitLevel", "VILLAGE");
            mentee.put("goalText", "独立主持一次村民代表会议");
            mentee.put("region", ANJI);
            String key = String.format(Locale.ROOT, "demo-mentee-%04d", i);
            calls.add(() -> api.create("county", "/api/v1/mentees", key, mentee));
        }
        return ids(calls);
    }

    private void person(Map<String, Object> body, int age) {
        boolean male = random.nextBoolean();
        body.put("name", people.name(people.surname()));
        body.put("identityNumber", people.identityNumber(PREFECTURE_SEAT, today.getYear(), age, male));
    }

    private void mentoring(List<String> helpers, List<String> mentees) {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < mentees.size(); i++) {
            Map<String, Object> pairing = Map.of(
                    "programme", "MENTORING",
                    "role", "PRIMARY",
                    "helperId", helpers.get(FIRST_MENTOR + i / MENTEES_PER_MENTOR),
                    "helped", Map.of("kind", "MENTEE", "id", mentees.get(i)),
                    "from", beginning().toString(),
                    "to", beginning().plusYears(3).minusDays(1).toString());
            String key = String.format(Locale.ROOT, "demo-mentoring-%04d", i);
            calls.add(() -> confirm(publicised(key, pairing)));
        }
        together(calls);
    }

    /** The poor households of the county; where the form asks for helpers of two departments, both are paired. */
    private void householdHelp(List<String> helpers, List<DemoApi.Answer> households) {
        List<DemoApi.Answer> poor = households.stream()
                .filter(household -> household.body().path("region").asText().startsWith(ANJI))
                .filter(household ->
                        household.body().path("attributes").toString().contains("MINIMUM_LIVING"))
                .limit(PAIRS)
                .toList();
        List<Callable<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < poor.size(); i++) {
            // the two helpers with accounts first, then those behind the mentors
            int first = i < FIRST_MENTOR ? i : FIRST_MENTOR + MENTORS + i;
            String helper = helpers.get(first);
            String partner = helpers.get(first + NEXT_DEPARTMENT);
            String household = poor.get(i).id();
            String key = String.format(Locale.ROOT, "demo-help-%04d", i);
            calls.add(() -> {
                int required = api.getOnceVisible("county", "/api/v1/pairings/candidates?household=" + household)
                        .body()
                        .path("requiredPartners")
                        .asInt();
                List<DemoApi.Answer> publicised = new ArrayList<>();
                publicised.add(publicised(key, householdPairing("PRIMARY", helper, household)));
                if (required > 1) {
                    publicised.add(publicised(key + "-partner", householdPairing("SUPPORTING", partner, household)));
                }
                return publicised.stream().map(this::confirm).toList();
            });
        }
        together(calls);
    }

    private Map<String, Object> householdPairing(String role, String helper, String household) {
        return Map.of(
                "programme",
                "HOUSEHOLD_HELP",
                "role",
                role,
                "helperId",
                helper,
                "helped",
                Map.of("kind", "HOUSEHOLD", "id", household),
                "from",
                today.withDayOfYear(1).toString());
    }

    /** Takes a pairing from its proposal to its notice. */
    private DemoApi.Answer publicised(String key, Map<String, Object> body) {
        DemoApi.Answer pairing = api.createOnceVisible("county", "/api/v1/pairings", key, body);
        String path = "/api/v1/pairings/" + pairing.id();
        pairing = api.decide("county", path + "/accept", key + "-accept", pairing.etag(), Map.of("side", "BOTH"));
        return api.decide("county", path + "/publicise", key + "-publicise", pairing.etag(), Map.of("days", 0));
    }

    private String confirm(DemoApi.Answer pairing) {
        return api.decide(
                        "county",
                        "/api/v1/pairings/" + pairing.id() + "/confirm",
                        "demo-confirm-" + pairing.id(),
                        pairing.etag(),
                        Map.of())
                .id();
    }

    private void cycles() {
        DemoApi.Answer last = open("last", beginning(), beginning().plusYears(1).minusDays(1), today);
        String path = "/api/v1/evaluation-cycles/" + last.id();
        awaitTasks(last.id());
        for (String user : List.of("mentor", "mentee", "county")) {
            answer(user, last.id());
        }
        last = api.decide("county", path + "/close", "demo-cycle-last-close", last.etag(), null);
        last = api.decide("county", path + "/score", "demo-cycle-last-score", last.etag(), null);
        last = api.decide("county", path + "/publicise", "demo-cycle-last-public", last.etag(), Map.of("days", 0));
        api.decide("county", path + "/publish", "demo-cycle-last-publish", last.etag(), null);

        LocalDate newYear = today.withDayOfYear(1);
        open("now", newYear, newYear.plusYears(1).minusDays(1), today.plusMonths(1));
    }

    private DemoApi.Answer open(String name, LocalDate from, LocalDate to, LocalDate due) {
        DemoApi.Answer cycle = api.createOnceVisible(
                "county",
                "/api/v1/evaluation-cycles",
                "demo-cycle-" + name,
                Map.of(
                        "region", ANJI,
                        "programme", "MENTORING",
                        "periodFrom", from.toString(),
                        "periodTo", to.toString(),
                        "due", due.toString()));
        String path = "/api/v1/evaluation-cycles/" + cycle.id();
        DemoApi.Answer opened =
                api.decide("county", path + "/open", "demo-cycle-" + name + "-open", cycle.etag(), null);
        if (!opened.body().path("state").asText().equals("OPENING")) {
            return opened;
        }
        boolean open = Deadline.in(PATIENCE)
                .await(() ->
                        !api.get("county", path).body().path("state").asText().equals("OPENING"));
        if (!open) {
            throw new StackFailure("The evaluation cycle does not open; its job and the log of evaluation say why.");
        }
        return api.get("county", path);
    }

    /** Pairings reach the evaluation service as events: one task per mentee and one per mentor for the office. */
    private void awaitTasks(String cycle) {
        String path = "/api/v1/evaluation-tasks/count?mine=true&cycle=" + cycle;
        boolean there = Deadline.in(PATIENCE)
                .await(() -> api.get("county", path).body().path("count").asInt() >= MENTORS);
        if (!there) {
            throw new StackFailure("The tasks of the evaluation cycle were not made; the log of evaluation says why.");
        }
    }

    /** Answers all tasks of a user with scores in the upper half of each scale. */
    private void answer(String user, String cycle) {
        String next = "/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle;
        for (JsonNode task : api.get(user, next).body().path("items")) {
            if (task.path("state").asText().equals("SUBMITTED")) {
                continue;
            }
            String id = task.path("id").asText();
            List<Map<String, Object>> items = new ArrayList<>();
            for (JsonNode question :
                    api.get(user, "/api/v1/evaluation-tasks/" + id).body().path("questions")) {
                int min = question.path("min").asInt();
                int max = question.path("max").asInt();
                int half = (max - min) / 2;
                items.add(Map.of("indicator", question.path("code").asText(), "score", max - random.nextInt(half + 1)));
            }
            api.create(user, "/api/v1/evaluations", "demo-answer-" + id, Map.of("taskId", id, "items", items));
        }
    }

    private List<String> ids(List<Callable<Optional<DemoApi.Answer>>> calls) {
        return together(calls).stream()
                .map(answer -> answer.orElseThrow(() -> new StackFailure("A part of the demonstration data is there"
                        + " already, but not all of it; start anew with deploy/local/up --reset.")))
                .map(DemoApi.Answer::id)
                .toList();
    }

    /** The first of January of last year: pairings begin then. */
    private LocalDate beginning() {
        return today.withDayOfYear(1).minusYears(1);
    }

    private static String account(String number) {
        return "00000000-0000-7000-8000-0000000000" + number;
    }

    /** Runs the calls on several connections; their answers in the calls' order. */
    private static <T> List<T> together(List<Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackFailure failure
                    ? failure
                    : new StackFailure("The demonstration data could not be made: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while the demonstration data were made.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> villages() {
        return resource()
                .lines()
                .map(line -> line.substring(0, line.indexOf(',')))
                .filter(code -> code.length() == VILLAGE_DIGITS)
                .toList();
    }

    private static String resource() {
        try (InputStream file = DemoData.class.getResourceAsStream("/demo/regions.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackFailure("The list of regions cannot be read.", e);
        }
    }
}
