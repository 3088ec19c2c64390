package org.jiedui.household.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Results of operations and the ids that clients gave, per account. A result is written in the transaction of its effect:
 * neither is there without the other. Whoever sends the same operation at the same time waits for the first one's row.
 */
@ApplicationScoped
public class SyncRecords {
    private static final int PIECE = 1000;

    private final DataSource database;
    private final ObjectMapper mapper;
    private final TimeSource time;

    SyncRecords(DataSource database, ObjectMapper mapper, TimeSource time) {
        this.database = database;
        this.mapper = mapper;
        this.time = time;
    }

    /** Claims an operation: empty when it is the first time, its first result otherwise. */
    Optional<SyncResult> claim(Caller caller, UUID id, byte[] fingerprint) {
        return keep(caller, id, fingerprint, null);
    }

    /** Keeps the result of a refused operation, unless there is one already: then that. */
    Optional<SyncResult> keep(Caller caller, UUID id, byte[] fingerprint, SyncResult result) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO sync_operation"
                        + " (account, id, fingerprint, result, created_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, caller.subject());
            insert.setBytes(2, Ids.bytes(id));
            insert.setBytes(3, fingerprint);
            insert.setString(4, result == null ? null : mapper.writeValueAsString(result));
            insert.setObject(5, now());
            try {
                insert.executeUpdate();
                return Optional.empty();
            } catch (SQLIntegrityConstraintViolationException known) {
                return Optional.of(first(connection, caller, id, fingerprint));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not note the operation", e);
        }
    }

    private SyncResult first(Connection connection, Caller caller, UUID id, byte[] fingerprint)
            throws SQLException, JsonProcessingException {
        try (var select = connection.prepareStatement(
                "SELECT fingerprint, result FROM sync_operation WHERE account = ? AND id = ?")) {
            select.setString(1, caller.subject());
            select.setBytes(2, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                if (!row.next() || row.getString(2) == null) {
                    throw CommonProblem.REQUEST_IN_PROGRESS.problem();
                }
                if (!Arrays.equals(row.getBytes(1), fingerprint)) {
                    throw CommonProblem.IDEMPOTENCY_KEY_REUSED.problem();
                }
                return mapper.readValue(row.getString(2), SyncResult.class).again();
            }
        }
    }

    /** Writes the result of a claimed operation, in the same transaction. */
    void complete(Caller caller, UUID id, SyncResult result) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE sync_operation SET result = ? WHERE account = ? AND id = ?")) {
            update.setString(1, mapper.writeValueAsString(result));
            update.setString(2, caller.subject());
            update.setBytes(3, Ids.bytes(id));
            update.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not note the result", e);
        }
    }

    /** Notes which record a client's id stands for; refuses one that is taken with {@code DUPLICATE}. */
    void name(Caller caller, UUID clientId, UUID id) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO sync_identity (account, client_id, id, created_at) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, caller.subject());
            insert.setBytes(2, Ids.bytes(clientId));
            insert.setBytes(3, Ids.bytes(id));
            insert.setObject(4, now());
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException taken) {
            throw CommonProblem.DUPLICATE.violations(
                    List.of(new Violation("/clientId", "TAKEN", "已用于其他记录", "Stands for another record already")));
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the client's id", e);
        }
    }

    /** Records for which these ids of the client stand. */
    Map<UUID, UUID> named(Caller caller, Collection<UUID> clientIds) {
        var found = new HashMap<UUID, UUID>();
        if (clientIds.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT client_id, id FROM sync_identity WHERE account = ?"
                        + " AND client_id IN (?" + ",?".repeat(clientIds.size() - 1) + ")")) {
            select.setString(1, caller.subject());
            var i = 2;
            for (var id : clientIds) {
                select.setBytes(i++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.put(Ids.of(row.getBytes(1)), Ids.of(row.getBytes(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for the client's ids", e);
        }
        return found;
    }

    /** Forgets a piece of what is older than {@code before}; returns whether there is more. */
    boolean forget(Instant before) {
        var more = false;
        try (var connection = database.getConnection()) {
            for (var table : List.of("sync_operation", "sync_identity")) {
                try (var delete = connection.prepareStatement(
                        "DELETE FROM " + table + " WHERE created_at < ? ORDER BY created_at LIMIT " + PIECE)) {
                    delete.setObject(1, before.atOffset(ZoneOffset.UTC).toLocalDateTime());
                    more |= delete.executeUpdate() == PIECE;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget old operations", e);
        }
        return more;
    }

    private LocalDateTime now() {
        return time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
