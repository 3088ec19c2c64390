package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.evaluation.scoring.QuotaPolicy.Border;
import org.jiedui.evaluation.scoring.QuotaPolicy.Pool;
import org.jiedui.evaluation.scoring.ScoringPolicy.Scored;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-07")
class QuotaPolicyTest {
    private static final ScoringPolicy.Rules RULES = new ScoringPolicy.Rules(
            new BigDecimal("90"), new BigDecimal("80"), new BigDecimal("60"), new BigDecimal("0.150"), 10);

    /** Few composites and few path scores, so that borders are full of ties. */
    private static List<Scored> someCycle(Random random) {
        var all = new ArrayList<Scored>();
        for (var i = random.nextInt(120); i >= 0; i--) {
            var role = random.nextInt(4) == 0 ? "MENTOR" : "MENTEE";
            var unit = "unit " + random.nextInt(1 + random.nextInt(12));
            var composite = new BigDecimal(85 + random.nextInt(4) * 3).setScale(6);
            var paths = List.of(
                    path("PARTNER", 50, random.nextInt(3)),
                    path("SELF", 30, random.nextInt(2)),
                    path("PEERS", 20, random.nextInt(3)));
            var scored = random.nextInt(15) == 0
                    ? new Scored(UUID.randomUUID(), role, unit, paths, null, null, null, List.of())
                    : new Scored(
                            UUID.randomUUID(),
                            role,
                            unit,
                            paths,
                            composite,
                            composite.setScale(2),
                            random.nextInt(20) == 0
                                    ? Band.UNQUALIFIED
                                    : composite.compareTo(RULES.excellentFrom()) >= 0 ? Band.EXCELLENT : Band.GOOD,
                            List.of());
            all.add(scored);
        }
        return all;
    }

    private static ScoringPolicy.PathScore path(String path, int weight, int score) {
        return score == 0
                ? new ScoringPolicy.PathScore(path, weight, 0, null, BigDecimal.ZERO.setScale(6))
                : new ScoringPolicy.PathScore(
                        path, weight, 1, new BigDecimal(90 + score).setScale(6), new BigDecimal(weight).setScale(6));
    }

    /** What the database finds by grouping. */
    private static CycleQuota.Quota grouped(List<Scored> all) {
        var members = new HashMap<Pool, Long>();
        all.stream()
                .filter(s -> s.band() != null)
                .forEach(s -> members.merge(new Pool(s.role(), s.unit()), 1L, Long::sum));
        var small = QuotaPolicy.small(members, RULES.topQuota());
        var pools = all.stream()
                .filter(s -> s.band() != null)
                .collect(Collectors.groupingBy(s -> small.contains(new Pool(s.role(), s.unit()))
                        ? new Pool(s.role(), null)
                        : new Pool(s.role(), s.unit())));
        var quota = new CycleQuota.Quota(small, new HashMap<>());
        pools.forEach((pool, in) -> {
            var top = in.stream()
                    .filter(s -> s.band() == Band.EXCELLENT)
                    .map(Scored::composite)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            var places = (int) QuotaPolicy.places(in.size(), RULES.topQuota());
            if (top.size() > places) {
                var border = top.get(places);
                var above = top.stream().filter(c -> c.compareTo(border) > 0).count();
                var tied = top.stream().filter(c -> c.compareTo(border) == 0).count();
                quota.borders().put(pool, new Border(pool, border, places - above, tied, List.of()));
            }
        });
        return quota;
    }

    @Test
    void bandsSetBySet_asIfAllWereSeenAtOnce() {
        for (var seed = 0; seed < 500; seed++) {
            var all = someCycle(new Random(seed));
            var quota = grouped(all);
            all.stream()
                    .filter(s -> s.band() == Band.EXCELLENT && quota.byPaths(s.role(), s.unit(), s.composite()))
                    .forEach(quota::count);

            var banded = all.stream()
                    .map(s -> s.band() == Band.EXCELLENT && QuotaPolicy.lowers(quota.of(s.role(), s.unit()), s)
                            ? ScoringPolicy.lower(s)
                            : s)
                    .toList();

            assertThat(banded).as("seed %d", seed).isEqualTo(ScoringPolicy.applyQuota(all, RULES));
        }
    }

    @Test
    void sendsEverybodyDown_whenAllAreEqualAndNotAllFit() {
        var all = new ArrayList<Scored>();
        for (var i = 0; i < 20; i++) {
            all.add(new Scored(
                    UUID.randomUUID(),
                    "MENTOR",
                    "unit",
                    List.of(path("SELF", 100, 1)),
                    new BigDecimal("100.000000"),
                    new BigDecimal("100.00"),
                    Band.EXCELLENT,
                    List.of()));
        }
        var quota = grouped(all);
        all.forEach(quota::count);

        assertThat(all).allMatch(s -> QuotaPolicy.lowers(quota.of("MENTOR", "unit"), s));
    }
}
