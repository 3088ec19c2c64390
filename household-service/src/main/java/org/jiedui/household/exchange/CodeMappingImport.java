package org.jiedui.household.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.CellError;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.RowReport;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.BulkKind;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.exchange.CodeMappings.Mapping;

/** Code mappings in bulk: rows match by system, list, our code and first day; their code and last day are replaced. */
@ApplicationScoped
public class CodeMappingImport implements BulkKind {
    private final CodeMappings mappings;

    CodeMappingImport(CodeMappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public String kind() {
        return "code-mappings";
    }

    @Override
    public List<String> roles() {
        return List.of(Roles.PROVINCE, Roles.PLATFORM);
    }

    @Override
    public Columns columns() {
        return Columns.of(
                Column.of("system", "外部系统").text().mandatory().hint("小写字母、数字与连字符"),
                Column.of("list", "代码表").text().mandatory().hint("如 sex、relation，见代码表接口"),
                Column.of("ourCode", "本系统代码").text().mandatory(),
                Column.of("theirCode", "外部代码").text().mandatory(),
                Column.of("validFrom", "生效日期").mandatory().hint("YYYY-MM-DD"),
                Column.of("validTo", "终止日期").hint("YYYY-MM-DD，最后一天"));
    }

    @Override
    public List<RowReport> take(Caller caller, List<Row> rows, boolean write) {
        var errors = new ArrayList<List<CellError>>();
        var wanted = new ArrayList<Mapping>();
        for (var row : rows) {
            var found = new ArrayList<>(row.errors());
            wanted.add(read(row, found));
            errors.add(found);
        }
        var stored = new HashMap<String, Mapping>();
        mappings.of(wanted.stream().filter(Objects::nonNull).toList()).forEach(m -> stored.put(m.key(), m));
        var added = new ArrayList<Mapping>();
        var changed = new ArrayList<Mapping>();
        var reports = new ArrayList<RowReport>();
        for (var i = 0; i < rows.size(); i++) {
            var mapping = wanted.get(i);
            var line = rows.get(i).line();
            if (mapping == null) {
                reports.add(RowReport.refused(line, errors.get(i)));
                continue;
            }
            var old = stored.get(mapping.key());
            if (stored.values().stream().anyMatch(m -> !m.key().equals(mapping.key()) && m.overlaps(mapping))) {
                reports.add(RowReport.refused(
                        line,
                        List.of(new CellError(
                                "validFrom",
                                "MAPPING_OVERLAPS",
                                "与该代码的另一条对照的有效期重叠",
                                "Overlaps another mapping of the code"))));
            } else if (old == null) {
                var made = new Mapping(
                        Ids.next(),
                        mapping.system(),
                        mapping.list(),
                        mapping.ourCode(),
                        mapping.theirCode(),
                        mapping.validFrom(),
                        mapping.validTo());
                added.add(made);
                stored.put(made.key(), made);
                reports.add(RowReport.done(line, Outcome.CREATED, write ? made.id() : null));
            } else if (old.theirCode().equals(mapping.theirCode())
                    && Objects.equals(old.validTo(), mapping.validTo())) {
                reports.add(RowReport.done(line, Outcome.UNCHANGED, old.id()));
            } else {
                var made = new Mapping(
                        old.id(),
                        mapping.system(),
                        mapping.list(),
                        mapping.ourCode(),
                        mapping.theirCode(),
                        mapping.validFrom(),
                        mapping.validTo());
                changed.add(made);
                stored.put(made.key(), made);
                reports.add(RowReport.done(line, Outcome.UPDATED, old.id()));
            }
        }
        if (write) {
            mappings.store(caller, added, changed);
        }
        return reports;
    }

    private static Mapping read(Row row, List<CellError> errors) {
        var system = row.get("system");
        if (system == null || !system.matches("[a-z0-9]+(-[a-z0-9]+)*") || system.length() > 40) {
            errors.add(new CellError("system", "FORMAT", "应为小写字母、数字与连字符", "Must be kebab case"));
        }
        var list = row.get("list");
        if (list == null || CodeLists.list(list) == null) {
            errors.add(new CellError("list", "UNKNOWN_CODE_LIST", "没有这个代码表", "No such code list"));
        } else if (!CodeMappings.known(list, row.get("ourCode"))) {
            errors.add(new CellError("ourCode", "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
        }
        var theirs = row.get("theirCode");
        if (theirs == null || theirs.length() > 60) {
            errors.add(new CellError("theirCode", "SIZE", "应为 1 至 60 个字符", "Must have 1 to 60 characters"));
        }
        var from = day(row, "validFrom", errors);
        if (row.get("validFrom") == null) {
            errors.add(new CellError("validFrom", "REQUIRED", "必填", "Required"));
        }
        var to = day(row, "validTo", errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new CellError("validTo", "ORDER", "早于生效日期", "Before the first day"));
        }
        return errors.isEmpty() ? new Mapping(null, system, list, row.get("ourCode"), theirs, from, to) : null;
    }

    private static LocalDate day(Row row, String column, List<CellError> errors) {
        try {
            return row.get(column) == null ? null : Days.of(row.get(column));
        } catch (DateTimeParseException e) {
            errors.add(new CellError(column, "FORMAT", "应为 YYYY-MM-DD", "Must be YYYY-MM-DD"));
            return null;
        }
    }
}
