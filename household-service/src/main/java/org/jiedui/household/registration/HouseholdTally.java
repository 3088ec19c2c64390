package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.value.Slices;

/**
 * How many households there are below a region: by villages in memory, a few megabytes for a country. Before it answers it
 * counts the villages anew in which the change feed, or what waits for it, has a change since the last answer, so that each
 * village's number is what the database had during the call; a household that moves just then may count in both or none.
 * Counting a million rows would take the database a quarter of a second each time.
 */
@ApplicationScoped
public class HouseholdTally {
    private static final int MOST = 20_000;
    private static final int PIECE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ChangeFeed feed;
    private final DataSource database;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<String, Long> villages = new TreeMap<>();
    /** Up to which place of the feed the numbers are true; before the first answer one that no feed reaches. */
    private long place = Long.MAX_VALUE;

    HouseholdTally(ChangeFeed feed, DataSource database) {
        this.feed = feed;
        this.database = database;
    }

    /**
     * Households that exist below the region.
     *
     * @param regionPrefix empty: everywhere
     * @return empty when others are counting for so long that asking the database is sooner done
     */
    public OptionalLong count(String regionPrefix) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return OptionalLong.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
        try {
            refresh();
            return OptionalLong.of(villages.subMap(regionPrefix, regionPrefix + "~").values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
        } catch (SQLException e) {
            throw new IllegalStateException("could not count households", e);
        } finally {
            lock.unlock();
        }
    }

    private void refresh() throws SQLException {
        var lately = feed.changed("households", place, MOST);
        try (var connection = database.getConnection()) {
            if (lately.isPresent()) {
                for (var some : Slices.of(List.copyOf(lately.get().regions()), PIECE)) {
                    some.forEach(villages::remove);
                    count(connection, " AND region IN (" + "?,".repeat(some.size() - 1) + "?)", some);
                }
                place = lately.get().head();
            } else {
                place = Long.MAX_VALUE;
                var head = feed.head();
                villages.clear();
                count(connection, "", List.of());
                place = head;
            }
        }
    }

    private void count(Connection connection, String condition, Collection<String> regions) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT region, COUNT(*) FROM household WHERE closed_on IS NULL" + condition + " GROUP BY region")) {
            var i = 1;
            for (var region : regions) {
                select.setString(i++, region);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    villages.put(row.getString(1), row.getLong(2));
                }
            }
        }
    }
}
