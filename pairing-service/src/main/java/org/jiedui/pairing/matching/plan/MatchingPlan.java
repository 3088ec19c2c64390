package org.jiedui.pairing.matching.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiedui.pairing.matching.Assessment;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.MatchingPolicy;
import org.jiedui.pairing.matching.RuleBook;
import org.jiedui.pairing.matching.Veto;
import org.jiedui.pairing.matching.engine.Assignment;
import org.jiedui.pairing.matching.engine.AssignmentProblem;

/**
 * Turns households, helpers and rules into a problem for the engine, and what the engine found back into a proposal with
 * reasons (PA-14). Pure. Every missing place of a household is a job, every helper an agent with its free places; the cost
 * of a pair is what its weighted score lacks to the best possible one, and an open place costs more than any pair. Where
 * work-load counts, a pair takes minutes of its helper's places instead of one place.
 */
public final class MatchingPlan {
    private static final int COUNTY_DIGITS = 6;
    private static final int SCALE = 100;
    private static final int MOST_EXPLAINED = 500;
    private static final int MOST_NAMED = 10;

    private final Snapshot snapshot;
    private final Demand demand;
    private final Map<String, Demand> demands = new HashMap<>();
    private final Map<MatchRule, Integer> weights;
    private final Workload workload;
    private final Set<UUID> gone;
    private final Map<UUID, Integer> helperIndex = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final AssignmentProblem problem;
    private List<List<Veto>> personal = List.of();
    private final List<Contradiction> contradictions = new ArrayList<>();

    /**
     * What is known when the run begins.
     *
     * @param households that are to be helped, with their present helpers' departments
     * @param present helpers who are paired with a household now, by household
     * @param helpers all who could serve in the region; facts towards one household (tied, paired, same person) are not set
     * @param tied declared members and relatives, by household
     * @param former helpers who were paired with a household and are no more
     * @param wishes how many of the two sides wish for each other, by household and helper
     * @param movable present pairings that the run may give to other helpers, by household; neither in {@code present} nor
     *     among the departments nor among the taken places. One that its helper may not keep, or whose household is not
     *     among these, holds its place all the same: nobody can tell that it will be given to another one
     */
    public record Snapshot(
            List<HelpedFacts> households,
            Map<UUID, Set<UUID>> present,
            List<HelperFacts> helpers,
            Map<UUID, Set<UUID>> tied,
            Map<UUID, Set<UUID>> former,
            Map<UUID, Map<UUID, Integer>> wishes,
            Map<UUID, List<Present>> movable) {
        /** Without former pairings and wishes; present pairings stay. */
        public Snapshot(
                List<HelpedFacts> households,
                Map<UUID, Set<UUID>> present,
                List<HelperFacts> helpers,
                Map<UUID, Set<UUID>> tied) {
            this(households, present, helpers, tied, Map.of(), Map.of(), Map.of());
        }

        /** Locks of somebody who is not among these to be helped: no part of them would miss one. */
        public List<Contradiction> unknown(List<Pair> locks) {
            var known = households.stream().map(HelpedFacts::id).collect(Collectors.toSet());
            return locks.stream()
                    .filter(lock -> !known.contains(lock.household()))
                    .map(lock -> new Contradiction(lock, List.of(), Fault.UNKNOWN_HOUSEHOLD))
                    .toList();
        }

        /**
         * The same in parts that share no helper, which take less memory and less time one after the other: by county, when
         * nobody serves in more than one; else the whole.
         */
        public List<Snapshot> parts() {
            if (helpers.stream().anyMatch(helper -> helper.serviceRegion().length() < COUNTY_DIGITS)
                    || households.stream()
                            .anyMatch(household -> household.region().length() < COUNTY_DIGITS)) {
                return List.of(this);
            }
            var countyOf = new HashMap<UUID, String>();
            var helped = new TreeMap<String, List<HelpedFacts>>();
            households.forEach(household -> {
                var county = household.region().substring(0, COUNTY_DIGITS);
                countyOf.put(household.id(), county);
                helped.computeIfAbsent(county, k -> new ArrayList<>()).add(household);
            });
            var helping = new HashMap<String, List<HelperFacts>>();
            helpers.forEach(helper -> {
                var county = helper.serviceRegion().substring(0, COUNTY_DIGITS);
                countyOf.put(helper.id(), county);
                helping.computeIfAbsent(county, k -> new ArrayList<>()).add(helper);
            });
            // a pairing counts where its household is and where its helper's places are
            var moving = new HashMap<String, Map<UUID, List<Present>>>();
            movable.forEach((household, pairings) -> Stream.concat(
                            Stream.of(household), pairings.stream().map(Present::helper))
                    .map(countyOf::get)
                    .filter(Objects::nonNull)
                    .forEach(county ->
                            moving.computeIfAbsent(county, k -> new HashMap<>()).put(household, pairings)));
            var parts = new ArrayList<Snapshot>();
            helped.forEach((county, some) -> parts.add(new Snapshot(
                    some,
                    present,
                    helping.getOrDefault(county, List.of()),
                    tied,
                    former,
                    wishes,
                    moving.getOrDefault(county, Map.of()))));
            return parts;
        }
    }

