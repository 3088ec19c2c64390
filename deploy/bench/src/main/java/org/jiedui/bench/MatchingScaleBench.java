package org.jiedui.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.Roads;
import org.jiedui.pairing.matching.RuleBook;
import org.jiedui.pairing.matching.VillageTrait;
import org.jiedui.pairing.matching.engine.AssignmentRepair;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.AssignmentVerifier;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.matching.plan.Parts;

/**
 * Rules, model and search for counties, two at once, with invented households and helpers, in one process and without servers:
 * from the snapshot to the checked proposal.
 */
final class MatchingScaleBench {
    private static final List<String> SKILLS = List.of(
            "MEDICINE",
            "EDUCATION",
            "EMPLOYMENT",
            "TECHNOLOGY",
            "FINANCE",
            "AGRICULTURE",
            "LAW",
            "CONSTRUCTION",
            "INDUSTRY",
            "SOCIAL_SECURITY");
    private static final List<String> DIALECTS = List.of("WU", "HUIZHOU", "MIN");
    private static final List<String> KINDS = List.of(
            "PARTY_GOVERNMENT_CADRE",
            "POLITICAL_LEGAL_CADRE",
            "ECONOMIC_CADRE",
            "TECHNICAL_CADRE",
            "RETIRED_CADRE",
            "VOLUNTEER");

    private final Bench bench;

    MatchingScaleBench(Bench bench) {
        this.bench = bench;
    }

    /** So many counties, each with so many households and helpers. */
    void run(String name, int counties, int households, int helpers) throws InterruptedException {
        var begin = System.nanoTime();
        var total = new long[4];
        Parts.each(
                IntStream.range(0, counties)
                        .mapToObj(county -> snapshot(String.valueOf(330_100 + county), households, helpers, county))
                        .iterator(),
                counties == 1 ? 1 : 2,
                MatchingScaleBench::solved,
                county -> {
                    total[0] = Math.max(total[0], county.nanos());
                    total[1] += county.places();
                    total[2] += county.matched();
                    total[3] += county.optimal() ? 0 : 1;
                },
                () -> {});
        var seconds = (System.nanoTime() - begin) / 1e9;
        bench.report(
                name,
                "all counties",
                "seconds",
                seconds,
                Map.of("places", total[1], "matched", total[2], "optimal", total[3] == 0));
        bench.report(name, "slowest county", "seconds", total[0] / 1e9, Map.of());
        bench.report(
                name,
                "heap in use",
                "MB",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / (double) (1 << 20),
                Map.of());
    }

    private record County(long nanos, long places, long matched, boolean optimal) {}

    private static County solved(MatchingPlan.Snapshot snapshot) throws InterruptedException {
        var started = System.nanoTime();
        var plan = new MatchingPlan(snapshot, demand(snapshot), Map.of(), List.of(), List.of());
        var found = AssignmentSolver.solve(plan.problem(), Effort.within(Duration.ofMinutes(1), 1, 2), Watch.NOBODY);
        if (!AssignmentVerifier.faults(plan.problem(), found).isEmpty()) {
            throw new IllegalStateException("the proposal breaks conditions");
        }
        var lines = plan.lines(found, List.of());
        plan.whatIf(found);
        return new County(
                System.nanoTime() - started,
                lines.size(),
                lines.stream().filter(line -> line.helper() != null).count(),
                found.optimal());
    }

    /** By all rules as shipped, with the centroids of all villages that occur. */
    private static Demand demand(MatchingPlan.Snapshot snapshot) {
        var centroids = new HashMap<String, Roads.Centroid>();
        Stream.concat(
                        snapshot.households().stream().map(HelpedFacts::region),
                        snapshot.helpers().stream().map(HelperFacts::region))
                .forEach(village -> centroids.computeIfAbsent(village, code -> {
                    var place = new SplittableRandom(Long.parseLong(code));
                    return new Roads.Centroid(30 + place.nextDouble(0.6), 119 + place.nextDouble(0.6));
                }));
        return new Demand(
                "PRIMARY",
                LocalDate.of(2026, 1, 1),
                null,
                List.of(),
                List.of(),
                RuleBook.SHIPPED,
                new Roads(centroids, Map.of()));
    }

