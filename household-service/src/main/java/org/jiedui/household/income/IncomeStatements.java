package org.jiedui.household.income;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/** Income statements of households; the right to see the household is checked before. */
@ApplicationScoped
public class IncomeStatements implements PanacheRepositoryBase<IncomeStatement, IncomeStatement.Key> {
    private final TimeSource time;

    IncomeStatements(TimeSource time) {
        this.time = time;
    }

    /** Keeps a new revision. To be called in the transaction that changes the household's figure. */
    public IncomeStatement keep(
            Caller caller,
            UUID householdId,
            String region,
            int year,
            int revision,
            List<IncomeLine> lines,
            IncomePolicy.Result result,
            String reason) {
        var key = new IncomeStatement.Key(householdId, year, revision);
        var statement = new IncomeStatement(key, region, result, time.now(), caller.subject(), reason);
        persist(statement);
        var entities = getEntityManager();
        for (var i = 0; i < lines.size(); i++) {
            entities.persist(new StoredIncomeLine(key, i, lines.get(i)));
        }
        return statement;
    }

    /** A first revision and its lines, to be written by who made the household, in its transaction. */
    public record Rows(IncomeStatement statement, List<?> lines) {}

    /** What {@link #keep} would store as first revision, for writers in bulk. */
    public Rows first(
            Caller caller,
            UUID householdId,
            String region,
            int year,
            List<IncomeLine> lines,
            IncomePolicy.Result result) {
        var key = new IncomeStatement.Key(householdId, year, 1);
        var stored = new java.util.ArrayList<StoredIncomeLine>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            stored.add(new StoredIncomeLine(key, i, lines.get(i)));
        }
        return new Rows(new IncomeStatement(key, region, result, time.now(), caller.subject(), null), stored);
    }

    /** The lines that count now, of the latest year of each household, by household. */
    public java.util.Map<UUID, List<IncomeLine>> counting(java.util.Collection<UUID> households) {
        var lines = new java.util.HashMap<UUID, List<IncomeLine>>();
        var of = new java.util.HashMap<UUID, List<Integer>>();
        getEntityManager()
                .createQuery(
                        "from StoredIncomeLine l where l.key.householdId in :households order by l.key.householdId,"
                                + " l.key.year desc, l.key.revision desc, l.key.position",
                        StoredIncomeLine.class)
                .setParameter("households", households)
                .getResultStream()
                .forEach(line -> {
                    var id = line.household();
                    var mine = List.of(line.year(), line.revision());
                    if (of.computeIfAbsent(id, first -> mine).equals(mine)) {
                        lines.computeIfAbsent(id, first -> new java.util.ArrayList<>())
                                .add(line.line());
                    }
                });
        return lines;
    }

    /** The highest revision of a year, 0 when there is none. */
    public int lastRevision(UUID householdId, int year) {
        return latest(householdId, year).map(IncomeStatement::revision).orElse(0);
    }

    /** The statement that counts for a year. */
    public Optional<IncomeStatement> latest(UUID householdId, int year) {
        return find("key.householdId = ?1 and key.year = ?2 order by key.revision desc", householdId, year)
                .range(0, 0)
                .firstResultOptional();
    }

    /** One revision of a year. */
    public Optional<IncomeStatement> revision(UUID householdId, int year, int revision) {
        return findByIdOptional(new IncomeStatement.Key(householdId, year, revision));
    }

    /** The lines that count of these years, by year, in one query. */
    public Map<Integer, List<IncomeLine>> lines(UUID householdId, Collection<Integer> years) {
        var found = new LinkedHashMap<Integer, List<IncomeLine>>();
        getEntityManager()
                .createQuery(
                        "from StoredIncomeLine l where l.key.householdId = :household and l.key.year in :years"
                                + " and l.key.revision = (select max(s.key.revision) from IncomeStatement s"
                                + " where s.key.householdId = l.key.householdId and s.key.year = l.key.year)"
                                + " order by l.key.year, l.key.position",
                        StoredIncomeLine.class)
                .setParameter("household", householdId)
                .setParameter("years", years)
                .getResultStream()
                .forEach(line -> found.computeIfAbsent(line.year(), year -> new java.util.ArrayList<>())
                        .add(line.line()));
        return found;
    }

    /** What the household's row keeps, in a month of identification, when {@code incomeYear} is its latest year. */
    public IncomeFigures figures(UUID householdId, Integer incomeYear, YearMonth identification) {
        if (incomeYear == null) {
            return IncomeFigures.NONE;
        }
        var previous = latest(householdId, incomeYear - 1)
                .map(IncomeStatement::perCapita)
                .orElse(null);
        return figures(
                previous,
                lines(householdId, List.of(identification.getYear() - 1, identification.getYear())),
                identification);
    }

    /** The same from lines at hand. */
    public static IncomeFigures figures(
            org.jiedui.chassis.value.Money previous, Map<Integer, List<IncomeLine>> byYear, YearMonth identification) {
        var dated = byYear.values().stream().anyMatch(IncomePolicy::isDated);
        return new IncomeFigures(
                previous,
                dated ? IncomePolicy.rollingNet(byYear, identification).orElse(null) : null,
                dated ? identification : null);
    }

    /** All revisions of all years, the newest first. */
    public List<IncomeStatement> all(UUID householdId) {
        return list("key.householdId = ?1 order by key.year desc, key.revision desc", householdId);
    }

    /** The lines of a revision in their order. */
    public List<IncomeLine> lines(UUID householdId, int year, int revision) {
        return getEntityManager()
                .createQuery(
                        "from StoredIncomeLine l where l.key.householdId = :household and l.key.year = :year"
                                + " and l.key.revision = :revision order by l.key.position",
                        StoredIncomeLine.class)
                .setParameter("household", householdId)
                .setParameter("year", year)
                .setParameter("revision", revision)
                .getResultStream()
                .map(StoredIncomeLine::line)
                .toList();
    }
}
