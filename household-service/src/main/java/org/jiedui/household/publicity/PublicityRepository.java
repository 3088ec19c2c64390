package org.jiedui.household.publicity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.registration.MonitoredCategory;

/**
 * Notices. A running one is public: whoever has an account may read it. Before and afterwards only the offices of its
 * region may; this is part of each query.
 */
@ApplicationScoped
public class PublicityRepository implements PanacheRepositoryBase<Publicity, UUID> {
    private static final String VISIBLE = "(e.region like :visible or (e.fromDay <= :today and e.untilDay >= :today"
            + " and e.withdrawnAt is null and e.closedAt is null))";

    private final TimeSource time;
    private final DataSource database;

    PublicityRepository(TimeSource time, DataSource database) {
        this.time = time;
        this.database = database;
    }

    /** A row that a notice may show, before its name is masked. */
    record Candidate(
            UUID householdId,
            UUID caseId,
            String householdNumber,
            String headName,
            int members,
            PublicityMatter matter,
            Money amount,
            LocalDate publicisedUntil) {}

    /** One notice, or {@code NOT_FOUND}. */
    public Publicity require(Caller caller, UUID id) {
        var query = getEntityManager()
                .createQuery("from Publicity e where e.id = :id and " + VISIBLE, Publicity.class)
                .setParameter("id", id);
        visibility(caller).forEach(query::setParameter);
        return query.getResultStream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Notices that the caller may read. */
    public KeysetQuery<Publicity> list(
            Caller caller, String regionPattern, List<PublicityKind> kinds, Boolean running) {
        var query = new KeysetQuery<>("publicities", Publicity.class, Publicity::id)
                .where(VISIBLE, visibility(caller))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.kind in :kinds", "kinds", kinds);
        if (running != null) {
            var hangs = "e.fromDay <= :day and e.untilDay >= :day and e.withdrawnAt is null and e.closedAt is null";
            query.where(running ? hangs : "not (" + hangs + ")", Map.of("day", time.today()));
        }
        return query.sortableBy("untilDay", Publicity::untilDay, LocalDate::parse)
                .sortableBy("region", Publicity::region, text -> text);
    }

    private Map<String, Object> visibility(Caller caller) {
        return Map.of("visible", caller.regionPrefix() + "%", "today", time.today());
    }

    /** Entries behind a position, in their order. */
    public List<PublicityEntry> entries(UUID publicityId, int after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT position, household_id, case_id, household_number,"
                        + " name, members, matter, amount FROM publicity_entry"
                        + " WHERE publicity_id = ? AND position > ? ORDER BY position LIMIT ?")) {
            select.setBytes(1, Ids.bytes(publicityId));
            select.setInt(2, after);
            select.setInt(3, limit);
            var entries = new ArrayList<PublicityEntry>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new PublicityEntry(
                            row.getInt(1),
                            Ids.of(row.getBytes(2)),
                            id(row.getBytes(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            PublicityMatter.valueOf(row.getString(7)),
                            money(row.getBigDecimal(8))));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the entries", e);
        }
    }

    void insert(UUID publicityId, List<PublicityEntry> entries) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO publicity_entry (publicity_id, position,"
                        + " household_id, case_id, household_number, name, members, matter, amount)"
                        + " VALUES (?,?,?,?,?,?,?,?,?)")) {
            for (var entry : entries) {
                insert.setBytes(1, Ids.bytes(publicityId));
                insert.setInt(2, entry.position());
                insert.setBytes(3, Ids.bytes(entry.householdId()));
                insert.setBytes(4, entry.caseId() == null ? null : Ids.bytes(entry.caseId()));
                insert.setString(5, entry.householdNumber());
                insert.setString(6, entry.name());
                insert.setInt(7, entry.members());
                insert.setString(8, entry.matter().name());
                insert.setBigDecimal(
                        9, entry.amount() == null ? null : entry.amount().yuan());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not write the entries", e);
        }
    }

    /** The cases of a village that the risk procedure has in publication. */
    List<Candidate> cases(String village, int limit) {
        return candidates(
                "SELECT c.household_id, c.id, h.household_number, h.head_name, h.member_count, c.category, c.state,"
                        + " c.publicised_until FROM risk_case c JOIN household h ON h.id = c.household_id"
                        + " WHERE c.region = ? AND c.state LIKE '%PUBLICISED' ORDER BY h.household_number LIMIT ?",
                select -> {
                    select.setString(1, village);
                    select.setInt(2, limit);
                },
                row -> new Candidate(
                        Ids.of(row.getBytes(1)),
                        Ids.of(row.getBytes(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        PublicityPolicy.matter(
                                row.getString(6) == null ? null : MonitoredCategory.valueOf(row.getString(6)),
                                !row.getString(7).equals("PUBLICISED")),
                        null,
                        row.getObject(8, LocalDate.class)));
    }

    /** What the households of a village got in a time, one row per household and category. */
    List<Candidate> measures(String village, LocalDate from, LocalDate to, boolean fundedOnly, int limit) {
        return candidates(
                "SELECT m.household_id, h.household_number, h.head_name, h.member_count, m.category, SUM(m.amount)"
                        + " FROM measure m JOIN household h ON h.id = m.household_id"
                        + " WHERE m.region = ? AND m.from_day BETWEEN ? AND ? AND m.cancelled_at IS NULL"
                        + (fundedOnly ? " AND m.amount > 0" : "")
                        + " GROUP BY m.household_id, h.household_number, h.head_name, h.member_count, m.category"
                        + " ORDER BY h.household_number, m.category LIMIT ?",
                select -> {
                    select.setString(1, village);
                    select.setDate(2, Date.valueOf(from));
                    select.setDate(3, Date.valueOf(to));
                    select.setInt(4, limit);
                },
                row -> new Candidate(
                        Ids.of(row.getBytes(1)),
                        null,
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        PublicityPolicy.matter(MeasureCategory.valueOf(row.getString(5))),
                        money(row.getBigDecimal(6)),
                        null));
    }

    private interface Binding {
        void to(PreparedStatement select) throws SQLException;
    }

    private interface Reading {
        Candidate of(java.sql.ResultSet row) throws SQLException;
    }

    private List<Candidate> candidates(String sql, Binding binding, Reading reading) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.to(select);
            var found = new ArrayList<Candidate>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reading.of(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read what is to be publicised", e);
        }
    }

    /** The objections to a notice in their order. */
    public List<Objection> objections(UUID publicityId) {
        return getEntityManager()
                .createQuery("from Objection o where o.key.publicityId = :id order by o.key.id", Objection.class)
                .setParameter("id", publicityId)
                .getResultList();
    }

    /** One objection, or empty. */
    Optional<Objection> objection(UUID publicityId, UUID id) {
        return Optional.ofNullable(getEntityManager().find(Objection.class, new Objection.Key(publicityId, id)));
    }

    private static UUID id(byte[] bytes) {
        return bytes == null ? null : Ids.of(bytes);
    }

    private static Money money(BigDecimal amount) {
        return amount == null ? null : new Money(amount);
    }
}
