package org.jiedui.household.region;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.CellError;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.RowReport;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.household.BulkKind;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;

/**
 * Divisions in bulk, from the official lists: one file per level or all in one, parents before children. Rows match by
 * code; multi-row statements. Days that are blank stay as they are. The list is the deployment's, so it is not limited to the importer's region.
 */
@ApplicationScoped
public class RegionImport implements BulkKind {
    private static final String INSERT =
            "INSERT INTO region (code, name, level, parent, valid_from, valid_to) VALUES (?,?,?,?,?,?)";
    private static final String UPDATE = "UPDATE region SET name = ?, valid_from = ?, valid_to = ? WHERE code = ?";

    private final DataSource database;

    RegionImport(DataSource database) {
        this.database = database;
    }

    private record Line(String code, String name, LocalDate validFrom, LocalDate validTo) {
        /** Days that the file leaves blank stay as they are, so that a plain list does not revive what was abolished. */
        Line over(Line old) {
            return old == null
                    ? this
                    : new Line(
                            code,
                            name,
                            validFrom == null ? old.validFrom() : validFrom,
                            validTo == null ? old.validTo() : validTo);
        }

        void bind(PreparedStatement insert) throws SQLException {
            var region = new RegionCode(code);
            insert.setString(1, code);
            insert.setString(2, name);
            insert.setString(3, region.level().name());
            insert.setString(4, region.parent());
            insert.setDate(5, validFrom == null ? null : Date.valueOf(validFrom));
            insert.setDate(6, validTo == null ? null : Date.valueOf(validTo));
        }
    }

    @Override
    public String kind() {
        return "regions";
    }

    @Override
    public List<String> roles() {
        return List.of(Roles.PROVINCE, Roles.PLATFORM);
    }

    @Override
    public Columns columns() {
        return Columns.of(
                Column.of("code", "区划代码").text().mandatory().hint("2、4、6、9 或 12 位"),
                Column.of("name", "名称").mandatory(),
                Column.of("validFrom", "生效日期").hint("YYYY-MM-DD"),
                Column.of("validTo", "撤销日期").hint("YYYY-MM-DD，最后一天"),
                Column.of("provinceCode", "省代码").text(),
                Column.of("cityCode", "市代码").text(),
                Column.of("areaCode", "县代码").text(),
                Column.of("streetCode", "乡镇代码").text());
    }

    @Override
    public List<RowReport> take(Caller caller, List<Row> rows, boolean write) {
        var lines = new ArrayList<Line>(rows.size());
        var errors = new ArrayList<List<CellError>>(rows.size());
        var codes = new HashSet<String>();
        for (var row : rows) {
            var found = new ArrayList<>(row.errors());
            var line = read(row, found);
            if (line != null && !codes.add(line.code())) {
                found.add(new CellError("code", "DUPLICATE", "文件中重复", "Appears twice in the file"));
            }
            lines.add(line);
            errors.add(found);
        }
        try (var connection = database.getConnection()) {
            var present = present(connection, lines);
            var reports = new ArrayList<RowReport>(rows.size());
            var inserts = new ArrayList<Line>();
            var updates = new ArrayList<Line>();
            for (var i = 0; i < rows.size(); i++) {
                var line = lines.get(i);
                var number = rows.get(i).line();
                if (errors.get(i).isEmpty() && !hasParent(line, present)) {
                    errors.get(i).add(new CellError("code", "UNKNOWN_PARENT", "上级区划不存在", "The parent does not exist"));
                }
                if (!errors.get(i).isEmpty()) {
                    reports.add(RowReport.refused(number, errors.get(i)));
                    continue;
                }
                var old = present.get(line.code());
                line = line.over(old);
                present.put(line.code(), line);
                if (old == null) {
                    inserts.add(line);
                    reports.add(RowReport.done(number, Outcome.CREATED, null));
                } else if (same(old, line)) {
                    reports.add(RowReport.done(number, Outcome.UNCHANGED, null));
                } else {
                    updates.add(line);
                    reports.add(RowReport.done(number, Outcome.UPDATED, null));
                }
            }
            if (write) {
                write(connection, inserts, updates);
            }
            return reports;
        } catch (SQLException e) {
            throw new IllegalStateException("could not import divisions", e);
        }
    }

