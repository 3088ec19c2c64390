package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;

/**
 * Gives members a {@link NameKey} who were written without one: by a bulk writer, or before there were any. Goes through
 * the villages by the index of names, so that it reads no row of those who have one.
 */
@ApplicationScoped
public class NameKeyJob implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "household-name-keys";

    private static final int VILLAGES = 50;

    private final DataSource database;

    NameKeyJob(DataSource database) {
        this.database = database;
    }

    /** The last village that is done, and how many keys were given. */
    record Progress(String village, long keys) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Object run(JobContext job) {
        var progress = job.progress(Progress.class).orElse(new Progress("", 0));
        while (progress != null) {
            var now = progress;
            progress = job.inTransaction(() -> {
                var villages = villages(now.village());
                if (villages.isEmpty()) {
                    return null;
                }
                var next = new Progress(villages.get(villages.size() - 1), now.keys() + give(villages));
                job.checkpoint(next.keys(), null, next);
                return next;
            });
        }
        return null;
    }

    private List<String> villages(String after) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT code FROM region WHERE code > ? AND level = 'VILLAGE' ORDER BY code LIMIT ?")) {
            select.setString(1, after);
            select.setInt(2, VILLAGES);
            var villages = new ArrayList<String>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    villages.add(row.getString(1));
                }
            }
            return villages;
        }
    }

    private long give(List<String> villages) throws SQLException {
        var given = 0L;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, name FROM household_member WHERE region IN ("
                        + "?,".repeat(villages.size() - 1) + "?) AND name_key IS NULL AND name <> ''");
                var update = connection.prepareStatement(
                        "UPDATE household_member SET name_key = ? WHERE id = ? AND name = ?")) {
            for (var i = 0; i < villages.size(); i++) {
                select.setString(i + 1, villages.get(i));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var key = NameKey.of(row.getString(2));
                    // none that can be pronounced is not looked at again
                    update.setString(1, key == null ? "" : key);
                    update.setBytes(2, row.getBytes(1));
                    update.setString(3, row.getString(2));
                    update.addBatch();
                    given++;
                }
            }
            if (given > 0) {
                update.executeBatch();
            }
        }
        return given;
    }
}
