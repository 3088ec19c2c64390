package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/** Orders the assessment of a night once, whatever the number of replicas: the night's row is the lease. */
@ApplicationScoped
public class RiskNightOrder {
    private final RiskAssessments assessments;
    private final DataSource database;

    RiskNightOrder(RiskAssessments assessments, DataSource database) {
        this.assessments = assessments;
        this.database = database;
    }

    /** The job of the night, or empty when somebody has ordered it. */
    @Transactional
    public Optional<UUID> begin(LocalDate day) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT IGNORE INTO risk_night (day, job_id) VALUES (?, ?)")) {
            insert.setObject(1, day);
            insert.setBytes(2, new byte[16]);
            if (insert.executeUpdate() == 0) {
                return Optional.empty();
            }
            var job = assessments.submit("", "NIGHT", null, Caller.SYSTEM.subject());
            try (var update = connection.prepareStatement("UPDATE risk_night SET job_id = ? WHERE day = ?")) {
                update.setBytes(1, Ids.bytes(job));
                update.setObject(2, day);
                update.executeUpdate();
            }
            return Optional.of(job);
        } catch (SQLException e) {
            throw new IllegalStateException("could not order the night", e);
        }
    }
}
