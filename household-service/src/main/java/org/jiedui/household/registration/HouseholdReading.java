package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/**
 * Reads households by the hundred, to be shown and never changed: two statements, no persistence context. Members are
 * read apart from their households, because a join repeats all of a household with each member; a change between the two
 * statements is a change of its own to who follows the feed.
 */
@ApplicationScoped
public class HouseholdReading {
    private final HouseholdRepository households;
    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final AssetList assets;

    HouseholdReading(HouseholdRepository households, DataSource database, PersonalDataCipher cipher, AssetList assets) {
        this.households = households;
        this.database = database;
        this.cipher = cipher;
        this.assets = assets;
    }

    /** Those of the households that are visible to the caller, with their members in their places, by id. */
    public Map<UUID, Household> visible(Caller caller, Collection<UUID> ids) {
        var found = new LinkedHashMap<UUID, Household>();
        if (ids.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection()) {
            var scope = households.scope(caller, "h");
            var bound = new ArrayList<Object>(keys(ids));
            bound.addAll(scope.values());
            read(
                    connection,
                    "SELECT " + Household.COLUMNS + " FROM household h FORCE INDEX (PRIMARY) WHERE h.id IN ("
                            + marks(ids.size()) + ") AND " + scope.sql(),
                    bound,
                    row -> {
                        var household = new Household(row, assets);
                        found.put(household.id(), household);
                    });
            if (!found.isEmpty()) {
                read(
                        connection,
                        "SELECT m.household_id, " + Member.COLUMNS
                                + " FROM household_member m FORCE INDEX (member_household) WHERE m.household_id IN ("
                                + marks(found.size()) + ") ORDER BY m.household_id, m.position",
                        keys(found.keySet()),
                        row -> found.get(row.id()).read(row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read households", e);
        }
        return found;
    }

    private interface Take {
        void take(RowCursor row) throws SQLException;
    }

    private void read(Connection connection, String sql, List<?> values, Take take) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (var result = select.executeQuery()) {
                var row = new RowCursor(result, cipher);
                while (row.next()) {
                    take.take(row);
                }
            }
        }
    }

    private static List<byte[]> keys(Collection<UUID> ids) {
        return ids.stream().map(Ids::bytes).toList();
    }

    private static String marks(int howMany) {
        return "?,".repeat(howMany - 1) + "?";
    }
}
