package org.jiedui.pairing.matching.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.MatchingPolicy;

/**
 * Weighted points of very many pairs by the one policy: it is asked once for all helpers and all households who are alike in
 * what a rule looks at, when the first pair of them is asked for, and for what only concerns the helper once for all households.
 */
final class PairScores {
    private final Demand demand;
    private final Map<MatchRule, Integer> weights;
    private final int[] own;
    private final List<Likeness> likenesses = new ArrayList<>();
    private HelpedFacts household;

    /** Helpers in classes by what one rule looks at, and their points for helped sides that are alike in it. */
    private static final class Likeness {
        private final MatchRule rule;
        private final int weight;
        private final int[] classOf;
        private final List<HelperFacts> first;
        private final Map<Object, int[]> known = new HashMap<>();
        private int[] points;

        Likeness(MatchRule rule, int weight, int[] classOf, List<HelperFacts> first) {
            this.rule = rule;
            this.weight = weight;
            this.classOf = classOf;
            this.first = first;
        }

        void turnTo(HelpedFacts household) {
            points = known.computeIfAbsent(MatchingPolicy.looksAt(rule, household), k -> {
                var none = new int[first.size()];
                Arrays.fill(none, UNKNOWN);
                return none;
            });
        }

        void add(int[] some, int[] sums, HelpedFacts household, Demand demand) {
            for (var x = 0; x < some.length; x++) {
                var alike = classOf[some[x]];
                if (points[alike] == UNKNOWN) {
                    points[alike] = weight * MatchingPolicy.points(rule, first.get(alike), household, demand);
                }
                sums[x] += points[alike];
            }
        }
    }

    private static final int UNKNOWN = -1;

    PairScores(List<HelperFacts> helpers, HelpedFacts any, Demand demand, Map<MatchRule, Integer> weights) {
        this.demand = demand;
        this.weights = weights;
        own = new int[helpers.size()];
        for (var rule : MatchRule.values()) {
            int weight = weights.get(rule);
            if (weight == 0 || demand.rules().most(rule) == 0) {
                continue;
            }
            if (MatchingPolicy.isPersonal(rule)) {
                for (var h = 0; h < own.length; h++) {
                    own[h] += MatchingPolicy.points(rule, helpers.get(h), any, demand) * weight;
                }
                continue;
            }
            var number = new HashMap<Object, Integer>();
            var first = new ArrayList<HelperFacts>();
            var classOf = new int[helpers.size()];
            for (var h = 0; h < classOf.length; h++) {
                var helper = helpers.get(h);
                classOf[h] = number.computeIfAbsent(MatchingPolicy.looksAt(rule, helper), k -> {
                    first.add(helper);
                    return first.size() - 1;
                });
            }
            likenesses.add(new Likeness(rule, weight, classOf, first));
        }
    }

    /** Turns to a household. */
    void of(HelpedFacts next) {
        household = next;
        likenesses.forEach(likeness -> likeness.turnTo(next));
    }

    /** Of helpers who are as they were given, by number; the same place of {@code sums} for each. */
    void of(int[] some, int[] sums) {
        for (var x = 0; x < some.length; x++) {
            sums[x] = own[some[x]];
        }
        for (var likeness : likenesses) {
            likeness.add(some, sums, household, demand);
        }
    }

    /** Of a helper with something between him and the household. */
    int of(HelperFacts helper) {
        var sum = 0;
        for (var rule : MatchRule.values()) {
            int weight = weights.get(rule);
            sum += weight == 0 ? 0 : weight * MatchingPolicy.points(rule, helper, household, demand);
        }
        return sum;
    }
}
