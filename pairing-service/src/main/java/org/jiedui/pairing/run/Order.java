package org.jiedui.pairing.run;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.RuleBook;
import org.jiedui.pairing.matching.plan.MatchingPlan.Pair;
import org.jiedui.pairing.matching.plan.MatchingPlan.Workload;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.SideKind;

/**
 * What a run is to do; kept with it, so that it can be done again.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param from first day of the pairings
 * @param to last day, or null
 * @param locks pairs that must be
 * @param vetoes pairs that must not be
 * @param weights in per cent of what a rule counts for; left out: 100
 * @param seconds longest time to search
 * @param seed of all random choices
 * @param basedOn the run whose proposal was edited, or null
 * @param workload how much time pairs take; null: every pair takes one place
 * @param reorder whether present pairings may get other helpers
 * @param gone the helper who drops out: as few pairs as possible change; null: the best overall
 * @param helped who is to be helped by the programme; null: households, or until it has begun the first that the
 *     programme allows
 * @param rules what the rules counted for on the day on which the run began; null before that
 * @param rulesBelow the same of divisions within the region that have rules of their own; null: none, or not begun
 * @param out helpers who dropped out of the runs that it is based on; null: none
 * @param side whether persons or teams help; null: both, or, where {@code sides} is not told, persons
 * @param sides who helps; null: not begun, or as {@code side} says in runs from before both could help in one
 */
public record Order(
        String region,
        String programme,
        String role,
        LocalDate from,
        LocalDate to,
        List<Pair> locks,
        List<Pair> vetoes,
        Map<MatchRule, Integer> weights,
        int seconds,
        long seed,
        UUID basedOn,
        Workload workload,
        boolean reorder,
        UUID gone,
        HelpedKind helped,
        Map<MatchRule, RuleBook.Count> rules,
        Map<String, Map<MatchRule, RuleBook.Count>> rulesBelow,
        List<UUID> out,
        SideKind side,
        List<SideKind> sides) {
    Order pinned(RuleBook book, Map<String, RuleBook> below, HelpedKind kind, List<SideKind> helpers) {
        var countsBelow = new TreeMap<String, Map<MatchRule, RuleBook.Count>>();
        below.forEach((division, rulesThere) -> countsBelow.put(division, rulesThere.counts()));
        return new Order(
                region,
                programme,
                role,
                from,
                to,
                locks,
                vetoes,
                weights,
                seconds,
                seed,
                basedOn,
                workload,
                reorder,
                gone,
                kind,
                book.counts(),
                countsBelow,
                out,
                helpers.size() == 1 ? helpers.get(0) : null,
                helpers);
    }

    /** All helpers who dropped out, now or earlier: none of them gets a place. */
    public Set<UUID> absent() {
        var all = new LinkedHashSet<>(out == null ? List.<UUID>of() : out);
        if (gone != null) {
            all.add(gone);
        }
        return all;
    }

    /** Who is helped. */
    public HelpedKind helpedKind() {
        return helped == null ? HelpedKind.HOUSEHOLD : helped;
    }

    /** Who helps: persons, teams or both. */
    public List<SideKind> helperSides() {
        return sides != null ? sides : List.of(side == null ? SideKind.PERSON : side);
    }

    /** The rules of the day on which it began; those shipped for runs from before rules were data. */
    RuleBook book() {
        return rules == null ? RuleBook.SHIPPED : new RuleBook(rules);
    }

    /** The same of the divisions within the region that had rules of their own. */
    Map<String, RuleBook> booksBelow() {
        var books = new TreeMap<String, RuleBook>();
        if (rulesBelow != null) {
            rulesBelow.forEach((division, counts) -> books.put(division, new RuleBook(counts)));
        }
        return books;
    }

    /** The same run around other locks and vetoes, or with a helper gone, and without those who were gone already. */
    Order again(List<Pair> otherLocks, List<Pair> otherVetoes, UUID dropsOut, UUID on) {
        return new Order(
                region,
                programme,
                role,
                from,
                to,
                otherLocks,
                otherVetoes,
                weights,
                seconds,
                seed,
                on,
                workload,
                reorder,
                dropsOut,
                helped,
                null,
                null,
                List.copyOf(absent()),
                sides == null ? helperSides().get(0) : side,
                null);
    }
}
