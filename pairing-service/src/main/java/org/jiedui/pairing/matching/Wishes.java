package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.household.HouseholdRepository;
import org.jiedui.pairing.mentee.MenteeRepository;

/** Who wishes to be paired with whom (PA-13), as the office of the helped side notes it. */
@ApplicationScoped
public class Wishes {
    /** Whose wish it is. */
    public enum Side {
        HELPER,
        HELPED
    }

    /** One wish. */
    public record Wish(UUID helperId, UUID helpedId, Side side, String region, Instant toldAt) {}

    private final DataSource database;
    private final HelperRepository helpers;
    private final HouseholdRepository households;
    private final MenteeRepository mentees;
    private final AuditTrail audit;
    private final TimeSource time;

    Wishes(
            DataSource database,
            HelperRepository helpers,
            HouseholdRepository households,
            MenteeRepository mentees,
            AuditTrail audit,
            TimeSource time) {
        this.database = database;
        this.helpers = helpers;
        this.households = households;
        this.mentees = mentees;
        this.audit = audit;
        this.time = time;
    }

    /** Notes a wish between a visible helper and a visible household or mentee; noting it again changes nothing. */
    @Transactional
    public Wish note(UUID helper, UUID helped, Side side, Caller caller) {
        helpers.require(helper, caller);
        var region = households
                .find(helped, caller)
                .map(household -> household.region())
                .or(() -> mentees.find(helped, caller).map(mentee -> mentee.region()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO pairing_wish (helped_id, helper_id, side, region,"
                        + " told_by, told_at) VALUES (?,?,?,?,?,?) ON DUPLICATE KEY UPDATE region = VALUES(region)")) {
            insert.setBytes(1, Ids.bytes(helped));
            insert.setBytes(2, Ids.bytes(helper));
            insert.setString(3, side.name());
            insert.setString(4, region);
            insert.setString(5, caller.subject());
            insert.setObject(6, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the wish", e);
        }
        audit.record(caller, "WISH_NOTED", "helper", helper, region, Map.of("side", side.name()));
        return list(helper, helped, caller.regionPrefix()).stream()
                .filter(wish -> wish.side() == side)
                .findFirst()
                .orElseThrow();
    }

    /** Takes a wish back; refuses with {@code NOT_FOUND} when there is none below the caller's region. */
    @Transactional
    public void withdraw(UUID helper, UUID helped, Side side, Caller caller) {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("DELETE FROM pairing_wish WHERE helped_id = ? AND helper_id = ?"
                                + " AND side = ? AND region LIKE CONCAT(?, '%')")) {
            delete.setBytes(1, Ids.bytes(helped));
            delete.setBytes(2, Ids.bytes(helper));
            delete.setString(3, side.name());
            delete.setString(4, caller.regionPrefix());
            if (delete.executeUpdate() == 0) {
                throw CommonProblem.NOT_FOUND.problem();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not take the wish back", e);
        }
        audit.record(caller, "WISH_WITHDRAWN", "helper", helper, caller.regionPrefix(), Map.of("side", side.name()));
    }

    /** The helped side moved: wishes about it are of the new division from now on. Needs a transaction. */
    public void moved(UUID helped, String region) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE pairing_wish SET region = ? WHERE helped_id = ?")) {
            update.setString(1, region);
            update.setBytes(2, Ids.bytes(helped));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not move the wishes", e);
        }
    }

    /** Wishes about one helped side below the prefix; of one helper only, unless null. At most two for each helper. */
    public List<Wish> list(UUID helper, UUID helped, String regionPrefix) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT helper_id, helped_id, side, region, told_at"
                        + " FROM pairing_wish WHERE helped_id = ? AND region LIKE CONCAT(?, '%')"
                        + (helper == null ? "" : " AND helper_id = ?")
                        + " ORDER BY helper_id, side LIMIT 400")) {
            select.setBytes(1, Ids.bytes(helped));
            select.setString(2, regionPrefix);
            if (helper != null) {
                select.setBytes(3, Ids.bytes(helper));
            }
            var found = new ArrayList<Wish>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Wish(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            Side.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read wishes", e);
        }
    }

    /** How many of the two sides wish for each other, by helper. */
    public Map<UUID, Integer> count(UUID helped) {
        var counts = new HashMap<UUID, Integer>();
        list(null, helped, "").forEach(wish -> counts.merge(wish.helperId(), 1, Integer::sum));
        return counts;
    }
}