    /** One helper after the other drops out of the best proposal of a county. */
    void repair(String name, int households, int helpers, int times) throws InterruptedException {
        var snapshot = snapshot("330100", households, helpers, 0);
        var plan = new MatchingPlan(snapshot, demand(snapshot), Map.of(), List.of(), List.of());
        var effort = Effort.within(Duration.ofMinutes(1), 1, 2);
        var before =
                AssignmentSolver.solve(plan.problem(), effort, Watch.NOBODY).agentOf();
        var seconds = new double[times];
        var random = new SplittableRandom(1);
        var without = 0;
        var changed = 0;
        for (var k = 0; k < times; k++) {
            var gone = -1;
            while (gone < 0) {
                gone = before[random.nextInt(before.length)];
            }
            var started = System.nanoTime();
            var mended = AssignmentRepair.without(plan.problem(), before, gone, effort, Watch.NOBODY);
            seconds[k] = (System.nanoTime() - started) / 1e9;
            if (!mended.optimal()) {
                throw new IllegalStateException("the mended proposal is not proven");
            }
            for (var j = 0; j < before.length; j++) {
                without += before[j] == gone ? 1 : 0;
                changed += before[j] != gone && before[j] != mended.agentOf()[j] ? 1 : 0;
            }
        }
        var first = seconds[0];
        Arrays.sort(seconds);
        bench.report(
                name,
                "one helper drops out, median",
                "seconds",
                seconds[times / 2],
                Map.of("repairs", times, "placesWithoutHelper", without, "othersChanged", changed));
        bench.report(name, "first, cold", "seconds", first, Map.of());
        bench.report(name, "slowest", "seconds", seconds[times - 1], Map.of());
    }

    private static MatchingPlan.Snapshot snapshot(String county, int households, int helpers, long seed) {
        var random = new SplittableRandom(seed);
        var helped = new ArrayList<HelpedFacts>(households);
        for (var k = 0; k < households; k++) {
            helped.add(new HelpedFacts(
                    "HOUSEHOLD",
                    new UUID(seed, k),
                    village(county, random),
                    Set.of(SKILLS.get(random.nextInt(10)), SKILLS.get(random.nextInt(10)) + "_"),
                    Set.of(VillageTrait.values()[random.nextInt(4)]),
                    random.nextInt(20) == 0 ? 2 : 1,
                    List.of(),
                    Set.of(DIALECTS.get(random.nextInt(3)))));
        }
        var helping = new ArrayList<HelperFacts>(helpers);
        for (var k = 0; k < helpers; k++) {
            helping.add(new HelperFacts(
                    new UUID(seed, 1_000_000L + k),
                    "PERSON",
                    KINDS.get(random.nextInt(KINDS.size())),
                    null,
                    null,
                    "样例单位" + random.nextInt(60),
                    "COUNTY",
                    List.of(SKILLS.get(random.nextInt(10)), SKILLS.get(random.nextInt(10))),
                    village(county, random),
                    county,
                    LocalDate.of(2020, 1, 1),
                    null,
                    3 + random.nextInt(3),
                    random.nextInt(2),
                    false,
                    random.nextInt(100) == 0,
                    false,
                    false,
                    random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(60, 101)),
                    random.nextInt(100) == 0,
                    List.of(DIALECTS.get(random.nextInt(3))),
                    false,
                    0,
                    null,
                    null));
        }
        var tied = new HashMap<UUID, Set<UUID>>();
        var former = new HashMap<UUID, Set<UUID>>();
        var wishes = new HashMap<UUID, Map<UUID, Integer>>();
        for (var household : helped) {
            var helper = helping.get(random.nextInt(helpers)).id();
            switch (random.nextInt(20)) {
                case 0 -> tied.put(household.id(), Set.of(helper));
                case 1 -> former.put(household.id(), Set.of(helper));
                case 2 -> wishes.put(household.id(), Map.of(helper, random.nextInt(1, 3)));
                default -> {
                    // nothing is between them
                }
            }
        }
        return new MatchingPlan.Snapshot(helped, Map.of(), helping, tied, former, wishes, Map.of());
    }

    private static String village(String county, SplittableRandom random) {
        return county + "1" + String.format(java.util.Locale.ROOT, "%02d", random.nextInt(1, 16)) + "2"
                + String.format(java.util.Locale.ROOT, "%02d", random.nextInt(1, 11));
    }
}
