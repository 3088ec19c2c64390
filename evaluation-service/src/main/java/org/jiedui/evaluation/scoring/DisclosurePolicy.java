package org.jiedui.evaluation.scoring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What of a trace may be shown (EV-05). Pure. Single answers of an anonymous path are never shown. Its aggregate is shown
 * from k answers up. Below k it is withheld, and with it the scores and answers of all other paths, since composite minus
 * the others would give it away. When fewer than two other paths count, whoever gave one of them could still subtract, so
 * the composite is withheld too; the band remains. A path that can be answered in a few ways only hides nothing: whoever
 * tries them all finds the one that fits. Nor does a second composite, without an answer that was left out later: so a
 * version of that kind has none. When no other path counts the band would be that of few answers, for one household its own:
 * these answers do not count.
 */
public final class DisclosurePolicy {
    /** In so many ways a path must be answerable to hide another one. */
    private static final long WAYS = 100;

    private DisclosurePolicy() {}

    /** A path as it may be shown; null scores and answers are withheld when {@code withheld} says so. */
    public record ShownPath(
            String path,
            int weight,
            BigDecimal effectiveWeight,
            boolean withheld,
            Integer answers,
            BigDecimal score,
            List<ScoringPolicy.Answer> items) {}

    /**
     * A result as it may be shown.
     *
     * @param composite null when withheld or when there is none
     * @param withheld whether anything was withheld
     */
    public record Shown(
            UUID subject, List<ShownPath> paths, BigDecimal composite, BigDecimal score, boolean withheld) {}

    /** The input without the answers of an anonymous path that are fewer than k and would be all that counts. */
    public static ScoringPolicy.Subject withoutFewAlone(ScoringPolicy.Subject input, Set<String> anonymous, int k) {
        var others = input.paths().stream()
                .anyMatch(p -> !p.answers().isEmpty()
                        && (!anonymous.contains(p.path()) || p.answers().size() >= k));
        return others
                ? input
                : new ScoringPolicy.Subject(
                        input.id(),
                        input.role(),
                        input.unit(),
                        input.paths().stream()
                                .map(p -> new ScoringPolicy.PathInput(p.path(), p.weight(), List.of()))
                                .toList(),
                        input.meetings(),
                        input.misconduct());
    }

    /**
     * The comments that may be shown, by path: those of an anonymous path from k answers of the path up, those of others as
     * long as an answer of the path counts. Which of several answers a comment belongs to is not known.
     */
    public static Map<String, List<String>> comments(
            Map<String, List<String>> comments, ScoringPolicy.Scored scored, Set<String> anonymous, int k) {
        var shown = new TreeMap<String, List<String>>();
        scored.paths().forEach(p -> {
            var said = comments.getOrDefault(p.path(), List.of());
            if (!said.isEmpty() && p.answers() >= (anonymous.contains(p.path()) ? k : 1)) {
                shown.put(p.path(), said);
            }
        });
        return shown;
    }

    /**
     * Whether the composite would give an anonymous answer away.
     *
     * @param leftOut whether an earlier version counted answers that this one does not
     */
    public static boolean scoreWithheld(
            ScoringPolicy.Subject input, ScoringPolicy.Scored scored, Set<String> anonymous, int k, boolean leftOut) {
        return tooFew(scored, anonymous, k)
                && (leftOut
                        || input.paths().stream()
                                        .filter(p -> !anonymous.contains(p.path()) && hides(p))
                                        .count()
                                < 2);
    }

    private static boolean hides(ScoringPolicy.PathInput path) {
        var ways = 1L;
        for (var answer : path.answers()) {
            for (var item : answer.items()) {
                ways = Math.min(WAYS, ways * (item.max() - item.min() + 1));
            }
        }
        return ways >= WAYS;
    }

    /** The part of input and outcome that may be shown; {@code leftOut} as in {@link #scoreWithheld}. */
    public static Shown show(
            ScoringPolicy.Subject input, ScoringPolicy.Scored scored, Set<String> anonymous, int k, boolean leftOut) {
        var withhold = tooFew(scored, anonymous, k);
        var noScore = scoreWithheld(input, scored, anonymous, k, leftOut);
        var paths = scored.paths().stream()
                .map(p -> {
                    var secret = anonymous.contains(p.path());
                    return new ShownPath(
                            p.path(),
                            p.weight(),
                            p.effectiveWeight(),
                            withhold,
                            withhold && secret ? null : (Integer) p.answers(),
                            withhold ? null : p.score(),
                            withhold || secret ? null : answers(input, p.path()));
                })
                .toList();
        return new Shown(
                scored.id(), paths, noScore ? null : scored.composite(), noScore ? null : scored.score(), withhold);
    }

    private static boolean tooFew(ScoringPolicy.Scored scored, Set<String> anonymous, int k) {
        return scored.paths().stream()
                .anyMatch(p -> anonymous.contains(p.path()) && p.answers() > 0 && p.answers() < k);
    }

    private static List<ScoringPolicy.Answer> answers(ScoringPolicy.Subject input, String path) {
        return input.paths().stream()
                .filter(p -> p.path().equals(path))
                .findFirst()
                .map(ScoringPolicy.PathInput::answers)
                .orElse(List.of());
    }
}