    /**
     * Households take time from their helper's: a place is worth so many minutes, and a pair takes the base and the way
     * there and back, but never less than a place.
     *
     * @param minutesPerPlace 1–100 000
     * @param baseMinutes 0–100 000, without the way
     */
    public record Workload(int minutesPerPlace, int baseMinutes) {
        int minutes(int oneWay) {
            return Math.max(minutesPerPlace, baseMinutes + 2 * Math.max(0, oneWay));
        }
    }

    /** A present pairing and its helper. */
    public record Present(UUID pairing, UUID helper) {}

    /** What a line does to the present pairings. */
    public enum Kind {
        /** The pairing stays with its helper. */
        KEPT,
        /** The pairing gets another helper. */
        CHANGED,
        /** A pairing begins. */
        NEW,
        /** Nobody was found; a present pairing of the place stays as it is. */
        OPEN
    }

    /** Two sides of a lock or a veto of the office. */
    public record Pair(UUID household, UUID helper) {}

    /** One missing place of a household. */
    public record Place(int household, int position) {}

    /** Why a lock cannot be kept. */
    public enum Fault {
        UNKNOWN_HOUSEHOLD("帮扶对象不在本次匹配范围内", "The helped side is not among those of the run"),
        UNKNOWN_HELPER("帮扶责任人不能在当地服务", "The helper is not among those who could serve there"),
        MORE_LOCKS_THAN_PLACES("锁定多于待补名额", "More locks than places that are to be filled"),
        SAME_DEPARTMENT("为同一对象锁定的帮扶责任人来自同一部门", "Helpers of one department are locked for one helped side"),
        LOCKED_AND_VETOED("既锁定又排除", "Locked and vetoed"),
        RULES_FORBID("规则不允许", "Rules forbid it"),
        NOT_KEPT("未找到保留该锁定的方案", "No proposal was found that keeps it");

        private final String zh;
        private final String en;

        Fault(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** The sentence in Chinese. */
        public String zh() {
            return zh;
        }

        /** The sentence in English. */
        public String en() {
            return en;
        }
    }

    /** A lock that cannot be kept, with what stands against it. */
    public record Contradiction(Pair lock, List<Veto> vetoes, Fault fault) {}

    /**
     * One proposed pair, or an open place (helper null) with how many helpers each rule keeps away.
     *
     * @param blocked null: nobody has looked, as there are too many open places
     * @param present the pairing that is kept or changed, or null
     */
    public record Line(
            HelpedFacts household,
            int position,
            HelperFacts helper,
            Assessment assessment,
            boolean locked,
            Map<Veto, Integer> blocked,
            int takenByOthers,
            Kind kind,
            UUID present) {
        Line of(Kind other, UUID pairing) {
            return new Line(household, position, helper, assessment, locked, blocked, takenByOthers, other, pairing);
        }
    }

