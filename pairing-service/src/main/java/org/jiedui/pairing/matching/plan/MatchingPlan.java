package org.jiedui.pairing.matching.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jiedui.pairing.matching.Assessment;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.MatchingPolicy;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.matching.engine.Assignment;
import org.jiedui.pairing.matching.engine.AssignmentProblem;

/**
 * Turns households, helpers and rules into a problem for the engine, and what the engine found back into a proposal with
 * reasons (PA-14). Pure. Every missing place of a household is a job, every helper an agent with its free places; the cost
 * of a pair is what its weighted score lacks to the best possible one, and an open place costs more than any pair.
 */
public final class MatchingPlan {
    private static final int SCALE = 100;
    private static final int MOST_EXPLAINED = 500;

    private final Snapshot snapshot;
    private final Demand demand;
    private final Map<MatchRule, Integer> weights;
    private final Map<UUID, Integer> helperIndex = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final AssignmentProblem problem;
    private final List<Contradiction> contradictions = new ArrayList<>();

    /**
     * What is known when the run begins.
     *
     * @param households that are to be helped, with their present helpers' departments
     * @param present helpers who are paired with a household now, by household
     * @param helpers all who could serve in the region; facts towards one household (tied, paired, same person) are not set
     * @param tied declared members and relatives, by household
     */
    public record Snapshot(
            List<HelpedFacts> households,
            Map<UUID, Set<UUID>> present,
            List<HelperFacts> helpers,
            Map<UUID, Set<UUID>> tied) {}

    /** Two sides of a lock or a veto of the office. */
    public record Pair(UUID household, UUID helper) {}

    /** One missing place of a household. */
    public record Place(int household, int position) {}

    /** A lock that cannot be kept, with what stands against it. */
    public record Contradiction(Pair lock, List<Veto> vetoes, String reason) {}

    /** One proposed pair, or an open place (helper null) with how many helpers each rule keeps away. */
    public record Line(
            HelpedFacts household,
            int position,
            HelperFacts helper,
            Assessment assessment,
            boolean locked,
            Map<Veto, Integer> blocked,
            int takenByOthers) {}

    /** What one more place or one relaxed rule would bring: so many more households helped. */
    public record WhatIf(Map<UUID, Integer> onePlaceMore, Map<Veto, Integer> ruleRelaxed) {}

    public MatchingPlan(
            Snapshot snapshot, Demand demand, Map<MatchRule, Integer> weights, List<Pair> locks, List<Pair> vetoes) {
        this.snapshot = snapshot;
        this.demand = demand;
        this.weights = new EnumMap<>(MatchRule.class);
        for (var rule : MatchRule.values()) {
            this.weights.put(rule, weights.getOrDefault(rule, 100));
        }
        for (var h = 0; h < snapshot.helpers().size(); h++) {
            helperIndex.put(snapshot.helpers().get(h).id(), h);
        }
        var lockOf = new HashMap<UUID, List<UUID>>();
        for (var lock : locks) {
            lockOf.computeIfAbsent(lock.household(), k -> new ArrayList<>()).add(lock.helper());
        }
        this.problem = problem(lockOf, new HashSet<>(vetoes));
        checkPlaces(locks);
    }

    /** Missing places of the households. */
    public List<Place> places() {
        return List.copyOf(places);
    }

    /** Locks that cannot be kept. */
    public List<Contradiction> contradictions() {
        return List.copyOf(contradictions);
    }

    /** The problem for the engine. */
    public AssignmentProblem problem() {
        return problem;
    }

    private int best() {
        var sum = 0;
        for (var rule : MatchRule.values()) {
            sum += rule.most() * weights.get(rule);
        }
        return sum;
    }

