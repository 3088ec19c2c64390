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
        if (helped.trait() != null || helper.kind().equals("RETIRED_CADRE")) {
            points.put(MatchRule.KIND_FITS_VILLAGE, kindFits(helper, helped) ? MatchRule.KIND_FITS_VILLAGE.most() : 0);
        }
        if (!helped.wantedSkills().isEmpty()) {
            var met = helped.wantedSkills().stream()
                    .filter(helper.skills()::contains)
                    .count();
            // one met need is worth most, further ones add: 1 of 3 → 60 %, 2 of 3 → 80 %, all → 100 %
            var share = met == 0
                    ? 0
                    : met == helped.wantedSkills().size()
                            ? 1
                            : 0.4 + 0.6 * met / helped.wantedSkills().size();
            points.put(MatchRule.SKILL_MEETS_NEED, (int) Math.round(MatchRule.SKILL_MEETS_NEED.most() * share));
        }
        points.put(MatchRule.NEAR, MatchRule.NEAR.most() * nearness(helper.region(), helped.region()) / 4);
        points.put(
                MatchRule.LIGHT_LOAD,
                helper.places() <= 0
                        ? 0
                        : MatchRule.LIGHT_LOAD.most()
                                * Math.max(0, helper.places() - helper.taken())
                                / helper.places());
        if (helper.score() != null) {
            points.put(MatchRule.PAST_EVALUATION, (int) Math.round(
                    Math.max(0, Math.min(100, helper.score().doubleValue())) * MatchRule.PAST_EVALUATION.most() / 100));
        }
        var score = points.values().stream().mapToInt(Integer::intValue).sum();
        return new Assessment(score, points, vetoes(helper, helped, demand));
    }

    /** The hard rules that stand against it. */
    public static List<Veto> vetoes(HelperFacts helper, HelpedFacts helped, Demand demand) {
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
        if (!helped.region().startsWith(helper.serviceRegion())) {
            vetoes.add(Veto.OUTSIDE_SERVICE_REGION);
        }
        if (helper.tied()) {
            vetoes.add(Veto.CONFLICT_OF_INTEREST);
        }
        if (helper.samePerson()) {
            vetoes.add(Veto.SAME_PERSON);
        }
        if (helper.inNeed()) {
            vetoes.add(Veto.HELPER_IN_NEED);
        }
        if (helper.paired()) {
            vetoes.add(Veto.ALREADY_PAIRED);
        }
        if (!demand.helperKinds().isEmpty() && !demand.helperKinds().contains(helper.kind())) {
            vetoes.add(Veto.KIND_NOT_ALLOWED);
        }
        if (!demand.unitLevels().isEmpty() && !demand.unitLevels().contains(helper.unitLevel())) {
            vetoes.add(Veto.UNIT_LEVEL_NOT_ALLOWED);
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
        if (helper.unfit()) {
            vetoes.add(Veto.EVALUATED_UNFIT);
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
            if (one.length() < level
                    || other.length() < level
                    || !one.substring(0, level).equals(other.substring(0, level))) {
                return nearness;
            }
            nearness++;
        }
        return nearness;
    }
}
