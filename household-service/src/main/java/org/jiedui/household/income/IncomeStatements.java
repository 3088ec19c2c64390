package org.jiedui.household.income;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
            IncomePolicy.Result result) {
        var key = new IncomeStatement.Key(householdId, year, revision);
        var statement = new IncomeStatement(key, region, result, time.now(), caller.subject());
        persist(statement);
        var entities = getEntityManager();
        for (var i = 0; i < lines.size(); i++) {
            entities.persist(new StoredIncomeLine(key, i, lines.get(i)));
        }
        return statement;
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
