package org.jiedui.pairing.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        var sum = 0;
        for (var rule : RULES) {
            var share = share(rule, helper, helped, demand);
            if (share != UNKNOWN) {
                var earned = points(share, demand.rules().most(rule));
                points.put(rule, earned);
                sum += earned;
            }
        }
        return new Assessment(score(sum, demand), points, vetoes(helper, helped, demand));
    }

    /** The score of {@link #assess} alone, for very many. */
    static int score(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var sum = 0;
        for (var rule : RULES) {
            sum += points(rule, helper, helped, demand);
        }
        return score(sum, demand);
    }

    private static int score(int sum, Demand demand) {
        var most = demand.rules().most();
        return most == 0 ? 0 : Math.round(100f * sum / most);
    }

    /** Points of one rule; 0 when nothing is known that it could judge. */
    public static int points(MatchRule rule, HelperFacts helper, HelpedFacts helped, Demand demand) {
        return Math.max(
                0, points(share(rule, helper, helped, demand), demand.rules().most(rule)));
    }

    /** Whether a rule looks at the helper alone, whoever is to be helped. */
    public static boolean isPersonal(MatchRule rule) {
        return rule == MatchRule.LIGHT_LOAD || rule == MatchRule.PAST_EVALUATION;
    }

    /** What of a helper a rule looks at; those who are alike in it get the same points for the same helped side. */
    public static Object looksAt(MatchRule rule, HelperFacts helper) {
        return switch (rule) {
            // only of those who are to help at home the home counts
            case KIND_FITS_VILLAGE ->
                fitsAs(helper).equals(AT_HOME) ? List.of(AT_HOME, helper.region()) : fitsAs(helper);
            case SKILL_MEETS_NEED -> helper.skills();
            case NEAR -> helper.region();
            case LIGHT_LOAD -> List.of(helper.places(), helper.taken());
            case PAST_EVALUATION -> Optional.ofNullable(helper.score());
            case DIALECT -> helper.languages();
            case MUTUAL_WISH -> helper.wishes();
            case CONTINUITY -> helper.former();
        };
    }

    /** What of a helped side a rule looks at; those who are alike in it give the same points to the same helper. */
    public static Object looksAt(MatchRule rule, HelpedFacts helped) {
        return switch (rule) {
            case KIND_FITS_VILLAGE -> List.of(helped.traits(), helped.region());
            case SKILL_MEETS_NEED -> helped.wantedSkills();
            case NEAR -> helped.region();
            case DIALECT -> helped.dialects();
            case LIGHT_LOAD, PAST_EVALUATION, MUTUAL_WISH, CONTINUITY -> rule;
        };
    }

    private static final MatchRule[] RULES = MatchRule.values();
    private static final int UNKNOWN = -1;

    /** Retired cadres help in the village that they come from. */
    private static final String AT_HOME = "RETIRED_CADRE";

    /** A share that is whole. */
    private static final int WHOLE = 1_000;

    /** A way of so many minutes or more counts as far. */
    private static final int FAR_MINUTES = 240;

    private static int points(int share, int most) {
        return (share * most + WHOLE / 2) / WHOLE;
    }

    /** How far a helper has what one rule asks for, 0–1000, or {@link #UNKNOWN} when nothing is known that it could judge. */
    private static int share(MatchRule rule, HelperFacts helper, HelpedFacts helped, Demand demand) {
        return switch (rule) {
            case KIND_FITS_VILLAGE ->
                helped.traits().isEmpty() && !fitsAs(helper).equals(AT_HOME)
                        ? UNKNOWN
                        : kindFits(helper, helped) ? WHOLE : 0;
            case SKILL_MEETS_NEED -> helped.wantedSkills().isEmpty() ? UNKNOWN : skillShare(helper, helped);
            case NEAR -> near(helper, helped, demand);
            case LIGHT_LOAD ->
                helper.places() <= 0 ? 0 : WHOLE * Math.max(0, helper.places() - helper.taken()) / helper.places();
            case PAST_EVALUATION ->
                helper.score() == null
                        ? UNKNOWN
                        : (int) Math.round(
                                Math.max(0, Math.min(100, helper.score().doubleValue())) * WHOLE / 100);
            case DIALECT ->
                helped.dialects().isEmpty() || helper.languages().isEmpty()
                        ? UNKNOWN
                        : Collections.disjoint(helper.languages(), helped.dialects()) ? 0 : WHOLE;
            case MUTUAL_WISH -> WHOLE * helper.wishes() / 2;
            case CONTINUITY -> helper.former() ? WHOLE : 0;
        };
    }

    private static int near(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var minutes = demand.roads().minutes(helper.region(), helped.region());
        return minutes == Roads.UNKNOWN
                ? WHOLE * nearness(helper.region(), helped.region()) / 4
                : WHOLE * Math.max(0, FAR_MINUTES - minutes) / FAR_MINUTES;
    }

    private static int skillShare(HelperFacts helper, HelpedFacts helped) {
        var met = 0;
        for (var skill : helped.wantedSkills()) {
            if (helper.skills().contains(skill)) {
                met++;
            }
        }
        // one met need is worth most, further ones add: 1 of 3 → 60 %, 2 of 3 → 80 %, all → 100 %
        var wanted = helped.wantedSkills().size();
        return met == 0 ? 0 : met == wanted ? WHOLE : 400 + 600 * met / wanted;
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
        } else if (onLeave(helper, demand.from())) {
            vetoes.add(Veto.ON_LEAVE);
        } else if (helper.availableTo() != null
                // a team that goes has nobody who looks after what was paired with it since
                && (demand.to() == null
                        ? helper.side().equals("TEAM")
                        : helper.availableTo().isBefore(demand.to()))) {
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

    private static boolean onLeave(HelperFacts helper, LocalDate day) {
        return helper.absentFrom() != null
                && !day.isBefore(helper.absentFrom())
                && (helper.absentUntil() == null || day.isBefore(helper.absentUntil()));
    }

    /** The hard rules that stand between the two. */
    public static List<Veto> mutualVetoes(HelperFacts helper, HelpedFacts helped, Demand demand) {
        var outside = !helped.region().startsWith(helper.serviceRegion());
        if (!outside
                && !helper.tied()
                && !helper.samePerson()
                && !helper.paired()
                && helped.presentUnits().isEmpty()
                && !demand.rules().vetoes()) {
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
        if (demand.role().equals("PRIMARY")
                && helped.requiredPartners() > 1
                && !helped.presentUnits().isEmpty()
                && FormPolicy.departments(helped.presentUnits()) < helped.requiredPartners()
                && helped.presentUnits().stream()
                        .map(FormPolicy::department)
                        .anyMatch(FormPolicy.department(helper.unit())::equals)) {
            vetoes.add(Veto.SAME_DEPARTMENT);
        }
        for (var rule : RULES) {
            var atLeast = demand.rules().atLeast(rule);
            if (atLeast != null) {
                // what is not known vetoes nobody
                var share = share(rule, helper, helped, demand);
                if (share != UNKNOWN && share * 100 < atLeast * WHOLE) {
                    vetoes.add(rule.veto());
                }
            }
        }
        return List.copyOf(vetoes);
    }

    /** A team fits villages as its leader does. */
    private static String fitsAs(HelperFacts helper) {
        return helper.leaderKind() == null ? helper.kind() : helper.leaderKind();
    }

    private static boolean kindFits(HelperFacts helper, HelpedFacts helped) {
        return switch (fitsAs(helper)) {
            case "PARTY_GOVERNMENT_CADRE" -> helped.traits().contains(VillageTrait.WEAK);
            case "POLITICAL_LEGAL_CADRE" -> helped.traits().contains(VillageTrait.DISORDERLY);
            case "ECONOMIC_CADRE" -> helped.traits().contains(VillageTrait.POOR);
            case "TECHNICAL_CADRE" -> helped.traits().contains(VillageTrait.INDUSTRIAL);
            case AT_HOME -> helper.region().length() == 12 && helper.region().equals(helped.region());
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
