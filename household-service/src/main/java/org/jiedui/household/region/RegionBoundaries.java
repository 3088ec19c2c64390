package org.jiedui.household.region;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Resolves divisions of past days to today's codes, for figures by old boundaries (HH-01). Any feature may ask; the cost is
 * one read of the successions of villages after the day.
 */
@ApplicationScoped
public class RegionBoundaries {
    private final RegionChangeRepository changes;
    private final RegionRepository regions;

    RegionBoundaries(RegionChangeRepository changes, RegionRepository regions) {
        this.changes = changes;
        this.regions = regions;
    }

    /** One village became another on a day. */
    record Step(LocalDate on, String from, String into) {}

    /** What the division covered on the day, in the codes that are in force now. */
    public BoundaryCoverage covered(RegionCode region, LocalDate day) {
        var steps = changes.ofVillagesAfter(day).stream()
                .map(s -> new Step(s.effectiveOn(), s.predecessor(), s.successor()))
                .toList();
        if (steps.isEmpty()) {
            return trace(region.digits(), day, steps, Set.of());
        }
        var into = steps.stream().map(Step::into).collect(Collectors.toSet());
        var existed = regions.list("code in ?1", into).stream()
                .filter(r -> r.validFrom() == null || !r.validFrom().isAfter(day))
                .map(Region::code)
                .collect(Collectors.toSet());
        return trace(region.digits(), day, steps, existed);
    }

    /**
     * Follows the steps from the day on. Pure.
     *
     * @param steps of villages, oldest first
     * @param existed successors that existed on the day already
     */
    static BoundaryCoverage trace(String region, LocalDate day, List<Step> steps, Collection<String> existed) {
        var origins = new HashMap<String, Set<String>>();
        var touched = false;
        for (var at = 0; at < steps.size(); ) {
            var on = steps.get(at).on();
            var ofDay = new ArrayList<Step>();
            while (at < steps.size() && steps.get(at).on().equals(on)) {
                ofDay.add(steps.get(at++));
            }
            var before = new HashMap<>(origins);
            var next = new HashMap<String, Set<String>>();
            for (var step : ofDay) {
                next.computeIfAbsent(step.into(), into -> new HashSet<>(at(before, into, existed)))
                        .addAll(before.getOrDefault(step.from(), Set.of(step.from())));
            }
            ofDay.forEach(step -> origins.put(step.from(), Set.of()));
            origins.putAll(next);
        }
        var without = new TreeSet<String>();
        var also = new TreeSet<String>();
        var parts = new TreeSet<String>();
        for (Map.Entry<String, Set<String>> village : origins.entrySet()) {
            var from = village.getValue();
            var own = from.stream().filter(code -> code.startsWith(region)).count();
            var below = village.getKey().startsWith(region);
            touched |= below || own > 0;
            if (from.isEmpty()) {
                continue;
            }
            if (own > 0 && own < from.size()) {
                parts.add(village.getKey());
            }
            if (below && (own == 0 || own < from.size() && !existed.contains(village.getKey()))) {
                without.add(village.getKey());
            } else if (!below && own == from.size()) {
                also.add(village.getKey());
            }
        }
        return new BoundaryCoverage(region, day, without, also, parts, touched);
    }

    private static Set<String> at(Map<String, Set<String>> origins, String code, Collection<String> existed) {
        return origins.getOrDefault(code, existed.contains(code) ? Set.of(code) : Set.of());
    }
}
