package org.jiedui.pairing.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who fits whom (PA-13): hard rules as vetoes, soft rules as points. Pure, so that candidates, proposals and later whole
 * matching runs judge alike.
 */
public final class MatchingPolicy {
    private MatchingPolicy() {}

    /** Best first: feasible before vetoed, then by score, then by fewest taken places, then by id. */
    public static final Comparator<Map.Entry<HelperFacts, Assessment>> BEST_FIRST = Comparator.comparing(
                    (Map.Entry<HelperFacts, Assessment> e) -> !e.getValue().feasible())
            .thenComparing(e -> -e.getValue().score())
            .thenComparing(e -> e.getKey().taken())
            .thenComparing(e -> e.getKey().id());

    /** Judges one helper side for one helped side. */
    public static Assessment assess(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var points = new EnumMap<MatchRule, Integer>(MatchRule.class);
        var score = 0;
        for (var rule : RULES) {
            var earned = points(rule, helper, helped);
            if (earned != UNKNOWN) {
                points.put(rule, earned);
                score += earned;
            }
        }
        return new Assessment(score, points, vetoes(helper, helped, demand));
    }

    /**
     * The same points weighted, for many pairs at once.
     *
     * @param weights by ordinal of the rule
     */
    public static int weighted(HelperFacts helper, HelpedFacts helped, int[] weights) {
        var sum = 0;
        for (var rule : RULES) {
            var earned = points(rule, helper, helped);
            if (earned != UNKNOWN) {
                sum += earned * weights[rule.ordinal()];
            }
        }
        return sum;
    }

    private static final MatchRule[] RULES = MatchRule.values();
    private static final int UNKNOWN = -1;

    /** Points of one rule, or {@link #UNKNOWN} when nothing is known that it could judge. */
    private static int points(MatchRule rule, HelperFacts helper, HelpedFacts helped) {
        return switch (rule) {
            case KIND_FITS_VILLAGE ->
                helped.trait() == null && !helper.kind().equals("RETIRED_CADRE")
                        ? UNKNOWN
                        : kindFits(helper, helped) ? rule.most() : 0;
            case SKILL_MEETS_NEED -> helped.wantedSkills().isEmpty() ? UNKNOWN : skillPoints(helper, helped);
            case NEAR -> rule.most() * nearness(helper.region(), helped.region()) / 4;
            case LIGHT_LOAD ->
                helper.places() <= 0
                        ? 0
                        : rule.most() * Math.max(0, helper.places() - helper.taken()) / helper.places();
            case PAST_EVALUATION ->
                helper.score() == null
                        ? UNKNOWN
                        : (int) Math.round(
                                Math.max(0, Math.min(100, helper.score().doubleValue())) * rule.most() / 100);
        };
    }

    private static int skillPoints(HelperFacts helper, HelpedFacts helped) {
        var met = 0;
        for (var skill : helped.wantedSkills()) {
            if (helper.skills().contains(skill)) {
                met++;
            }
        }
        // one met need is worth most, further ones add: 1 of 3 → 60 %, 2 of 3 → 80 %, all → 100 %
        var wanted = helped.wantedSkills().size();
        var share = met == 0 ? 0 : met == wanted ? 1 : 0.4 + 0.6 * met / wanted;
        return (int) Math.round(MatchRule.SKILL_MEETS_NEED.most() * share);
    }

    /** The hard rules that stand against it. */
    public static List<Veto> vetoes(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var personal = personalVetoes(helper, demand);
        var mutual = mutualVetoes(helper, helped, demand);
        if (mutual.isEmpty()) {
            return personal;
        }
        var all = new ArrayList<>(personal);
        all.addAll(mutual);
        all.sort(null);
        return List.copyOf(all);
    }

    /** The hard rules that stand against the helper whoever is to be helped. */
    public static List<Veto> personalVetoes(HelperFacts helper, Demand demand) {
        var vetoes = new ArrayList<Veto>();
        if (helper.taken() >= helper.places()) {
            vetoes.add(Veto.CAPACITY_FULL);
        }
        if (helper.availableFrom().isAfter(demand.from())
                || (helper.availableTo() != null && helper.availableTo().isBefore(demand.from()))) {
            vetoes.add(Veto.NOT_AVAILABLE);
        } else if (demand.to() != null
                && helper.availableTo() != null
                && helper.availableTo().isBefore(demand.to())) {
            vetoes.add(Veto.LEAVES_BEFORE_END);
        }
        if (helper.inNeed()) {
            vetoes.add(Veto.HELPER_IN_NEED);
        }
        if (!demand.helperKinds().isEmpty() && !demand.helperKinds().contains(helper.kind())) {
            vetoes.add(Veto.KIND_NOT_ALLOWED);
        }
        if (!demand.unitLevels().isEmpty() && !demand.unitLevels().contains(helper.unitLevel())) {
            vetoes.add(Veto.UNIT_LEVEL_NOT_ALLOWED);
        }
        if (helper.unfit()) {
            vetoes.add(Veto.EVALUATED_UNFIT);
        }
        return List.copyOf(vetoes);
    }

    /** The hard rules that stand between the two. */
    public static List<Veto> mutualVetoes(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var outside = !helped.region().startsWith(helper.serviceRegion());
        if (!outside
                && !helper.tied()
                && !helper.samePerson()
                && !helper.paired()
                && helped.presentUnits().isEmpty()) {
            return List.of();
        }
        var vetoes = new ArrayList<Veto>();
        if (outside) {
            vetoes.add(Veto.OUTSIDE_SERVICE_REGION);
        }
        if (helper.tied()) {
            vetoes.add(Veto.CONFLICT_OF_INTEREST);
        }
        if (helper.samePerson()) {
            vetoes.add(Veto.SAME_PERSON);
        }
        if (helper.paired()) {
            vetoes.add(Veto.ALREADY_PAIRED);
        }
        var departments = FormPolicy.departments(helped.presentUnits());
        if (demand.role().equals("PRIMARY")
                && departments > 0
                && departments < helped.requiredPartners()
                && helped.presentUnits().stream()
                        .map(FormPolicy::department)
                        .anyMatch(FormPolicy.department(helper.unit())::equals)) {
            vetoes.add(Veto.SAME_DEPARTMENT);
        }
        return List.copyOf(vetoes);
    }

    private static boolean kindFits(HelperFacts helper, HelpedFacts helped) {
        return switch (helper.kind()) {
            case "PARTY_GOVERNMENT_CADRE" -> helped.trait() == VillageTrait.WEAK;
            case "POLITICAL_LEGAL_CADRE" -> helped.trait() == VillageTrait.DISORDERLY;
            case "ECONOMIC_CADRE" -> helped.trait() == VillageTrait.POOR;
            case "TECHNICAL_CADRE" -> helped.trait() == VillageTrait.INDUSTRIAL;
            case "RETIRED_CADRE" ->
                helper.region().length() == 12 && helper.region().equals(helped.region());
            default -> false;
        };
    }

    /**
     * 4 same village, 3 same township, 2 same county, 1 same prefecture, 0 farther. A helper whose home is a whole county
     * counts as being in that county.
     */
    static int nearness(String one, String other) {
        var nearness = 0;
        for (var level : new int[] {4, 6, 9, 12}) {
            if (one.length() < level || other.length() < level || !one.regionMatches(0, other, 0, level)) {
                return nearness;
            }
            nearness++;
        }
        return nearness;
    }
}
