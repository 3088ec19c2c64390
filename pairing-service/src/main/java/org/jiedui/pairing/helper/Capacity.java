package org.jiedui.pairing.helper;

import static org.jiedui.pairing.PairingProblem.CAPACITY_BELOW_TAKEN;
import static org.jiedui.pairing.PairingProblem.CAPACITY_EXHAUSTED;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Slices;

/**
 * Places of helpers and teams per role (PA-06). Whoever needs a place locks the row in his transaction, which puts parallel
 * writers in a queue, and then asks whose days have one in common with the wished ones; {@code taken} counts what is not
 * over, whatever its days, so that it may be more than the places where one follows another. All methods need a running
 * transaction.
 */
@ApplicationScoped
public class Capacity {
    /** The role that answers for the helped side. */
    public static final String PRIMARY = "PRIMARY";

    /** The role that supports. */
    public static final String SUPPORTING = "SUPPORTING";

    private final DataSource database;

    Capacity(DataSource database) {
        this.database = database;
    }

    /** Opens the places of a new holder. */
    public void open(UUID holder, int primary, int supporting) {
        run("INSERT INTO capacity (holder_id, role, places, taken) VALUES (?,?,?,0),(?,?,?,0)", statement -> {
            statement.setBytes(1, Ids.bytes(holder));
            statement.setString(2, PRIMARY);
            statement.setInt(3, primary);
            statement.setBytes(4, Ids.bytes(holder));
            statement.setString(5, SUPPORTING);
            statement.setInt(6, supporting);
            return statement.executeUpdate();
        });
    }

    /** Changes the places; {@code CAPACITY_BELOW_TAKEN} when they become fewer and more are taken, on whatever days. */
    public void resize(UUID holder, String role, int places) {
        var changed = run(
                "UPDATE capacity SET places = ? WHERE holder_id = ? AND role = ? AND (taken <= ? OR places <= ?)",
                statement -> {
                    statement.setInt(1, places);
                    statement.setBytes(2, Ids.bytes(holder));
                    statement.setString(3, role);
                    statement.setInt(4, places);
                    statement.setInt(5, places);
                    return statement.executeUpdate();
                });
        if (changed == 0) {
            throw CAPACITY_BELOW_TAKEN.because(reason(holder, role));
        }
    }

    /** A place: whose, and in which role. */
    public record Place(UUID holder, String role) {}

    /** The places of these holders, locked until the transaction ends, always in the same order. */
    public Map<Place, Places> lock(Collection<UUID> holders) {
        var found = new HashMap<Place, Places>();
        var sorted = holders.stream()
                .sorted((one, other) -> Arrays.compareUnsigned(Ids.bytes(one), Ids.bytes(other)))
                .toList();
        for (var slice : Slices.of(sorted, Slices.ROWS)) {
            run(
                    "SELECT holder_id, role, places, taken FROM capacity WHERE holder_id IN ("
                            + "?,".repeat(slice.size() - 1) + "?) ORDER BY holder_id, role FOR UPDATE",
                    statement -> {
                        for (var i = 0; i < slice.size(); i++) {
                            statement.setBytes(i + 1, Ids.bytes(slice.get(i)));
                        }
                        try (var row = statement.executeQuery()) {
                            while (row.next()) {
                                found.put(
                                        new Place(Ids.of(row.getBytes(1)), row.getString(2)),
                                        new Places(row.getString(2), row.getInt(3), row.getInt(4)));
                            }
                        }
                        return null;
                    });
        }
        return found;
    }

    /** Takes so many of each place; they are locked and were found free on the days in question. */
    public void takeAll(Map<Place, Integer> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        var changed = run("UPDATE capacity SET taken = taken + ? WHERE holder_id = ? AND role = ?", statement -> {
            for (var each : wanted.entrySet()) {
                statement.setInt(1, each.getValue());
                statement.setBytes(2, Ids.bytes(each.getKey().holder()));
                statement.setString(3, each.getKey().role());
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).allMatch(one -> one == 1 || one == -2);
        });
        if (!changed) {
            throw new IllegalStateException("a locked place was gone");
        }
    }

    /** The refusal for want of a place. */
    public static ProblemException exhausted(Places places) {
        return CAPACITY_EXHAUSTED.because(full(places));
    }

    /** A locked place is taken on other days: it is stamped, as the days are kept in memory elsewhere. */
    public void redated(UUID holder, String role) {
        run("UPDATE capacity SET touched_at = CURRENT_TIMESTAMP(6) WHERE holder_id = ? AND role = ?", statement -> {
            statement.setBytes(1, Ids.bytes(holder));
            statement.setString(2, role);
            return statement.executeUpdate();
        });
    }

    /** Gives a place back. */
    public void release(UUID holder, String role) {
        var changed = run(
                "UPDATE capacity SET taken = taken - 1 WHERE holder_id = ? AND role = ? AND taken > 0", statement -> {
                    statement.setBytes(1, Ids.bytes(holder));
                    statement.setString(2, role);
                    return statement.executeUpdate();
                });
        if (changed == 0) {
            throw new IllegalStateException("a place was given back that nobody held");
        }
    }

    /** Places of the holders, per holder in the order primary, supporting. One query. */
    public Map<UUID, List<Places>> of(Collection<UUID> holders) {
        if (holders.isEmpty()) {
            return Map.of();
        }
        return run(
                "SELECT holder_id, role, places, taken FROM capacity WHERE holder_id IN ("
                        + "?,".repeat(holders.size() - 1) + "?) ORDER BY holder_id, role",
                statement -> {
                    var at = 1;
                    for (var holder : holders) {
                        statement.setBytes(at++, Ids.bytes(holder));
                    }
                    var found = new HashMap<UUID, List<Places>>();
                    try (var row = statement.executeQuery()) {
                        while (row.next()) {
                            found.computeIfAbsent(Ids.of(row.getBytes(1)), h -> new ArrayList<>(2))
                                    .add(new Places(row.getString(2), row.getInt(3), row.getInt(4)));
                        }
                    }
                    return found;
                });
    }

    private Reason reason(UUID holder, String role) {
        var places = of(List.of(holder)).getOrDefault(holder, List.of()).stream()
                .filter(p -> p.role().equals(role))
                .findFirst()
                .orElse(new Places(role, 0, 0));
        return full(places);
    }

    private static Reason full(Places places) {
        return new Reason(
                "HELPER_FULL",
                "角色 %s 的名额 %d 个，已占用 %d 个".formatted(places.role(), places.places(), places.taken()),
                "Role %s has %d places, %d of them taken".formatted(places.role(), places.places(), places.taken()));
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(java.sql.PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read or write the places", e);
        }
    }
}
