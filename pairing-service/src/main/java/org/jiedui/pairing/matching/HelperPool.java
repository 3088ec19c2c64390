package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Facts of all helpers who serve a division, kept in memory between two searches for candidates, which would read a county's
 * twenty thousand each time. What is handed out is what was committed when it was asked for: the database stamps every row
 * that it writes, and rows that were stamped lately and not seen yet are read anew before each answer. A stamp can become
 * visible as late as its transaction ends, so stamps are known by having been seen and not by being older than the last.
 */
@ApplicationScoped
public class HelperPool {
    /**
     * Most helpers to be kept, about 35 MB and 100 bytes or so for when the places of each are taken; divisions that were not
     * asked for longest go first.
     */
    private static final int MOST_HELPERS = 100_000;

    /** What a division counts for besides its helpers: most villages have none, and there are very many of them. */
    private static final int DIVISION = 20;

    /** No transaction takes so long (they end after a minute): what was stamped before was seen. */
    private static final int LONGEST_SECONDS = 90;

    private record Key(String division, String role) {}

    private final Sides sides;
    private final Map<Key, Map<UUID, Sides.Dated>> pools = new LinkedHashMap<>(16, 0.75f, true);
    /** Stamps that were found when they were read last. */
    private Set<Sides.Stamp> seen = new HashSet<>();

    /** The database's time then; null: never. */
    private BigDecimal readAt;

    HelperPool(Sides sides) {
        this.sides = sides;
    }

    /**
     * All helpers who may be paired in a division, as seen from nobody: nothing ties them to any helped side, and nobody is
     * in need. Taken are the places that are taken on days of a term.
     *
     * @param to last day, or null
     */
    synchronized List<HelperFacts> serving(String region, String role, LocalDate from, LocalDate to) {
        var first = Terms.day(from);
        var after = Terms.after(to);
        refresh();
        var found = new ArrayList<HelperFacts>();
        for (var division : Sides.ancestors(region)) {
            for (var each :
                    pools.computeIfAbsent(new Key(division, role), this::read).values()) {
                found.add(each.during(first, after));
            }
        }
        shrink();
        return found;
    }

    private Map<UUID, Sides.Dated> read(Key key) {
        // in the order in which they lie in memory
        var pool = new LinkedHashMap<UUID, Sides.Dated>();
        sides.untied(key.division(), key.role())
                .forEach(each -> pool.put(each.helper().id(), each));
        return pool;
    }

    private void refresh() {
        if (pools.isEmpty()) {
            seen = new HashSet<>();
            readAt = null;
        }
        var stamps = sides.stamps(readAt, LONGEST_SECONDS);
        var changed = stamps.rows().stream()
                .filter(stamp -> !seen.contains(stamp))
                .map(Sides.Stamp::subject)
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            replace(changed);
        }
        seen = stamps.rows();
        readAt = stamps.readAt();
    }

    private void replace(Set<UUID> changed) {
        var found = new HashMap<Key, List<Sides.Dated>>();
        for (var role : pools.keySet().stream().map(Key::role).collect(Collectors.toSet())) {
            sides.untied(changed, role)
                    .forEach(each -> found.computeIfAbsent(
                                    new Key(each.helper().serviceRegion(), role), k -> new ArrayList<>())
                            .add(each));
        }
        // nothing fails from here on
        pools.forEach((key, pool) -> {
            pool.keySet().removeAll(changed);
            found.getOrDefault(key, List.of())
                    .forEach(each -> pool.put(each.helper().id(), each));
        });
    }

    private void shrink() {
        var kept = pools.values().stream().mapToInt(HelperPool::weight).sum();
        for (var each = pools.values().iterator(); kept > MOST_HELPERS; each.remove()) {
            kept -= weight(each.next());
        }
    }

    private static int weight(Map<UUID, Sides.Dated> pool) {
        return pool.size() + DIVISION;
    }
}
