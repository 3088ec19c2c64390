package org.jiedui.chassis.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.TimeSource;

/**
 * Keys and their answers, in the writer's own transaction: an effect without its key, or a key without its effect, cannot
 * be committed. A key is claimed by inserting it; whoever comes second while the first still runs meets the first one's
 * row lock, does not wait for it, and is refused with {@code REQUEST_IN_PROGRESS}. Answers are encrypted as personal data
 * are: they hold names, texts and, once, secrets.
 */
@ApplicationScoped
public class IdempotencyKeys {
    private static final int ER_LOCK_NOWAIT = 3572;
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;

    private static final int LONGEST_KEY_ID = 8;

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final TimeSource time;

    IdempotencyKeys(DataSource database, PersonalDataCipher cipher, TimeSource time) {
        this.database = database;
        this.cipher = cipher;
        this.time = time;
    }

    /**
     * Claims the key for a request, or gives its answer.
     *
     * @param plain the fingerprint as it was kept before it was keyed; replicas of that age still write it
     */
    Optional<StoredAnswer> claim(byte[] id, byte[] fingerprint, byte[] plain) throws SQLException {
        try (var connection = database.getConnection()) {
            var stored = find(connection, id, fingerprint, plain);
            if (stored.isPresent()) {
                return stored;
            }
            try (var insert = connection.prepareStatement(
                    "INSERT INTO idempotency_key (id, fingerprint, created_at) VALUES (?, ?, ?)")) {
                insert.setBytes(1, id);
                insert.setBytes(2, fingerprint);
                insert.setObject(
                        3, time.now().atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
                insert.executeUpdate();
                return Optional.empty();
            } catch (SQLIntegrityConstraintViolationException committedMeanwhile) {
                return find(connection, id, fingerprint, plain);
            } catch (SQLException e) {
                throw inProgress(e);
            }
        }
    }

    void complete(byte[] id, StoredAnswer answer) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE idempotency_key SET status = ?, location = ?, etag = ?, body = ? WHERE id = ?")) {
            update.setInt(1, answer.status());
            update.setString(2, answer.location());
            update.setString(3, answer.etag());
            update.setBytes(4, sealed(answer.body()));
            update.setBytes(5, id);
            update.executeUpdate();
        }
    }

    /** Removes up to {@code limit} keys older than 48 hours; returns how many. */
    public int purge(int limit) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "DELETE FROM idempotency_key WHERE created_at < ? ORDER BY created_at LIMIT ?")) {
            delete.setObject(
                    1,
                    time.now()
                            .minus(java.time.Duration.ofHours(48))
                            .atOffset(java.time.ZoneOffset.UTC)
                            .toLocalDateTime());
            delete.setInt(2, limit);
            return delete.executeUpdate();
        }
    }

    private byte[] sealed(byte[] body) {
        return body.length == 0 ? body : cipher.encrypt(new String(body, StandardCharsets.UTF_8));
    }

    /** An answer from before answers were encrypted begins as JSON does, never with the length of a key's id. */
    private byte[] opened(byte[] body) {
        return body == null || body.length == 0 || body[0] > LONGEST_KEY_ID
                ? body
                : cipher.decrypt(body).getBytes(StandardCharsets.UTF_8);
    }

    private Optional<StoredAnswer> find(Connection connection, byte[] id, byte[] fingerprint, byte[] plain)
            throws SQLException {
        try (var select = connection.prepareStatement("SELECT fingerprint, status, location, etag, body"
                + " FROM idempotency_key WHERE id = ? FOR SHARE NOWAIT")) {
            select.setBytes(1, id);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var kept = row.getBytes(1);
                if (!Arrays.equals(kept, fingerprint) && !Arrays.equals(kept, plain)) {
                    throw CommonProblem.IDEMPOTENCY_KEY_REUSED.problem();
                }
                return Optional.of(
                        new StoredAnswer(row.getInt(2), row.getString(3), row.getString(4), opened(row.getBytes(5))));
            }
        } catch (SQLException e) {
            throw inProgress(e);
        }
    }

    private static SQLException inProgress(SQLException e) {
        if (e.getErrorCode() == ER_LOCK_NOWAIT || e.getErrorCode() == ER_LOCK_WAIT_TIMEOUT) {
            throw CommonProblem.REQUEST_IN_PROGRESS.problem().header("Retry-After", 1);
        }
        return e;
    }
}
