package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/**
 * Pairs of households that may be one. Each ground is an equality that an index answers, for the members of a region or of
 * one household; both households of a pair exist and are in the caller's region. A person who left one household for
 * another is no ground.
 */
@ApplicationScoped
public class DuplicateSearch {
    private static final String OPEN = " JOIN household ha ON ha.id = a.household_id AND ha.closed_on IS NULL"
            + " JOIN household hb ON hb.id = b.household_id AND hb.closed_on IS NULL";

    /** The person did not move, and was not taken for somebody else: both stand, or one of them is said to have died. */
    private static final String APART = " AND (a.departure IS NULL OR a.departure IN ('DIED','OTHER'))"
            + " AND (b.departure IS NULL OR b.departure IN ('DIED','OTHER'))";

    private static final String[] GROUNDS = {
        "SELECT 'SAME_PERSON', a.household_id, b.household_id FROM household_member a"
                + " JOIN household_member b ON b.id_hash = a.id_hash" + OPEN + " WHERE %s" + APART,
        "SELECT 'SAME_NAME_AND_BIRTH_DATE', a.household_id, b.household_id FROM household_member a"
                + " JOIN household_member b ON b.region = a.region AND b.birth_date = a.birth_date AND b.name = a.name"
                + OPEN + " WHERE %s" + APART,
        "SELECT 'SAME_PHONE', a.household_id, b.household_id FROM household_member a"
                + " JOIN household_member b ON b.phone_hash = a.phone_hash" + OPEN
                + " WHERE %s AND a.departed_on IS NULL AND b.departed_on IS NULL"
                + " AND (SELECT COUNT(*) FROM household_member c WHERE c.phone_hash = a.phone_hash) <= 5"
    };

    private final DataSource database;

    DuplicateSearch(DataSource database) {
        this.database = database;
    }

    /** A pair; {@code first} is the one that was registered earlier. */
    public record Pair(UUID first, UUID second, List<DuplicateGround> grounds) {}

    /**
     * Pairs with at least one household in a region of at most a county, the earliest first.
     *
     * @param ground only these; null: any
     */
    public Page<Pair> inRegion(Caller caller, String region, DuplicateGround ground, PageRequest page) {
        var filter = region + "|" + ground;
        var cursor = page.cursor("duplicates", filter);
        var pairs = search(
                caller,
                "a.region LIKE CONCAT(?, '%%')",
                region,
                ground,
                cursor.isEmpty() ? null : UUID.fromString(cursor.get(0)),
                cursor.isEmpty() ? null : UUID.fromString(cursor.get(1)),
                page.limit() + 1);
        return Page.of(
                pairs,
                page.limit(),
                last -> Cursor.encode(
                        "duplicates",
                        filter,
                        List.of(last.first().toString(), last.second().toString())));
    }

    /** At most 50 pairs with this household, which the caller may see. */
    public List<Pair> of(Caller caller, UUID household) {
        return search(caller, "a.household_id = ?", Ids.bytes(household), null, null, null, 50);
    }

    private List<Pair> search(
            Caller caller, String scope, Object value, DuplicateGround ground, UUID first, UUID second, int limit) {
        var where = scope.replace("%%", "%") + " AND b.household_id <> a.household_id AND b.region LIKE CONCAT(?, '%')"
                + " AND a.region LIKE CONCAT(?, '%')";
        var parts = Arrays.stream(DuplicateGround.values())
                .filter(g -> ground == null || g == ground)
                .map(g -> GROUNDS[g.ordinal()].replace("%s", where))
                .toList();
        var sql = "SELECT LEAST(x, y) f, GREATEST(x, y) s, GROUP_CONCAT(DISTINCT ground) FROM ("
                + String.join(" UNION ALL ", parts)
                + ") found (ground, x, y) GROUP BY f, s"
                + (first == null ? "" : " HAVING f > ? OR (f = ? AND s > ?)") + " ORDER BY f, s LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            for (var n = 0; n < parts.size(); n++) {
                select.setObject(i++, value);
                select.setString(i++, caller.regionPrefix());
                select.setString(i++, caller.regionPrefix());
            }
            if (first != null) {
                select.setBytes(i++, Ids.bytes(first));
                select.setBytes(i++, Ids.bytes(first));
                select.setBytes(i++, Ids.bytes(second));
            }
            select.setInt(i, limit);
            var pairs = new ArrayList<Pair>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    pairs.add(new Pair(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            Arrays.stream(row.getString(3).split(","))
                                    .map(DuplicateGround::valueOf)
                                    .sorted()
                                    .toList()));
                }
            }
            return pairs;
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for duplicates", e);
        }
    }
}
