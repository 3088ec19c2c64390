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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Results of operations and the ids that clients gave, per account. A result is written in the transaction of its effect:
 * neither is there without the other. Whoever sends the same operation at the same time waits for the first one's row.
 * Results are encrypted as personal data are, fingerprints are keyed.
 */
@ApplicationScoped
public class SyncRecords {
    private static final int PIECE = 1000;

    private final DataSource database;
    private final ObjectMapper mapper;
    private final PersonalDataCipher cipher;
    private final KeyedHash hashes;
    private final TimeSource time;

    SyncRecords(
            DataSource database, ObjectMapper mapper, PersonalDataCipher cipher, KeyedHash hashes, TimeSource time) {
        this.database = database;
        this.mapper = mapper;
        this.cipher = cipher;
        this.hashes = hashes;
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
                        + " (account, id, fingerprint, sealed, created_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, caller.subject());
            insert.setBytes(2, Ids.bytes(id));
            insert.setBytes(3, keyed(fingerprint));
            insert.setBytes(4, result == null ? null : cipher.encrypt(mapper.writeValueAsString(result)));
            insert.setObject(5, now());
            try {
                insert.executeUpdate();
            } catch (SQLIntegrityConstraintViolationException known) {
                return Optional.of(first(connection, caller, id, fingerprint));
            }
            if (result != null) {
                link(connection, caller, id, result);
            }
            return Optional.empty();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not note the operation", e);
        }
    }

    private SyncResult first(Connection connection, Caller caller, UUID id, byte[] fingerprint)
            throws SQLException, JsonProcessingException {
        try (var select = connection.prepareStatement(
                "SELECT fingerprint, sealed, result FROM sync_operation WHERE account = ? AND id = ?")) {
            select.setString(1, caller.subject());
            select.setBytes(2, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                // in clear and with a plain fingerprint it was kept before V096
                var kept = row.next()
                        ? row.getBytes(2) == null ? row.getString(3) : cipher.decrypt(row.getBytes(2))
                        : null;
                if (kept == null) {
                    throw CommonProblem.REQUEST_IN_PROGRESS.problem();
                }
                if (!Arrays.equals(row.getBytes(1), keyed(fingerprint))
                        && !Arrays.equals(row.getBytes(1), fingerprint)) {
                    throw CommonProblem.IDEMPOTENCY_KEY_REUSED.problem();
                }
                return mapper.readValue(kept, SyncResult.class).again();
            }
        }
    }

    /** Writes the result of a claimed operation, in the same transaction. */
    void complete(Caller caller, UUID id, SyncResult result) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE sync_operation SET sealed = ? WHERE account = ? AND id = ?")) {
            update.setBytes(1, cipher.encrypt(mapper.writeValueAsString(result)));
            update.setString(2, caller.subject());
            update.setBytes(3, Ids.bytes(id));
            update.executeUpdate();
            link(connection, caller, id, result);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not note the result", e);
        }
    }

    /** Notes which households a result shows, so that it is forgotten when they are anonymised. */
    private void link(Connection connection, Caller caller, UUID id, SyncResult result) throws SQLException {
        if (result.body() == null && result.conflict() == null) {
            return;
        }
        var named = new LinkedHashSet<UUID>();
        SyncIds.walk(mapper.valueToTree(result), found -> {
            named.add(found);
            return found;
        });
        var shown = new ArrayList<byte[]>();
        try (var select = connection.prepareStatement(
                "SELECT id FROM household WHERE id IN (?" + ",?".repeat(named.size() - 1) + ")")) {
            var i = 1;
            for (var one : named) {
                select.setBytes(i++, Ids.bytes(one));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    shown.add(row.getBytes(1));
                }
            }
        }
        try (var insert = connection.prepareStatement(
                "INSERT INTO sync_household (household_id, account, id, created_at) VALUES (?, ?, ?, ?)")) {
            for (var household : shown) {
                insert.setBytes(1, household);
                insert.setString(2, caller.subject());
                insert.setBytes(3, Ids.bytes(id));
                insert.setObject(4, now());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What a body says could be guessed from a plain hash by whoever reads the table. */
    private byte[] keyed(byte[] fingerprint) {
        return hashes.of("sync", HexFormat.of().formatHex(fingerprint));
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
            for (var table : List.of("sync_operation", "sync_identity", "sync_household")) {
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