    private HelperFacts towards(HelperFacts helper, HelpedFacts household) {
        var tied = snapshot.tied().getOrDefault(household.id(), Set.of()).contains(helper.id());
        var paired = snapshot.present().getOrDefault(household.id(), Set.of()).contains(helper.id());
        if (!tied && !paired) {
            return helper;
        }
        return new HelperFacts(
                helper.id(),
                helper.side(),
                helper.kind(),
                helper.account(),
                helper.unit(),
                helper.unitLevel(),
                helper.skills(),
                helper.region(),
                helper.serviceRegion(),
                helper.availableFrom(),
                helper.availableTo(),
                helper.places(),
                helper.taken(),
                tied,
                helper.inNeed(),
                paired,
                helper.samePerson(),
                helper.score(),
                helper.unfit());
    }

    private AssignmentProblem problem(Map<UUID, List<UUID>> lockOf, Set<Pair> vetoed) {
        for (var k = 0; k < snapshot.households().size(); k++) {
            var household = snapshot.households().get(k);
            var missing = Math.max(0, household.requiredPartners() - FormPolicy.departments(household.presentUnits()));
            for (var p = 0; p < missing; p++) {
                places.add(new Place(k, p));
            }
        }
        var helpers = snapshot.helpers();
        var builder = new AssignmentProblem.Builder(places.size(), helpers.size());
        var departments = new HashMap<String, Integer>();
        for (var h = 0; h < helpers.size(); h++) {
            builder.agent(
                    h, Math.max(0, helpers.get(h).places() - helpers.get(h).taken()));
            builder.department(
                    h,
                    departments.computeIfAbsent(
                            FormPolicy.department(helpers.get(h).unit()), d -> departments.size()));
        }
        var best = best();
        var open = (long) best * 10 + SCALE;
        var weight = new int[MatchRule.values().length];
        weights.forEach((rule, percent) -> weight[rule.ordinal()] = percent);
        var able = new boolean[helpers.size()];
        for (var h = 0; h < able.length; h++) {
            able[h] = MatchingPolicy.personalVetoes(helpers.get(h), demand).isEmpty();
        }
        int[] agents = {};
        int[] costs = {};
        var size = 0;
        for (var place : places) {
            var household = snapshot.households().get(place.household());
            var locks = lockOf.getOrDefault(household.id(), List.of());
            if (place.position() == 0) {
                agents = new int[helpers.size()];
                costs = new int[helpers.size()];
                size = 0;
                for (var h = 0; h < helpers.size(); h++) {
                    if (!able[h]) {
                        continue;
                    }
                    var helper = towards(helpers.get(h), household);
                    if (MatchingPolicy.mutualVetoes(helper, household, demand).isEmpty()
                            && (vetoed.isEmpty() || !vetoed.contains(new Pair(household.id(), helper.id())))) {
                        agents[size] = h;
                        costs[size++] = best - MatchingPolicy.weighted(helper, household, weight);
                    }
                }
                check(household, locks, vetoed);
            }
            var lock = place.position() < locks.size() ? helperIndex.get(locks.get(place.position())) : null;
            // a lock comes before everything that is no lock
            builder.job(lock == null ? open : 10 * open, household.requiredPartners() > 1 ? place.household() : -1);
            for (var x = 0; x < size; x++) {
                if (lock == null || agents[x] == lock) {
                    builder.arc(agents[x], 1, costs[x]);
                }
            }
        }
        return builder.build();
    }

    private void check(HelpedFacts household, List<UUID> locks, Set<Pair> vetoed) {
        var missing = Math.max(0, household.requiredPartners() - FormPolicy.departments(household.presentUnits()));
        if (locks.size() > missing) {
            contradictions.add(new Contradiction(
                    new Pair(household.id(), locks.get(missing)), List.of(), "MORE_LOCKS_THAN_PLACES"));
        }
        for (var lock : locks) {
            var index = helperIndex.get(lock);
            var pair = new Pair(household.id(), lock);
            if (index == null) {
                contradictions.add(new Contradiction(pair, List.of(), "UNKNOWN_HELPER"));
            } else if (vetoed.contains(pair)) {
                contradictions.add(new Contradiction(pair, List.of(), "LOCKED_AND_VETOED"));
            } else {
                var against =
                        MatchingPolicy.vetoes(towards(snapshot.helpers().get(index), household), household, demand);
                if (!against.isEmpty()) {
                    contradictions.add(new Contradiction(pair, against, "RULES_FORBID"));
                }
            }
        }
    }