    private static Line read(Row row, List<CellError> errors) {
        var code = row.get("code");
        var name = row.get("name");
        if (!RegionCode.isValid(code)) {
            errors.add(new CellError("code", "FORMAT", "应为 2、4、6、9 或 12 位数字", "Must have 2, 4, 6, 9 or 12 digits"));
        }
        if (name == null || name.length() > 100) {
            errors.add(new CellError("name", "SIZE", "应为 1 至 100 个字", "Must have 1 to 100 characters"));
        }
        var from = day(row, "validFrom", errors);
        var to = day(row, "validTo", errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new CellError("validTo", "ORDER", "早于生效日期", "Before the first day"));
        }
        return errors.isEmpty() ? new Line(code, name, from, to) : null;
    }

    private static LocalDate day(Row row, String column, List<CellError> errors) {
        try {
            return row.get(column) == null ? null : Days.of(row.get(column));
        } catch (DateTimeParseException e) {
            errors.add(new CellError(column, "FORMAT", "应为 YYYY-MM-DD", "Must be YYYY-MM-DD"));
            return null;
        }
    }

    /** The divisions of these lines and their parents that are stored, by code. */
    private static Map<String, Line> present(Connection connection, List<Line> lines) throws SQLException {
        Set<String> wanted = new HashSet<>();
        for (var line : lines) {
            if (line != null) {
                wanted.add(line.code());
                wanted.add(new RegionCode(line.code()).parent());
            }
        }
        var present = new HashMap<String, Line>();
        if (wanted.isEmpty()) {
            return present;
        }
        try (var select =
                connection.prepareStatement("SELECT code, name, valid_from, valid_to FROM region WHERE code IN ("
                        + "?,".repeat(wanted.size() - 1) + "?)")) {
            var i = 1;
            for (var code : wanted) {
                select.setString(i++, code);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    present.put(
                            row.getString(1),
                            new Line(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getObject(3, LocalDate.class),
                                    row.getObject(4, LocalDate.class)));
                }
            }
        }
        return present;
    }

    private static boolean hasParent(Line line, Map<String, Line> present) {
        var parent = new RegionCode(line.code()).parent();
        return parent.isEmpty() || present.containsKey(parent);
    }

    private static boolean same(Line old, Line line) {
        return old.name().equals(line.name())
                && Objects.equals(old.validFrom(), line.validFrom())
                && Objects.equals(old.validTo(), line.validTo());
    }

    private static void write(Connection connection, List<Line> inserts, List<Line> updates) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var line : inserts) {
                line.bind(insert);
                insert.addBatch();
            }
            if (!inserts.isEmpty()) {
                insert.executeBatch();
            }
        }
        try (var counter =
                connection.prepareStatement("INSERT IGNORE INTO household_number (village, last) VALUES (?, 0)")) {
            var villages = inserts.stream()
                    .map(Line::code)
                    .filter(code -> code.length() == 12)
                    .toList();
            for (var village : villages) {
                counter.setString(1, village);
                counter.addBatch();
            }
            if (!villages.isEmpty()) {
                counter.executeBatch();
            }
        }
        try (var update = connection.prepareStatement(UPDATE)) {
            for (var line : updates) {
                update.setString(1, line.name());
                update.setDate(2, line.validFrom() == null ? null : Date.valueOf(line.validFrom()));
                update.setDate(3, line.validTo() == null ? null : Date.valueOf(line.validTo()));
                update.setString(4, line.code());
                update.addBatch();
            }
            if (!updates.isEmpty()) {
                update.executeBatch();
            }
        }
    }
}
