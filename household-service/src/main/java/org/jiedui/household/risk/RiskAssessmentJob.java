package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.RiskAssessmentOrder;

/**
 * Asks the rules about all households below a region, a few thousand per transaction, and then announces overdue steps of
 * the procedure there. Killed, it goes on where it stopped. The result counts households, alerts raised, changed and
 * cleared, and overdue steps.
 */
@ApplicationScoped
public class RiskAssessmentJob implements JobHandler {
    private static final int CHUNK = 4000;
    private static final int OVERDUE = 500;

    private final RiskSweep sweep;
    private final RiskStandardsRepository standards;
    private final OverdueSteps overdue;
    private final DataSource database;
    private final TimeSource time;

    RiskAssessmentJob(
            RiskSweep sweep,
            RiskStandardsRepository standards,
            OverdueSteps overdue,
            DataSource database,
            TimeSource time) {
        this.sweep = sweep;
        this.standards = standards;
        this.overdue = overdue;
        this.database = database;
        this.time = time;
    }

    /**
     * Where an assessment stands.
     *
     * @param place null when all households are done
     */
    record Progress(RiskSweep.Place place, long total, long raised, long changed, long cleared, long overdue) {
        Progress plus(RiskSweep.Swept swept) {
            return new Progress(
                    swept.last(),
                    total,
                    raised + swept.raised(),
                    changed + swept.changed(),
                    cleared + swept.cleared(),
                    overdue);
        }

        Progress plus(int steps) {
            return new Progress(place, total, raised, changed, cleared, overdue + steps);
        }
    }

    @Override
    public String kind() {
        return RiskAssessmentOrder.KIND;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Object run(JobContext job) throws SQLException {
        var region = job.parameters(RiskAssessmentOrder.class).region();
        var known = job.progress(Progress.class);
        var progress = known.isPresent() ? known.get() : new Progress(RiskSweep.Place.BEGIN, count(region), 0, 0, 0, 0);
        var processed = job.processed();
        while (progress.place() != null) {
            var before = progress;
            var done = processed;
            var swept = job.inTransaction(() -> {
                var found = sweep.next(region, before.place(), CHUNK, standards.inForce(time.today()));
                job.checkpoint(done + found.looked(), before.total(), before.plus(found));
                return found;
            });
            processed += swept.looked();
            progress = progress.plus(swept);
        }
        var looked = processed;
        int steps;
        do {
            var before = progress;
            steps = job.inTransaction(() -> {
                var announced = overdue.announce(region, time.today(), OVERDUE);
                job.checkpoint(looked, before.total(), before.plus(announced));
                return announced;
            });
            progress = progress.plus(steps);
        } while (steps == OVERDUE);
        var result = new LinkedHashMap<String, Long>();
        result.put("households", looked);
        result.put("raised", progress.raised());
        result.put("changed", progress.changed());
        result.put("cleared", progress.cleared());
        result.put("overdueSteps", progress.overdue());
        return Map.copyOf(result);
    }

    private long count(String region) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM household"
                        + (region.isEmpty() ? "" : " WHERE region >= ? AND region < ?"))) {
            if (!region.isEmpty()) {
                select.setString(1, region);
                select.setString(2, region + "~");
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
