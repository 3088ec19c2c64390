package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * From answers to scores and bands (EV-07). Pure and deterministic; the order of the input does not matter.
 *
 * <ol>
 *   <li>Item: {@code (score − min) × 100 ÷ (max − min)}.
 *   <li>Answer: mean of its items by their weights; optional items left out give their weight to the others; moved by its
 *       rater's shift, if there is one, within 0 to 100.
 *   <li>Path: mean of its answers.
 *   <li>Composite: mean of the paths that have answers by their weights: the weight of a missing path goes to the others in
 *       proportion. All divisions round half up to 6 places; the score is the composite rounded half up to 2 places.
 *   <li>Band by the score. Misconduct: the lowest band. Otherwise fewer meetings than required, where the figure is known:
 *       one band down.
 *   <li>Quota: of the scored subjects of a unit and role at most {@code floor(n × quota)} stay in the top band. Units too
 *       small for a single place are counted together. Order: composite, then the paths by falling weight (and name). Who
 *       is equal in all of these at the border goes down together, so the quota is never exceeded. Going down is one band.
 * </ol>
 */
public final class ScoringPolicy {
    /** Version of these rules; part of every trace. */
    public static final String VERSION = "2026.2";

    private static final int PLACES = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ScoringPolicy() {}

    /** Figures in force. */
    public record Rules(
            BigDecimal excellentFrom,
            BigDecimal goodFrom,
            BigDecimal qualifiedFrom,
            BigDecimal topQuota,
            int leastMeetings) {}

    /** An answered item with its question's weight and scale. */
    public record Item(String indicator, int weight, int min, int max, int score) {}

    /**
     * The answer to one task.
     *
     * @param shift what is added to its score because its rater is lenient or strict ({@link RaterPolicy}); mostly null
     */
    public record Answer(UUID task, List<Item> items, BigDecimal shift) {
        /** An answer of a rater who is not corrected. */
        public Answer(UUID task, List<Item> items) {
            this(task, items, null);
        }
    }

    /** A path with its weight in percent and its answers, perhaps none. */
    public record PathInput(String path, int weight, List<Answer> answers) {}

    /**
     * All about one subject.
     *
     * @param meetings in the period, or null when unknown
     */
    public record Subject(
            UUID id, String role, String unit, List<PathInput> paths, Integer meetings, boolean misconduct) {}

    /**
     * Outcome of a path.
     *
     * @param score 0–100 with 6 places, null without answers
     * @param effectiveWeight percent after re-weighting, 6 places; 0 without answers
     */
    public record PathScore(String path, int weight, int answers, BigDecimal score, BigDecimal effectiveWeight) {}

    /** What a step did. */
    public enum StepKind {
        /** A path without answers gave its weight to the others. */
        PATH_MISSING,
        /** No path has an answer: no score. */
        NO_ANSWERS,
        /** The band that the score has. */
        BAND_BY_SCORE,
        /** Down to the lowest. */
        MISCONDUCT,
        /** One down. */
        TOO_FEW_MEETINGS,
        /** One down, because the unit's places were taken by better ones. */
        QUOTA
    }

    /** One step of the calculation: what, about which path or unit, with which band as result. */
    public record Step(StepKind kind, String about, Band band) {}

    /**
     * Outcome of a subject.
     *
     * @param composite 6 places, null without any answer; score and band are null then too
     * @param score the composite with 2 places
     */
    public record Scored(
            UUID id,
            String role,
            String unit,
            List<PathScore> paths,
            BigDecimal composite,
            BigDecimal score,
            Band band,
            List<Step> steps) {}

    /** Scores one subject; the quota is applied to all of a cycle together by {@link #applyQuota}. */
    public static Scored score(Subject subject, Rules rules) {
        var steps = new ArrayList<Step>();
        var values = new TreeMap<String, BigDecimal>();
        var present = 0;
        for (var path : subject.paths()) {
            var value = pathScore(path);
            if (value == null) {
                steps.add(new Step(StepKind.PATH_MISSING, path.path(), null));
            } else {
                values.put(path.path(), value);
                present += path.weight();
            }
        }
        var paths = new ArrayList<PathScore>();
        var sum = BigDecimal.ZERO;
        for (var path : subject.paths()) {
            var value = values.get(path.path());
            var weight = BigDecimal.valueOf(path.weight());
            paths.add(new PathScore(
                    path.path(),
                    path.weight(),
                    path.answers().size(),
                    value,
                    value == null
                            ? BigDecimal.ZERO.setScale(PLACES)
                            : divide(weight.multiply(HUNDRED), BigDecimal.valueOf(present))));
            if (value != null) {
                sum = sum.add(value.multiply(weight));
            }
        }
        if (present == 0) {
            steps.add(new Step(StepKind.NO_ANSWERS, null, null));
            return new Scored(subject.id(), subject.role(), subject.unit(), paths, null, null, null, steps);
        }
        var composite = divide(sum, BigDecimal.valueOf(present));
        var score = composite.setScale(2, RoundingMode.HALF_UP);
        var band = band(score, rules);
        steps.add(new Step(StepKind.BAND_BY_SCORE, null, band));
        if (subject.misconduct()) {
            band = Band.UNQUALIFIED;
            steps.add(new Step(StepKind.MISCONDUCT, null, band));
        } else if (subject.meetings() != null && subject.meetings() < rules.leastMeetings()) {
            band = band.lower();
            steps.add(new Step(StepKind.TOO_FEW_MEETINGS, null, band));
        }
        return new Scored(subject.id(), subject.role(), subject.unit(), paths, composite, score, band, steps);
    }