    /**
     * What would help at least so many of the places that stay open.
     *
     * @param onePlaceMore by one more place of a helper: one, as it serves one; who could choose among most comes first
     * @param withinReach among how many open places these helpers could choose
     * @param ruleRelaxed by helpers with a place left whom nothing but this rule keeps away
     */
    public record WhatIf(
            Map<UUID, Integer> onePlaceMore, Map<UUID, Integer> withinReach, Map<Veto, Integer> ruleRelaxed) {
        /** Nothing was looked at. */
        public static final WhatIf NOTHING = new WhatIf(Map.of(), Map.of());

        WhatIf(Map<UUID, Integer> reach, Map<Veto, Integer> ruleRelaxed) {
            this(new LinkedHashMap<>(), most(reach), ruleRelaxed);
            withinReach.keySet().forEach(helper -> onePlaceMore.put(helper, 1));
        }

        /** Of two parts together. */
        public WhatIf and(WhatIf other) {
            var reach = new HashMap<>(withinReach);
            other.withinReach.forEach((helper, places) -> reach.merge(helper, places, Integer::sum));
            var rule = new TreeMap<>(ruleRelaxed);
            other.ruleRelaxed.forEach((veto, more) -> rule.merge(veto, more, Integer::sum));
            return new WhatIf(reach, rule);
        }

        private static Map<UUID, Integer> most(Map<UUID, Integer> place) {
            var top = new LinkedHashMap<UUID, Integer>();
            place.entrySet().stream()
                    .sorted(Map.Entry.<UUID, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_NAMED)
                    .forEach(e -> top.put(e.getKey(), e.getValue()));
            return top;
        }
    }

    /** A plan in which every pair takes one place. */
    public MatchingPlan(
            Snapshot snapshot, Demand demand, Map<MatchRule, Integer> weights, List<Pair> locks, List<Pair> vetoes) {
        this(snapshot, demand, weights, locks, vetoes, null, Set.of());
    }

