package org.jiedui.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;

/** How often an account may have something sent within an hour, counted from the first time on. */
@ApplicationScoped
public class HourlyLimit {
    private static final Duration HOUR = Duration.ofHours(1);

    private final DataSource database;

    HourlyLimit(DataSource database) {
        this.database = database;
    }

    /** What is counted, each by itself. */
    public enum Purpose {
        CODE,
        RESEND
    }

    /**
     * Counts once more for the account, in the running transaction; whoever else is counted for the same waits until that
     * has ended. Refuses with {@code TOO_MANY_REQUESTS} and {@code Retry-After} in seconds after too many.
     *
     * @param most times within an hour
     */
    public void require(String account, Purpose purpose, int most, Instant now) {
        var hourAgo = utc(now.minus(HOUR));
        try (var connection = database.getConnection();
                var write = connection.prepareStatement(
                        "INSERT INTO contact_code (account, purpose, since, sent) VALUES (?,?,?,1)"
                                + " ON DUPLICATE KEY UPDATE sent = IF(since <= ?, 1, sent + 1), since = IF(since <= ?, ?, since)");
                var read = connection.prepareStatement(
                        "SELECT sent, since FROM contact_code WHERE account = ? AND purpose = ?")) {
            write.setString(1, account);
            write.setString(2, purpose.name());
            write.setObject(3, utc(now));
            write.setObject(4, hourAgo);
            write.setObject(5, hourAgo);
            write.setObject(6, utc(now));
            write.executeUpdate();
            read.setString(1, account);
            read.setString(2, purpose.name());
            try (var row = read.executeQuery()) {
                row.next();
                if (row.getInt(1) > most) {
                    var end = row.getObject(2, LocalDateTime.class)
                            .toInstant(ZoneOffset.UTC)
                            .plus(HOUR);
                    throw CommonProblem.TOO_MANY_REQUESTS
                            .problem()
                            .header("Retry-After", Duration.between(now, end).toSeconds() + 1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count what is sent", e);
        }
    }

    private static LocalDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