    private void checkPlaces(List<Pair> locks) {
        var wanted = new HashMap<UUID, Integer>();
        for (var lock : locks) {
            var index = helperIndex.get(lock.helper());
            if (index != null
                    && problem.capacity(index) > 0
                    && wanted.merge(lock.helper(), 1, Integer::sum) == problem.capacity(index) + 1) {
                contradictions.add(new Contradiction(lock, List.of(Veto.CAPACITY_FULL), "MORE_LOCKS_THAN_PLACES"));
            }
        }
    }

    /** The proposal: one line a place, in the order of the places. */
    public List<Line> lines(Assignment found, List<Pair> locks) {
        var locked = new HashSet<>(locks);
        var left = new int[snapshot.helpers().size()];
        for (var h = 0; h < left.length; h++) {
            left[h] = problem.capacity(h);
        }
        for (var agent : found.agentOf()) {
            if (agent >= 0) {
                left[agent]--;
            }
        }
        var lines = new ArrayList<Line>();
        var explained = 0;
        for (var j = 0; j < places.size(); j++) {
            var household = snapshot.households().get(places.get(j).household());
            var agent = found.agentOf()[j];
            if (agent >= 0) {
                var helper = towards(snapshot.helpers().get(agent), household);
                lines.add(new Line(
                        household,
                        places.get(j).position(),
                        helper,
                        MatchingPolicy.assess(helper, household, demand),
                        locked.contains(new Pair(household.id(), helper.id())),
                        Map.of(),
                        0));
                continue;
            }
            var blocked = new EnumMap<Veto, Integer>(Veto.class);
            var taken = 0;
            if (explained++ < MOST_EXPLAINED) {
                for (var helper : snapshot.helpers()) {
                    var vetoes = MatchingPolicy.vetoes(towards(helper, household), household, demand);
                    vetoes.forEach(veto -> blocked.merge(veto, 1, Integer::sum));
                    taken += vetoes.isEmpty() ? 1 : 0;
                }
            }
            lines.add(new Line(household, places.get(j).position(), null, null, false, blocked, taken));
        }
        return lines;
    }

    /** What would help the households whose places stay open; looks at a bounded number of them. */
    public WhatIf whatIf(Assignment found) {
        var place = new TreeMap<UUID, Integer>();
        var rule = new EnumMap<Veto, Integer>(Veto.class);
        var looked = 0;
        for (var j = 0; j < places.size() && looked < MOST_EXPLAINED; j++) {
            if (found.agentOf()[j] >= 0) {
                continue;
            }
            looked++;
            var household = snapshot.households().get(places.get(j).household());
            var single = new HashSet<Veto>();
            for (var helper : snapshot.helpers()) {
                var vetoes = MatchingPolicy.vetoes(towards(helper, household), household, demand);
                if (vetoes.isEmpty() || vetoes.equals(List.of(Veto.CAPACITY_FULL))) {
                    place.merge(helper.id(), 1, Integer::sum);
                } else if (vetoes.size() == 1) {
                    single.add(vetoes.get(0));
                }
            }
            single.forEach(veto -> rule.merge(veto, 1, Integer::sum));
        }
        var most = place.entrySet().stream()
                .sorted(Map.Entry.<UUID, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(10)
                .toList();
        var top = new LinkedHashMap<UUID, Integer>();
        most.forEach(e -> top.put(e.getKey(), e.getValue()));
        return new WhatIf(top, rule);
    }
}
