package org.jiedui.pairing.helper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    private final AuditTrail audit;
    private final TimeSource time;

    Conflicts(DataSource database, HelperRepository helpers, AuditTrail audit, TimeSource time) {
        this.database = database;
        this.helpers = helpers;
        this.audit = audit;
        this.time = time;
    }

    /** Declares a tie of a visible helper to a known household; {@code NOT_FOUND} when either is not to be seen. */
    @Transactional
    public Declared declare(UUID helperId, UUID householdId, ConflictKind kind, Caller caller) {
        var helper = helpers.require(helperId, caller);
        requireKnown(householdId, helper, caller);
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
