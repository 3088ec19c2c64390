package org.jiedui.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.VillageTrait;
import org.jiedui.pairing.matching.engine.AssignmentRepair;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.AssignmentVerifier;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;
import org.jiedui.pairing.matching.plan.MatchingPlan;

/**
 * Rules, model and search for one county after the other, with invented households and helpers, in one process and without
 * servers: from the snapshot to the checked proposal.
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
        var slowest = 0L;
        var places = 0L;
        var matched = 0L;
        var proven = true;
        for (var county = 0; county < counties; county++) {
            var snapshot = snapshot(String.valueOf(330_100 + county), households, helpers, county);
            var started = System.nanoTime();
            var plan = new MatchingPlan(
                    snapshot,
                    new Demand("PRIMARY", LocalDate.of(2026, 1, 1), null, List.of(), List.of()),
                    Map.of(),
                    List.of(),
                    List.of());
            var found =
                    AssignmentSolver.solve(plan.problem(), Effort.within(Duration.ofMinutes(1), 1, 2), Watch.NOBODY);
            var lines = plan.lines(found, List.of());
            plan.whatIf(found);
            slowest = Math.max(slowest, System.nanoTime() - started);
            if (!AssignmentVerifier.faults(plan.problem(), found).isEmpty()) {
                throw new IllegalStateException("the proposal breaks conditions");
            }
            places += lines.size();
            matched += lines.stream().filter(line -> line.helper() != null).count();
            proven &= found.optimal();
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        bench.report(
                name,
                "all counties",
                "seconds",
                seconds,
                Map.of("places", places, "matched", matched, "optimal", proven));
        bench.report(name, "slowest county", "seconds", slowest / 1e9, Map.of());
        bench.report(
                name,
                "heap in use",
                "MB",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / (double) (1 << 20),
                Map.of());
    }

    /** One helper after the other drops out of the best proposal of a county. */
    void repair(String name, int households, int helpers, int times) throws InterruptedException {
        var plan = new MatchingPlan(
                snapshot("330100", households, helpers, 0),
                new Demand("PRIMARY", LocalDate.of(2026, 1, 1), null, List.of(), List.of()),
                Map.of(),
                List.of(),
                List.of());
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
            var mended = AssignmentRepair.without(plan.problem(), before, gone, effort);
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
                    VillageTrait.values()[random.nextInt(4)],
                    random.nextInt(20) == 0 ? 2 : 1,
                    List.of()));
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
                    null,
                    random.nextInt(100) == 0,
                    List.of(),
                    false,
                    0,
                    null,
                    null));
        }
        return new MatchingPlan.Snapshot(helped, Map.of(), helping, Map.of());
    }

    private static String village(String county, SplittableRandom random) {
        return county + "1" + String.format(java.util.Locale.ROOT, "%02d", random.nextInt(1, 16)) + "2"
                + String.format(java.util.Locale.ROOT, "%02d", random.nextInt(1, 11));
    }
}
