package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/** The own projection of helpers: the units that sent them. What was announced last stays; the log keeps their order. */
@ApplicationScoped
public class HelperUnits {
    private final DataSource database;

    HelperUnits(DataSource database) {
        this.database = database;
    }

    /** Takes in one announcement. Tasks that exist stay as they are. */
    @Transactional
    public void take(HelperUnit unit) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("INSERT INTO helper_unit (helper_id, unit_level, region)"
                        + " VALUES (?,?,?) AS new ON DUPLICATE KEY UPDATE unit_level = new.unit_level,"
                        + " region = new.region")) {
            upsert.setBytes(1, Ids.bytes(unit.helperId()));
            upsert.setString(2, unit.level());
            upsert.setString(3, unit.region());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the helper's unit", e);
        }
    }

    /** The units of these helpers, as far as they are known. */
    Map<UUID, HelperUnit> of(Collection<UUID> helpers) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT helper_id, unit_level, region FROM helper_unit"
                        + " WHERE helper_id IN (" + "?,".repeat(helpers.size() - 1) + "?)")) {
            var i = 1;
            for (var helper : helpers) {
                select.setBytes(i++, Ids.bytes(helper));
            }
            var units = new HashMap<UUID, HelperUnit>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    units.put(id, new HelperUnit(id, row.getString(2), row.getString(3)));
                }
            }
            return units;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the helpers' units", e);
        }
    }
}
