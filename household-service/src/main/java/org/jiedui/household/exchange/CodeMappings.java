package org.jiedui.household.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/**
 * What other systems call our codes (HH-20). A code of ours has one code in a system on each day; several of ours may
 * have the same. Kept by province officers and the platform, for the whole deployment.
 */
@ApplicationScoped
public class CodeMappings {
    private static final String COLUMNS = "id, system_name, list_name, our_code, their_code, valid_from, valid_to";

    private final DataSource database;
    private final TimeSource time;

    CodeMappings(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * One mapping.
     *
     * @param id null for a new one
     * @param system name of the other system, kebab case
     * @param list name of our code list
     * @param ourCode code of that list
     * @param theirCode what the system calls it
     * @param validFrom first day
     * @param validTo last day, or null
     */
    public record Mapping(
            UUID id,
            String system,
            String list,
            String ourCode,
            String theirCode,
            LocalDate validFrom,
            LocalDate validTo) {
        boolean overlaps(Mapping other) {
            return system.equals(other.system)
                    && list.equals(other.list)
                    && ourCode.equals(other.ourCode)
                    && (validTo == null || !other.validFrom.isAfter(validTo))
                    && (other.validTo == null || !validFrom.isAfter(other.validTo));
        }

        String key() {
            return system + "\u0000" + list + "\u0000" + ourCode + "\u0000" + validFrom;
        }
    }

    /**
     * Mappings in the order of system, list, code and day.
     *
     * @param list one list only, or null
     * @param on in force on that day only, or null
     * @param after the last one of the page before, or null
     */
    public List<Mapping> page(String system, String list, LocalDate on, Mapping after, int limit) {
        var sql =
                "SELECT " + COLUMNS + " FROM code_mapping WHERE 1 = 1" + (system == null ? "" : " AND system_name = ?")
                        + (list == null ? "" : " AND list_name = ?")
                        + (on == null ? "" : " AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)")
                        + (after == null ? "" : " AND (system_name, list_name, our_code, valid_from) > (?, ?, ?, ?)")
                        + " ORDER BY system_name, list_name, our_code, valid_from LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            if (system != null) {
                select.setString(i++, system);
            }
            if (list != null) {
                select.setString(i++, list);
            }
            if (on != null) {
                select.setObject(i++, on);
                select.setObject(i++, on);
            }
            if (after != null) {
                select.setString(i++, after.system());
                select.setString(i++, after.list());
                select.setString(i++, after.ourCode());
                select.setObject(i++, after.validFrom());
            }
            select.setInt(i, limit);
            return read(select);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read code mappings", e);
        }
    }

    /** What a system calls the codes of a list on a day, by our code. */
    public Map<String, String> outward(String system, String list, LocalDate on) {
        var codes = new HashMap<String, String>();
        page(system, list, on, null, Integer.MAX_VALUE).forEach(m -> codes.put(m.ourCode(), m.theirCode()));
        return codes;
    }

    /** Keeps a new mapping; refuses with {@code MAPPING_OVERLAPS} when the code has one on a day of its validity. */
    @Transactional
    public Mapping add(Caller caller, Mapping wanted) {
        if (of(List.of(wanted)).stream().anyMatch(wanted::overlaps)) {
            throw HouseholdProblem.MAPPING_OVERLAPS.problem();
        }
        var made = new Mapping(
                Ids.next(),
                wanted.system(),
                wanted.list(),
                wanted.ourCode(),
                wanted.theirCode(),
                wanted.validFrom(),
                wanted.validTo());
        store(caller, List.of(made), List.of());
        return made;
    }

    /** Takes a mapping away that was wrong; one that is over gets its last day by an import instead. */
    @Transactional
    public void remove(UUID id) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM code_mapping WHERE id = ?")) {
            delete.setBytes(1, Ids.bytes(id));
            if (delete.executeUpdate() == 0) {
                throw CommonProblem.NOT_FOUND.problem();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not remove a code mapping", e);
        }
    }

    /** All stored mappings of the codes of these. */
    List<Mapping> of(Collection<Mapping> wanted) {
        var codes = new LinkedHashSet<List<String>>();
        wanted.forEach(m -> codes.add(List.of(m.system(), m.list(), m.ourCode())));
        if (codes.isEmpty()) {
            return List.of();
        }
        var sql = "SELECT " + COLUMNS + " FROM code_mapping WHERE (system_name, list_name, our_code) IN ("
                + "(?,?,?),".repeat(codes.size() - 1) + "(?,?,?))";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            for (var code : codes) {
                for (var part : code) {
                    select.setString(i++, part);
                }
            }
            return read(select);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read code mappings", e);
        }
    }

    /** Writes new mappings and the changed their-code and last day of stored ones, in the running transaction. */
    void store(Caller caller, List<Mapping> added, List<Mapping> changed) {
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO code_mapping (" + COLUMNS
                        + ", updated_by, updated_at) VALUES (?,?,?,?,?,?,?,?,?)");
                var update = connection.prepareStatement("UPDATE code_mapping SET their_code = ?, valid_to = ?,"
                        + " updated_by = ?, updated_at = ? WHERE id = ?")) {
            for (var one : added) {
                insert.setBytes(1, Ids.bytes(one.id()));
                insert.setString(2, one.system());
                insert.setString(3, one.list());
                insert.setString(4, one.ourCode());
                insert.setString(5, one.theirCode());
                insert.setObject(6, one.validFrom());
                insert.setObject(7, one.validTo());
                insert.setString(8, caller.subject());
                insert.setObject(9, now);
                insert.addBatch();
            }
            if (!added.isEmpty()) {
                insert.executeBatch();
            }
            for (var one : changed) {
                update.setString(1, one.theirCode());
                update.setObject(2, one.validTo());
                update.setString(3, caller.subject());
                update.setObject(4, now);
                update.setBytes(5, Ids.bytes(one.id()));
                update.addBatch();
            }
            if (!changed.isEmpty()) {
                update.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not write code mappings", e);
        }
    }

    private static List<Mapping> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            var found = new ArrayList<Mapping>();
            while (row.next()) {
                found.add(new Mapping(
                        Ids.of(row.getBytes(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDate.class),
                        row.getObject(7, LocalDate.class)));
            }
            return found;
        }
    }

    /** Whether there is such a code in such a list. */
    static boolean known(String list, String code) {
        var values = list == null ? null : CodeLists.list(list);
        if (values == null) {
            return false;
        }
        var codes = new HashSet<String>();
        values.forEach(v -> codes.add(v.name()));
        return codes.contains(code);
    }
}
