package org.jiedui.pairing.helper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** Declared ties between helpers and households (PA-15). Declaring the same again changes nothing. */
@ApplicationScoped
public class Conflicts {
    /** One declaration. */
    public record Declared(UUID householdId, ConflictKind kind, String declaredBy, Instant declaredAt) {}

    private final DataSource database;
    private final HelperRepository helpers;
    private final Capacity capacity;
    private final AuditTrail audit;
    private final TimeSource time;

    Conflicts(DataSource database, HelperRepository helpers, Capacity capacity, AuditTrail audit, TimeSource time) {
        this.database = database;
        this.helpers = helpers;
        this.capacity = capacity;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Declares a tie of a visible helper to a known household; {@code NOT_FOUND} when either is not to be seen. Whoever
     * pairs the two at the same time, or confirms them, either was first, and is listed with the ties, or sees this one.
     */
    @Transactional
    public Declared declare(UUID helperId, UUID householdId, ConflictKind kind, Caller caller) {
        var helper = helpers.require(helperId, caller);
        requireKnown(householdId, helper, caller);
        lock(householdId, helperId);
        var now = time.now();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO conflict_of_interest"
                        + " (helper_id, household_id, kind, declared_by, declared_at) VALUES (?,?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE kind = VALUES(kind)")) {
            insert.setBytes(1, Ids.bytes(helperId));
            insert.setBytes(2, Ids.bytes(householdId));
            insert.setString(3, kind.name());
            insert.setString(4, caller.subject());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the conflict", e);
        }
        audit.record(
                caller,
                "CONFLICT_DECLARED",
                "helper",
                helperId,
                helper.region(),
                Map.of("householdId", householdId.toString(), "kind", kind.name()));
        return new Declared(householdId, kind, caller.subject(), now);
    }

    /** The helped side first and the places second, as everybody who pairs them. */
    private void lock(UUID householdId, UUID helperId) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO helped_lock (helped_id) VALUES (?)"
                        + " ON DUPLICATE KEY UPDATE helped_id = helped_id")) {
            insert.setBytes(1, Ids.bytes(householdId));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not lock the household", e);
        }
        capacity.lock(List.of(helperId));
    }

    /** The household exists where the office may act; for a helper's own word, in the helper's county. */
    private void requireKnown(UUID householdId, Helper helper, Caller caller) {
        var prefix = caller.office()
                ? caller.regionPrefix()
                : helper.region().substring(0, Math.min(6, helper.region().length()));
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT 1 FROM household WHERE id = ? AND region LIKE ?")) {
            select.setBytes(1, Ids.bytes(householdId));
            select.setString(2, prefix + "%");
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw CommonProblem.NOT_FOUND.problem();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the household", e);
        }
    }

    /**
     * A declared tie of who is, was or will be a member of a team.
     *
     * @param until first day no longer a member, or null
     */
    public record MemberTie(UUID teamId, UUID householdId, UUID memberId, LocalDate since, LocalDate until) {
        /** Whether it ties the team on one of these days at least; null: without end. */
        public boolean during(LocalDate from, LocalDate to) {
            return (to == null || !since.isAfter(to)) && (until == null || until.isAfter(from));
        }
    }

    /** The ties of members of these teams to these households, one query, in the order of members. */
    public List<MemberTie> ofMembers(Collection<UUID> teamIds, Collection<UUID> householdIds) {
        if (teamIds.isEmpty() || householdIds.isEmpty()) {
            return List.of();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT m.organisation_id, c.household_id, m.helper_id,"
                        + " m.since, m.until FROM organisation_member m"
                        + " JOIN conflict_of_interest c ON c.helper_id = m.helper_id WHERE m.organisation_id IN ("
                        + "?,".repeat(teamIds.size() - 1) + "?) AND c.household_id IN ("
                        + "?,".repeat(householdIds.size() - 1) + "?) ORDER BY m.helper_id, m.id")) {
            var at = 1;
            for (var ids : List.of(teamIds, householdIds)) {
                for (var id : ids) {
                    select.setBytes(at++, Ids.bytes(id));
                }
            }
            var ties = new ArrayList<MemberTie>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ties.add(new MemberTie(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            Ids.of(row.getBytes(3)),
                            row.getObject(4, LocalDate.class),
                            row.getObject(5, LocalDate.class)));
                }
            }
            return ties;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read conflicts of members", e);
        }
    }

    /**
     * A household's pairing with a team, under way or proposed, and somebody tied to that household.
     *
     * @param region of the pairing
     * @param to last planned day, or null
     */
    public record PairedTie(UUID helperId, UUID pairingId, String region, LocalDate from, LocalDate to) {}

    /**
     * Pairings of a team that are not over, with households that these helpers are tied to; one query. Holds until the end of
     * the transaction when the team's places are locked: nobody pairs it meanwhile.
     */
    public List<PairedTie> withPaired(UUID teamId, Collection<UUID> helperIds) {
        if (helperIds.isEmpty()) {
            return List.of();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT c.helper_id, p.id, p.region, p.valid_from, p.valid_to"
                        + " FROM pairing p JOIN conflict_of_interest c ON c.household_id = p.helped_id"
                        + " WHERE p.helper_id = ? AND p.state IN"
                        + " ('PROPOSED','ACCEPTED','PUBLICISED','ACTIVE','SUSPENDED') AND c.helper_id IN ("
                        + "?,".repeat(helperIds.size() - 1) + "?) ORDER BY p.id, c.helper_id")) {
            var at = 1;
            select.setBytes(at++, Ids.bytes(teamId));
            for (var id : helperIds) {
                select.setBytes(at++, Ids.bytes(id));
            }
            var ties = new ArrayList<PairedTie>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ties.add(new PairedTie(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            row.getString(3),
                            row.getObject(4, LocalDate.class),
                            row.getObject(5, LocalDate.class)));
                }
            }
            return ties;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read ties to paired households", e);
        }
    }

    /** Declarations of a visible helper. */
    public List<Declared> of(UUID helperId, Caller caller) {
        helpers.require(helperId, caller);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT household_id, kind, declared_by, declared_at"
                        + " FROM conflict_of_interest WHERE helper_id = ? ORDER BY declared_at, household_id")) {
            select.setBytes(1, Ids.bytes(helperId));
            var found = new ArrayList<Declared>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Declared(
                            Ids.of(row.getBytes(1)),
                            ConflictKind.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read conflicts", e);
        }
    }
}
