package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/** Begins runs of the rules over many households: every night by itself, and on order. */
@ApplicationScoped
public class QualityRuns {
    /** Longer than any transaction may last: what was committed after a run began but written before is looked at again. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Jobs jobs;
    private final QualityConfig config;
    private final DataSource database;
    private final TimeSource time;

    QualityRuns(Jobs jobs, QualityConfig config, DataSource database, TimeSource time) {
        this.jobs = jobs;
        this.config = config;
        this.database = database;
        this.time = time;
    }

    /** Begins a run over everything below a division of the caller's region; returns the job's id. */
    @Transactional
    public UUID order(Caller caller, String region) {
        caller.requireCovers(region);
        return jobs.submit(QualityRun.KIND, region, new QualityRun.Order(region, null, null), caller.subject());
    }

    /**
     * Begins this night's run if it is time and no replica has begun it: the row of the schedule is the lease. Rules that
     * depend on the household's record alone are asked of the households that changed since the last nightly run, the
     * others of all.
     */
    @Transactional
    public Optional<UUID> tonight() {
        var now = time.now();
        if (!config.nightly() || now.atZone(time.zone()).toLocalTime().isBefore(config.nightlyAt())) {
            return Optional.empty();
        }
        return begin();
    }

    /** Begins today's nightly run unless it was begun, whatever the time. */
    @Transactional
    Optional<UUID> begin() {
        Instant now = time.now();
        try (var connection = database.getConnection();
                var take = connection.prepareStatement(
                        "UPDATE quality_night SET last_day = ? WHERE id = 1 AND last_day < ?")) {
            take.setObject(1, time.today());
            take.setObject(2, time.today());
            if (take.executeUpdate() == 0) {
                return Optional.empty();
            }
            try (var select = connection.prepareStatement("SELECT changed_since FROM quality_night WHERE id = 1");
                    var row = select.executeQuery()) {
                row.next();
                var since = row.getObject(1, LocalDateTime.class);
                return Optional.of(jobs.submit(
                        QualityRun.KIND,
                        "",
                        new QualityRun.Order(
                                "", since == null ? null : since.toInstant(ZoneOffset.UTC), now.minus(OVERLAP)),
                        Caller.SYSTEM.subject()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not begin the nightly run", e);
        }
    }
}