    /**
     * A plan.
     *
     * @param weights per cent of what a rule counts for; left out: 100
     * @param workload null: every pair takes one place
     * @param gone helpers who have dropped out and get no place
     */
    public MatchingPlan(
            Snapshot snapshot,
            Demand demand,
            Map<MatchRule, Integer> weights,
            List<Pair> locks,
            List<Pair> vetoes,
            Workload workload,
            Set<UUID> gone) {
        this.gone = gone;
        this.workload = workload;
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
        var vetoed = new HashSet<>(vetoes);
        this.problem = problem(lockOf, vetoed);
        // those too of whom no place is missing
        snapshot.households().stream()
                .filter(household -> lockOf.containsKey(household.id()))
                .forEach(household -> check(household, lockOf.get(household.id()), vetoed));
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

    private int best(RuleBook book) {
        var sum = 0;
        for (var rule : MatchRule.values()) {
            sum += book.most(rule) * weights.get(rule);
        }
        return sum;
    }

    /** What is asked for a household, by the rules of its division. */
    private Demand demand(HelpedFacts household) {
        return demand.below().isEmpty() ? demand : demands.computeIfAbsent(household.region(), demand::in);
    }

    private HelperFacts towards(HelperFacts helper, HelpedFacts household) {
        return new Ties(snapshot, household.id()).towards(helper);
    }

    /** What stands between one household and some helpers; looked up once a household. */
    private record Ties(Set<UUID> tied, Set<UUID> present, Set<UUID> former, Map<UUID, Integer> wishes) {
        Ties(Snapshot snapshot, UUID household) {
            this(
                    snapshot.tied().getOrDefault(household, Set.of()),
                    snapshot.present().getOrDefault(household, Set.of()),
                    snapshot.former().getOrDefault(household, Set.of()),
                    snapshot.wishes().getOrDefault(household, Map.of()));
        }

        HelperFacts towards(HelperFacts helper) {
            var id = helper.id();
            return tied.contains(id) || present.contains(id) || former.contains(id) || wishes.containsKey(id)
                    ? helper.towards(
                            tied.contains(id), present.contains(id), former.contains(id), wishes.getOrDefault(id, 0))
                    : helper;
        }
    }

    private AssignmentProblem problem(Map<UUID, List<UUID>> lockOf, Set<Pair> vetoed) {
        for (var k = 0; k < snapshot.households().size(); k++) {
            var missing = missing(snapshot.households().get(k));
            for (var p = 0; p < missing; p++) {
                places.add(new Place(k, p));
            }
        }
        var helpers = snapshot.helpers();
        personal = new ArrayList<>(helpers.size());
        helpers.forEach(helper ->
                personal.add(gone.contains(helper.id()) ? GONE : MatchingPolicy.personalVetoes(helper, demand)));
        var keepable = new HashSet<UUID>();
        var held = held(vetoed, keepable);
        var builder = new AssignmentProblem.Builder(places.size(), helpers.size());
        var departments = new HashMap<String, Integer>();
        var departmentOf = new int[helpers.size()];
        for (var h = 0; h < helpers.size(); h++) {
            var free = gone.contains(helpers.get(h).id())
                    ? 0
                    : Math.max(0, helpers.get(h).places() - helpers.get(h).taken() - held[h]);
            builder.agent(h, workload == null ? free : free * workload.minutesPerPlace());
            departmentOf[h] = departments.computeIfAbsent(
                    FormPolicy.department(helpers.get(h).unit()), d -> departments.size());
            builder.department(h, departmentOf[h]);
        }
        var best = Stream.concat(Stream.of(demand.rules()), demand.below().values().stream())
                .mapToInt(this::best)
                .max()
                .getAsInt();
        // a lock costs 100 times the best; where that is too much for the engine, finer differences are lost
        var scale = (int) (100L * (best + SCALE) / AssignmentProblem.MOST_COST) + 1;
        var open = (long) best / scale * 10 + SCALE;
        // rules are the same for most households
        var scoresOf = new IdentityHashMap<RuleBook, PairScores>();
        var serving = new Serving(helpers, personal);
        var agents = new int[helpers.size()];
        var costs = new int[helpers.size()];
        var loads = new int[helpers.size()];
        var sums = new int[helpers.size()];
        var size = 0;
        for (var place : places) {
            var household = snapshot.households().get(place.household());
            var locks = lockOf.getOrDefault(household.id(), List.of());
            if (place.position() == 0) {
                size = 0;
                var ties = new Ties(snapshot, household.id());
                var asked = demand(household);
                var scores = scoresOf.computeIfAbsent(
                        asked.rules(), book -> new PairScores(helpers, household, asked, weights));
                scores.of(household);
                var bestHere = best(asked.rules());
                var some = serving.in(household.region());
                scores.of(some, sums);
                // who serves there has only to do with the household by what is between the two
                var unbound =
                        household.presentUnits().isEmpty() && !asked.rules().vetoes();
                for (var x = 0; x < some.length; x++) {
                    var h = some[x];
                    var given = helpers.get(h);
                    var helper = ties.towards(given);
                    if (((unbound && helper == given)
                                    || MatchingPolicy.mutualVetoes(helper, household, asked)
                                            .isEmpty())
                            && (vetoed.isEmpty() || !vetoed.contains(new Pair(household.id(), helper.id())))) {
                        agents[size] = h;
                        loads[size] = load(helper, household);
                        costs[size++] = (bestHere - (helper == given ? sums[x] : scores.of(helper))) / scale;
                    }
                }
            }
            var lock = place.position() < locks.size() ? helperIndex.get(locks.get(place.position())) : null;
            // a locked place stands alone, and the other ones of its household keep out of its department: so all that
            // are
            // in one group are alike, and it stays a flow
            var locked = locks.isEmpty()
                    ? Set.<Integer>of()
                    : locks.stream()
                            .limit(Math.min(place.position(), locks.size()))
                            .map(helperIndex::get)
                            .filter(Objects::nonNull)
                            .map(h -> departmentOf[h])
                            .collect(Collectors.toSet());
            // a lock comes before everything that is no lock, and so does a present pairing: where it gets nobody it
            // goes on
            // and takes the place that the plan counts as free. All places of the household, so that it stays a flow
            builder.job(
                    lock == null && !keepable.contains(household.id()) ? open : 10 * open,
                    lock == null && missing(household) - locks.size() > 1 ? place.household() : -1);
            for (var x = 0; x < size; x++) {
                if ((lock == null || agents[x] == lock)
                        && (locked.isEmpty() || !locked.contains(departmentOf[agents[x]]))) {
                    builder.arc(agents[x], loads[x], costs[x]);
                }
            }
        }
        return builder.build();
    }

    /** Helpers whom nothing of their own keeps away, by the division that they serve; found once for all who are alike. */
    private static final class Serving {
        private final Map<String, List<Integer>> byDivision = new HashMap<>();
        private final Map<String, int[]> known = new HashMap<>();

        Serving(List<HelperFacts> helpers, List<List<Veto>> personal) {
            for (var h = 0; h < helpers.size(); h++) {
                if (personal.get(h).isEmpty()) {
                    byDivision
                            .computeIfAbsent(helpers.get(h).serviceRegion(), k -> new ArrayList<>())
                            .add(h);
                }
            }
        }

        /** Numbers of those who serve a division, in their order. */
        int[] in(String region) {
            var nearest = region;
            while (!nearest.isEmpty() && !byDivision.containsKey(nearest)) {
                nearest = nearest.substring(0, nearest.length() - 1);
            }
            return known.computeIfAbsent(nearest, this::find);
        }

        private int[] find(String nearest) {
            var found = IntStream.builder();
            for (var digits = 0; digits <= nearest.length(); digits++) {
                byDivision.getOrDefault(nearest.substring(0, digits), List.of()).forEach(found::add);
            }
            return found.build().sorted().toArray();
        }
    }

    /** Places of helpers, by number, that present pairings hold whatever is planned; adds households with another one. */
    private int[] held(Set<Pair> vetoed, Set<UUID> keepable) {
        var households = new HashMap<UUID, HelpedFacts>();
        snapshot.households().forEach(household -> households.put(household.id(), household));
        var held = new int[snapshot.helpers().size()];
        snapshot.movable().forEach((id, pairings) -> {
            var household = households.get(id);
            for (var pairing : pairings) {
                var index = helperIndex.get(pairing.helper());
                if (index == null) {
                    continue;
                }
                if (household == null
                        || vetoed.contains(new Pair(id, pairing.helper()))
                        || !vetoes(index, new Ties(snapshot, id), household).isEmpty()) {
                    held[index]++;
                } else {
                    keepable.add(id);
                }
            }
        });
        return held;
    }

    /** Places that are to be filled: as many as the form asks for, and no fewer than pairings were taken up. */
    private int missing(HelpedFacts household) {
        return Math.max(
                household.missing(),
                snapshot.movable().getOrDefault(household.id(), List.of()).size());
    }

    private void check(HelpedFacts household, List<UUID> locks, Set<Pair> vetoed) {
        var missing = missing(household);
        if (locks.size() > missing) {
            contradictions.add(new Contradiction(
                    new Pair(household.id(), locks.get(missing)), List.of(), Fault.MORE_LOCKS_THAN_PLACES));
        }
        var departments = new HashSet<String>();
        for (var lock : locks) {
            var index = helperIndex.get(lock);
            var pair = new Pair(household.id(), lock);
            if (index == null) {
                contradictions.add(new Contradiction(pair, List.of(), Fault.UNKNOWN_HELPER));
            } else if (!departments.add(
                    FormPolicy.department(snapshot.helpers().get(index).unit()))) {
                contradictions.add(new Contradiction(pair, List.of(), Fault.SAME_DEPARTMENT));
            } else if (vetoed.contains(pair)) {
                contradictions.add(new Contradiction(pair, List.of(), Fault.LOCKED_AND_VETOED));
            } else {
                var against = MatchingPolicy.vetoes(
                        towards(snapshot.helpers().get(index), household), household, demand(household));
                if (!against.isEmpty()) {
                    contradictions.add(new Contradiction(pair, against, Fault.RULES_FORBID));
                }
            }
        }
    }

    private void checkPlaces(List<Pair> locks) {
        var regions = new HashMap<UUID, String>();
        snapshot.households().forEach(household -> regions.put(household.id(), household.region()));
        var wanted = new HashMap<UUID, Integer>();
        for (var lock : locks) {
            var index = helperIndex.get(lock.helper());
            if (index == null || !regions.containsKey(lock.household())) {
                continue;
            }
            var load = workload == null
                    ? 1
                    : workload.minutes(demand.roads()
                            .minutes(snapshot.helpers().get(index).region(), regions.get(lock.household())));
            var before = wanted.getOrDefault(lock.helper(), 0);
            wanted.put(lock.helper(), before + load);
            var free = problem.capacity(index);
            // what keeps the helper himself away was told already
            if (personal.get(index).isEmpty() && before <= free && before + load > free) {
                contradictions.add(new Contradiction(lock, List.of(Veto.CAPACITY_FULL), Fault.MORE_LOCKS_THAN_PLACES));
            }
        }
    }

    /** Locks that a solution of this problem leaves out: the search has ended early, or a pairing that goes on came first. */
    public List<Contradiction> unkept(Assignment found, List<Pair> locks) {
        var missed = new HashSet<>(locks);
        missed.removeAll(
                snapshot.unknown(locks).stream().map(Contradiction::lock).toList());
        for (var j = 0; j < places.size(); j++) {
            if (found.agentOf()[j] >= 0) {
                missed.remove(new Pair(
                        snapshot.households().get(places.get(j).household()).id(),
                        snapshot.helpers().get(found.agentOf()[j]).id()));
            }
        }
        return locks.stream()
                .filter(missed::contains)
                .map(lock -> new Contradiction(lock, List.of(), Fault.NOT_KEPT))
                .toList();
    }

    private static final List<Veto> FULL = List.of(Veto.CAPACITY_FULL);

    private static final List<Veto> GONE = List.of(Veto.NOT_AVAILABLE);

    /** All that stands between a helper, by number, and a household. */
    private List<Veto> vetoes(int helper, Ties ties, HelpedFacts household) {
        var towards = ties.towards(snapshot.helpers().get(helper));
        return gone.contains(towards.id())
                        || MatchingPolicy.mutualVetoes(towards, household, demand(household))
                                .isEmpty()
                ? personal.get(helper)
                : MatchingPolicy.vetoes(towards, household, demand(household));
    }

    /** The proposal: one line a place, in the order of the places. */
    public List<Line> lines(Assignment found, List<Pair> locks) {
        var locked = new HashSet<>(locks);
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
                        MatchingPolicy.assess(helper, household, demand(household)),
                        locked.contains(new Pair(household.id(), helper.id())),
                        Map.of(),
                        0,
                        Kind.NEW,
                        null));
                continue;
            }
            var blocked = new EnumMap<Veto, Integer>(Veto.class);
            var taken = 0;
            var explain = explained++ < MOST_EXPLAINED;
            if (explain) {
                var ties = new Ties(snapshot, household.id());
                for (var h = 0; h < snapshot.helpers().size(); h++) {
                    var vetoes = vetoes(h, ties, household);
                    vetoes.forEach(veto -> blocked.merge(veto, 1, Integer::sum));
                    taken += vetoes.isEmpty() ? 1 : 0;
                }
            }
            lines.add(new Line(
                    household,
                    places.get(j).position(),
                    null,
                    null,
                    false,
                    explain ? blocked : null,
                    taken,
                    Kind.OPEN,
                    null));
        }
        return compared(lines);
    }

    /** Says of each line what it does to the present pairings: as many as can be are kept. */
    private List<Line> compared(List<Line> lines) {
        var left = new HashMap<UUID, List<Present>>();
        snapshot.movable().forEach((household, present) -> left.put(household, new ArrayList<>(present)));
        var compared = new ArrayList<>(lines);
        compared.replaceAll(line -> {
            var present = line.helper() == null
                    ? null
                    : take(left.get(line.household().id()), line.helper().id());
            return present == null ? line : line.of(Kind.KEPT, present);
        });
        compared.replaceAll(line -> {
            var present = line.kind() == Kind.KEPT
                    ? null
                    : take(left.get(line.household().id()), null);
            return present == null ? line : line.of(line.kind() == Kind.OPEN ? Kind.OPEN : Kind.CHANGED, present);
        });
        return compared;
    }

    /** Takes the pairing of a helper, or whichever comes first, out of the list; null: none. */
    private static UUID take(List<Present> present, UUID helper) {
        if (present != null) {
            for (var each : present) {
                if (helper == null || each.helper().equals(helper)) {
                    present.remove(each);
                    return each.pairing();
                }
            }
        }
        return null;
    }

    /** Who has each place now, by number of the helper, -1 for nobody: what is to be kept as far as can be. */
    public int[] present() {
        return assigned(household -> snapshot.movable().getOrDefault(household, List.of()).stream()
                .map(Present::helper)
                .toList());
    }

    /** The same for what an earlier run proposed. */
    public int[] proposed(Map<UUID, List<UUID>> helpersOf) {
        return assigned(household -> helpersOf.getOrDefault(household, List.of()));
    }

    private int[] assigned(Function<UUID, List<UUID>> helpersOf) {
        var agents = new int[places.size()];
        for (var j = 0; j < agents.length; j++) {
            var of = helpersOf.apply(
                    snapshot.households().get(places.get(j).household()).id());
            var position = places.get(j).position();
            var helper = position < of.size() ? helperIndex.get(of.get(position)) : null;
            // who is gone has no arc, yet his places are the ones to mend
            agents[j] =
                    helper == null || (problem.arc(j, helper) < 0 && !gone.contains(of.get(position))) ? -1 : helper;
        }
        return agents;
    }

    /** Number of a helper, -1 when not among those who could serve. */
    public int indexOf(UUID helper) {
        return helperIndex.getOrDefault(helper, -1);
    }

    /** What would help the households whose places stay open; looks at a bounded number of them. */
    public WhatIf whatIf(Assignment found) {
        var left = left(found);
        var reach = new HashMap<UUID, Integer>();
        var rule = new EnumMap<Veto, Integer>(Veto.class);
        // what each rule's helpers have left when those before are helped
        var spare = new EnumMap<Veto, int[]>(Veto.class);
        var looked = 0;
        for (var j = 0; j < places.size() && looked < MOST_EXPLAINED; j++) {
            if (found.agentOf()[j] >= 0) {
                continue;
            }
            looked++;
            var household = snapshot.households().get(places.get(j).household());
            var beside = departmentsBeside(j, found);
            var relaxed = EnumSet.noneOf(Veto.class);
            var ties = new Ties(snapshot, household.id());
            for (var h = 0; h < left.length; h++) {
                if (beside.contains(problem.department(h))) {
                    continue;
                }
                var vetoes = vetoes(h, ties, household);
                var load = load(snapshot.helpers().get(h), household);
                if (vetoes.isEmpty() || vetoes.equals(FULL)) {
                    if (left[h] < load) {
                        reach.merge(snapshot.helpers().get(h).id(), 1, Integer::sum);
                    }
                } else if (vetoes.size() == 1 && left[h] >= load && !relaxed.contains(vetoes.get(0))) {
                    var room = spare.computeIfAbsent(vetoes.get(0), veto -> left.clone());
                    if (room[h] >= load) {
                        room[h] -= load;
                        relaxed.add(vetoes.get(0));
                    }
                }
            }
            relaxed.forEach(veto -> rule.merge(veto, 1, Integer::sum));
        }
        return new WhatIf(reach, rule);
    }

    /** What a solution leaves of the places of each helper, in minutes where work-load counts. */
    private int[] left(Assignment found) {
        var left = new int[snapshot.helpers().size()];
        for (var h = 0; h < left.length; h++) {
            left[h] = problem.capacity(h);
        }
        for (var j = 0; j < places.size(); j++) {
            var agent = found.agentOf()[j];
            if (agent >= 0) {
                left[agent] -= problem.loadOf(problem.arc(j, agent));
            }
        }
        return left;
    }

    /** What a pair takes of its helper's places. */
    private int load(HelperFacts helper, HelpedFacts household) {
        return workload == null ? 1 : workload.minutes(demand.roads().minutes(helper.region(), household.region()));
    }

    /** Departments that a solution finds for the other places of the same household. */
    private Set<Integer> departmentsBeside(int place, Assignment found) {
        var household = places.get(place).household();
        var departments = new HashSet<Integer>();
        for (var j = place - places.get(place).position();
                j < places.size() && places.get(j).household() == household;
                j++) {
            if (found.agentOf()[j] >= 0) {
                departments.add(problem.department(found.agentOf()[j]));
            }
        }
        return departments;
    }
}
