package org.jiedui.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
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
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(2);

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

    private final DemoApi api;
    private final Consumer<String> progress;
    private final LocalDate today = LocalDate.now();
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
        Map<String, String> regions = regions();
        importRegions();
        List<String> villages =
                regions.keySet().stream().filter(code -> code.length() == 12).toList();
        lines();
        progress.accept("demonstration: regions and lines are there");
        households(villages);
        progress.accept("demonstration: households are there");
        List<String> helpers = helpers(villages);
        progress.accept("demonstration: helpers are there");
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
        Deadline deadline = Deadline.in(IMPORT_LIMIT);
        String state = "";
        while (!state.equals("DONE")) {
            state = api.get("provincial-platform", job.location())
                    .body()
                    .path("state")
                    .asText();
            if (state.equals("FAILED") || deadline.passed()) {
                throw new StackFailure("The import of the regions is " + state + "; the log of household says why.");
            }
            Deadline.pause();
        }
    }

    private void lines() {
        api.create(
                "province",
                "/api/v1/poverty-lines",
                "demo-line-poverty",
                Map.of(
                        "kind", "POVERTY",
                        "region", "33",
                        "validFrom", "2016-01-01",
                        "amount", "2952.00",
                        "source", "国家扶贫标准（2016 年）"));
        api.create(
                "province",
                "/api/v1/poverty-lines",
                "demo-line-monitoring",
                Map.of(
                        "kind", "MONITORING",
                        "region", "33",
                        "validFrom", "2016-01-01",
                        "amount", "7300.00",
                        "source", "演示：省防返贫监测线"));
    }

    private void households(List<String> villages) {
        together(new DemoHouseholds(today)
                .make(villages).stream()
                        .<Callable<Optional<DemoApi.Answer>>>map(household -> () -> api.create(
                                ((String) household.get("region")).startsWith("330523") ? "county" : "county2",
                                "/api/v1/households",
                                (String) household.get("externalId"),
                                household))
                        .toList());
    }

    private List<String> helpers(List<String> villages) {
        List<Callable<Optional<DemoApi.Answer>>> calls = new ArrayList<>();
        List<String> accounts = List.of("05", "06", "07");
        for (int i = 0; i < HELPERS; i++) {
            String kind = i < accounts.size() ? "PARTY_GOVERNMENT_CADRE" : KINDS.get(i % KINDS.size());
            Map<String, Object> helper = new LinkedHashMap<>();
            helper.put("kind", kind);
            helper.put("name", people.name(people.surname()));
            helper.put(
                    "identityNumber",
                    people.identityNumber("330523", today.getYear(), 35 + random.nextInt(30), random.nextBoolean()));
            if (i < accounts.size()) {
                helper.put("account", "00000000-0000-7000-8000-0000000000" + accounts.get(i));
            }
            helper.put("unit", "安吉县" + UNITS.get(i % UNITS.size()) + "（演示）");
            helper.put("unitLevel", "COUNTY");
            helper.put("region", villages.get(i % villages.size()).startsWith("330523") ? "330523" : "330523");
            helper.put("availableFrom", today.withDayOfYear(1).minusYears(1).toString());
            String key = String.format(Locale.ROOT, "demo-helper-%04d", i);
            calls.add(() -> api.create("county", "/api/v1/helpers", key, helper));
        }
        return together(calls).stream()
                .flatMap(Optional::stream)
                .map(DemoApi.Answer::id)
                .toList();
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

    private static Map<String, String> regions() {
        Map<String, String> regions = new LinkedHashMap<>();
        resource().lines().skip(1).map(line -> line.split(",")).forEach(line -> regions.put(line[0], line[1]));
        return regions;
    }

    private static String resource() {
        try (InputStream file = DemoData.class.getResourceAsStream("/demo/regions.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackFailure("The list of regions cannot be read.", e);
        }
    }
}