    /** Applies the quota of the top band to all subjects of a cycle; returns them in the given order. */
    public static List<Scored> applyQuota(List<Scored> all, Rules rules) {
        var units = new HashMap<List<String>, List<Scored>>();
        for (var scored : all) {
            if (scored.band() != null) {
                units.computeIfAbsent(List.of(scored.role(), scored.unit()), u -> new ArrayList<>())
                        .add(scored);
            }
        }
        var pools = new LinkedHashMap<List<String>, List<Scored>>();
        units.forEach((unit, members) -> {
            var pool = QuotaPolicy.places(members.size(), rules.topQuota()) == 0 ? List.of(unit.get(0)) : unit;
            pools.computeIfAbsent(pool, p -> new ArrayList<>()).addAll(members);
        });
        var lowered = new HashMap<UUID, Scored>();
        pools.values().forEach(pool -> overQuota(pool, rules).forEach(s -> lowered.put(s.id(), lower(s))));
        return all.stream().map(s -> lowered.getOrDefault(s.id(), s)).toList();
    }

    private static List<Scored> overQuota(List<Scored> pool, Rules rules) {
        var top = pool.stream()
                .filter(s -> s.band() == Band.EXCELLENT)
                .sorted(BEST_FIRST)
                .toList();
        var kept = (int) Math.min(QuotaPolicy.places(pool.size(), rules.topQuota()), top.size());
        while (kept > 0 && kept < top.size() && BEST_FIRST.compare(top.get(kept - 1), top.get(kept)) == 0) {
            kept--;
        }
        return top.subList(kept, top.size());
    }

    /** Whether the quota brought it one band down. */
    static boolean loweredByQuota(Scored scored) {
        return scored.steps().stream().anyMatch(s -> s.kind() == StepKind.QUOTA);
    }

    /** One band down by the quota. */
    static Scored lower(Scored scored) {
        var band = scored.band().lower();
        var steps = new ArrayList<>(scored.steps());
        steps.add(new Step(StepKind.QUOTA, scored.unit(), band));
        return new Scored(
                scored.id(),
                scored.role(),
                scored.unit(),
                scored.paths(),
                scored.composite(),
                scored.score(),
                band,
                steps);
    }

    /** Composite, then path by path from the heaviest; a missing path counts as less than any score. */
    private static final Comparator<Scored> BEST_FIRST = (a, b) -> {
        var by = b.composite().compareTo(a.composite());
        return by != 0 ? by : QuotaPolicy.BETTER_FIRST.compare(pathsByWeight(a), pathsByWeight(b));
    };

    /** The paths' scores from the heaviest (and by name), −1 for a missing one: what decides between equal composites. */
    static List<BigDecimal> pathsByWeight(Scored scored) {
        return byWeight(scored).stream().map(ScoringPolicy::value).toList();
    }

    private static List<PathScore> byWeight(Scored scored) {
        return scored.paths().stream()
                .sorted(Comparator.comparingInt(PathScore::weight).reversed().thenComparing(PathScore::path))
                .toList();
    }

    private static BigDecimal value(PathScore path) {
        return path.score() == null ? BigDecimal.ONE.negate() : path.score();
    }

    private static BigDecimal pathScore(PathInput path) {
        if (path.answers().isEmpty()) {
            return null;
        }
        var sum = BigDecimal.ZERO;
        for (var answer : path.answers()) {
            sum = sum.add(shifted(answer));
        }
        return divide(sum, BigDecimal.valueOf(path.answers().size()));
    }

    private static BigDecimal shifted(Answer answer) {
        var score = answerScore(answer);
        return answer.shift() == null
                ? score
                : score.add(answer.shift()).max(BigDecimal.ZERO).min(HUNDRED);
    }

    /** The score of an answer as it was given, 0–100 with 6 places. */
    static BigDecimal answerScore(Answer answer) {
        var sum = BigDecimal.ZERO;
        var weights = 0;
        for (Map.Entry<String, Item> entry : byCode(answer).entrySet()) {
            var item = entry.getValue();
            var value = divide(
                    BigDecimal.valueOf(item.score() - (long) item.min()).multiply(HUNDRED),
                    BigDecimal.valueOf(item.max() - (long) item.min()));
            sum = sum.add(value.multiply(BigDecimal.valueOf(item.weight())));
            weights += item.weight();
        }
        return divide(sum, BigDecimal.valueOf(weights));
    }

    private static Map<String, Item> byCode(Answer answer) {
        var items = new TreeMap<String, Item>();
        answer.items().forEach(i -> items.put(i.indicator(), i));
        return items;
    }

    /** The band that a score has. */
    static Band band(BigDecimal score, Rules rules) {
        if (score.compareTo(rules.excellentFrom()) >= 0) {
            return Band.EXCELLENT;
        }
        if (score.compareTo(rules.goodFrom()) >= 0) {
            return Band.GOOD;
        }
        return score.compareTo(rules.qualifiedFrom()) >= 0 ? Band.QUALIFIED : Band.UNQUALIFIED;
    }

    private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, PLACES, RoundingMode.HALF_UP);
    }
}
