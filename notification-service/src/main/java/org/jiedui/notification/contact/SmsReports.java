package org.jiedui.notification.contact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.schedule.Round;

/**
 * Reports of an SMS provider that came before it was noted that their message was sent: a provider may report while the
 * answer to our call is still being recorded. Every round looks whether they are known by now; what nobody knew for a day
 * is forgotten.
 */
@ApplicationScoped
public class SmsReports implements Round {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 500;
    private static final int LONGEST_NAME = 100;

    private final DataSource database;
    private final TimeSource time;

    SmsReports(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public String name() {
        return "sms-reports";
    }

    /** Keeps a report, in the running transaction; of two for one message the later one counts. */
    void keep(String reference, boolean arrived) {
        if (reference.length() > LONGEST_NAME || !reference.chars().allMatch(c -> c > ' ' && c < 127)) {
            return;
        }
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("INSERT INTO sms_report (reference, arrived, received_at)"
                        + " VALUES (?,?,?) AS n ON DUPLICATE KEY UPDATE arrived = n.arrived")) {
            upsert.setString(1, reference);
            upsert.setBoolean(2, arrived);
            upsert.setObject(3, utc(time.now()));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep the report", e);
        }
    }

    @Override
    public int round() {
        return QuarkusTransaction.requiringNew().call(this::settle);
    }

    private int settle() {
        var now = time.now();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE delivery d JOIN sms_report r ON r.reference ="
                        + " d.reference SET d.state = IF(r.arrived, 'DELIVERED', 'PARKED'), d.last_answer ="
                        + " IF(r.arrived, 'reported as delivered', 'reported as not delivered'), d.updated_at = ?,"
                        + " d.version = d.version + 1 WHERE d.channel = 'SMS' AND d.state = 'SENT'");
                var settled = connection.prepareStatement(
                        "DELETE r FROM sms_report r JOIN delivery d"
                                + " ON d.reference = r.reference WHERE d.channel = 'SMS' AND d.state IN ('DELIVERED', 'PARKED')");
                var forgotten = connection.prepareStatement("DELETE FROM sms_report WHERE received_at < ? LIMIT ?")) {
            update.setObject(1, utc(now));
            var changed = update.executeUpdate();
            settled.executeUpdate();
            forgotten.setObject(1, utc(now.minus(KEPT)));
            forgotten.setInt(2, MOST);
            forgotten.executeUpdate();
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException("could not settle the reports", e);
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
