package org.jiedui.pairing.matching;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Rules by code, division and day. */
@ApplicationScoped
public class RuleRepository implements PanacheRepositoryBase<MatchingRule, UUID> {
    /** The rules in force in a division on a day, one a code, by code; empty region: those that hold everywhere. */
    public List<MatchingRule> inForce(String region, LocalDate day) {
        var holding = new TreeMap<String, MatchingRule>();
        list("?1 like concat(region, '%')" + ON_THE_DAY, region, day).forEach(rule -> holding.put(rule.code(), rule));
        return List.copyOf(holding.values());
    }

    private static final String ON_THE_DAY =
            " and validFrom <= ?2 and (validTo is null or validTo >= ?2) order by length(region), validFrom";

    /** The same for those who judge. */
    public RuleBook book(String region, LocalDate day) {
        return book(inForce(region, day));
    }

    /** Those of the divisions within one that have rules of their own on a day, by code; one query. */
    public Map<String, RuleBook> booksBelow(String region, LocalDate day) {
        var all = list("(?1 like concat(region, '%') or region like concat(?1, '%'))" + ON_THE_DAY, region, day);
        var books = new TreeMap<String, RuleBook>();
        for (var each : all) {
            if (each.region().length() > region.length()) {
                books.computeIfAbsent(
                        each.region(),
                        division -> book(all.stream()
                                .filter(rule -> division.startsWith(rule.region()))
                                .toList()));
            }
        }
        return books;
    }

    /** Of several rules of one code the last one counts. */
    private static RuleBook book(List<MatchingRule> holding) {
        var counts = new EnumMap<MatchRule, RuleBook.Count>(MatchRule.class);
        for (var rule : holding) {
            MatchRule.of(rule.code())
                    .ifPresent(measured -> counts.put(
                            measured, new RuleBook.Count(rule.weight(), rule.hard() ? rule.threshold() : null)));
        }
        return new RuleBook(counts);
    }

    /** Lets one revision of a code after the other, wherever it is to hold: holds its shipped period until the end. */
    void lock(String code) {
        find("code = ?1 and region = '' order by validFrom", code)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The period that began last, whether it is in force already or not. */
    public Optional<MatchingRule> latest(String code, String region) {
        return find("code = ?1 and region = ?2 order by validFrom desc", code, region)
                .firstResultOptional();
    }
}
