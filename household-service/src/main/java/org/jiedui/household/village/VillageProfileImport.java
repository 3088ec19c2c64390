package org.jiedui.household.village;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.CellError;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.RowReport;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.BulkKind;
import org.jiedui.household.Roles;
import org.jiedui.household.region.Region;
import org.jiedui.household.region.RegionRepository;

/**
 * Village profiles in bulk: a row per village and year. Blank cells leave what is known as it is; grid cells are not part of
 * it. Only villages of the importer's region.
 */
@ApplicationScoped
public class VillageProfileImport implements BulkKind {
    private final VillageRepository villages;
    private final VillageDescribing describing;
    private final RegionRepository regions;
    private final TimeSource time;

    VillageProfileImport(
            VillageRepository villages, VillageDescribing describing, RegionRepository regions, TimeSource time) {
        this.villages = villages;
        this.describing = describing;
        this.regions = regions;
        this.time = time;
    }

    @Override
    public String kind() {
        return "village-profiles";
    }

    @Override
    public List<String> roles() {
        return List.of(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.PLATFORM);
    }

    @Override
    public Columns columns() {
        var states = Arrays.stream(InfrastructureState.values()).map(Enum::name).toList();
        return Columns.of(
                Column.of("village", "村代码").text().mandatory().hint("12 位"),
                Column.of("traits", "村情类型").hint("WEAK、DISORDERLY、POOR、INDUSTRIAL，多个用分号"),
                Column.of("year", "年度"),
                Column.of("income", "村集体收入").hint("元"),
                Column.of("goal", "村集体收入目标").hint("元"),
                Column.of("water", "供水").choices(states),
                Column.of("road", "道路").choices(states),
                Column.of("drainage", "排水").choices(states),
                Column.of("waste", "垃圾处理").choices(states),
                Column.of("greening", "绿化").choices(states));
    }

    @Override
    public List<RowReport> take(Caller caller, List<Row> rows, boolean write) {
        var codes = new HashSet<String>();
        rows.forEach(row -> {
            if (row.get("village") != null && row.get("village").matches("\\d{12}")) {
                codes.add(row.get("village"));
            }
        });
        Map<String, Region> known = new HashMap<>();
        if (!codes.isEmpty()) {
            regions.list("code in ?1", codes).forEach(region -> known.put(region.code(), region));
        }
        var stored = villages.described(codes);
        var wanted = new LinkedHashMap<String, VillageDescription>();
        var changed = new HashSet<String>();
        var reports = new ArrayList<RowReport>(rows.size());
        for (var row : rows) {
            var errors = new ArrayList<>(row.errors());
            check(caller, row, known, errors);
            var village = row.get("village");
            var present = errors.isEmpty()
                    ? wanted.getOrDefault(village, stored.get(village).description())
                    : null;
            var next = errors.isEmpty() ? apply(row, present, errors) : null;
            if (!errors.isEmpty()) {
                reports.add(RowReport.refused(row.line(), errors));
                continue;
            }
            var isNew = stored.get(village).profile() == null && !wanted.containsKey(village);
            wanted.put(village, next);
            if (isNew || !next.equals(present)) {
                changed.add(village);
            }
            reports.add(RowReport.done(
                    row.line(),
                    isNew ? Outcome.CREATED : next.equals(present) ? Outcome.UNCHANGED : Outcome.UPDATED,
                    VillageProfile.idOf(village)));
        }
        if (write) {
            changed.forEach(village -> describing.describe(caller, stored.get(village), wanted.get(village), "IMPORT"));
        }
        return reports;
    }

    private void check(Caller caller, Row row, Map<String, Region> known, List<CellError> errors) {
        var village = row.get("village");
        var region = village == null ? null : known.get(village);
        if (village == null || !village.matches("\\d{12}")) {
            errors.add(new CellError("village", "FORMAT", "应为 12 位村级代码", "Must be a village code of 12 digits"));
        } else if (!caller.covers(village)) {
            errors.add(new CellError("village", "OUTSIDE_REGION", "超出管辖区域", "Outside your region"));
        } else if (region == null || !region.inForce(time.today())) {
            errors.add(new CellError("village", "UNKNOWN_REGION", "村不存在或已撤销", "No such village, or abolished"));
        }
    }

    private VillageDescription apply(Row row, VillageDescription present, List<CellError> errors) {
        var traits = present.traits();
        if (row.get("traits") != null) {
            traits = traits(row.get("traits"), errors);
        }
        var states = new EnumMap<>(present.infrastructure());
        for (var kind : Infrastructure.values()) {
            var column = kind.name().toLowerCase(Locale.ROOT);
            if (row.get(column) != null) {
                states.put(kind, state(column, row.get(column), errors));
            }
        }
        var incomes = incomes(row, present, errors);
        return errors.isEmpty() ? new VillageDescription(traits, incomes, states, present.cells()) : null;
    }

    private List<VillageDescription.Income> incomes(Row row, VillageDescription present, List<CellError> errors) {
        if (row.get("year") == null) {
            if (row.get("income") != null || row.get("goal") != null) {
                errors.add(new CellError("year", "REQUIRED", "填写收入或目标时必填", "Required with income or goal"));
            }
            return present.incomes();
        }
        var latest = time.today().getYear() + 10;
        if (!row.get("year").matches("\\d{4}")
                || Integer.parseInt(row.get("year")) < 1990
                || Integer.parseInt(row.get("year")) > latest) {
            errors.add(new CellError("year", "OUT_OF_RANGE", "年度不在合理范围", "Not a year from 1990 on"));
            return present.incomes();
        }
        var year = Integer.parseInt(row.get("year"));
        var income = money("income", row, errors);
        var goal = money("goal", row, errors);
        var incomes = new ArrayList<>(present.incomes());
        var old = incomes.stream().filter(i -> i.year() == year).findFirst();
        old.ifPresent(incomes::remove);
        incomes.add(new VillageDescription.Income(
                year,
                income == null ? old.map(VillageDescription.Income::income).orElse(null) : income,
                goal == null ? old.map(VillageDescription.Income::goal).orElse(null) : goal));
        incomes.sort(Comparator.comparingInt(VillageDescription.Income::year).reversed());
        return incomes;
    }

    private static Money money(String column, Row row, List<CellError> errors) {
        try {
            return row.get(column) == null ? null : Money.of(row.get(column));
        } catch (IllegalArgumentException e) {
            errors.add(new CellError(column, "FORMAT", "应为金额，最多两位小数", "Must be an amount with at most 2 places"));
            return null;
        }
    }

    private static List<VillageTrait> traits(String text, List<CellError> errors) {
        try {
            return Arrays.stream(text.split("[;；,，]"))
                    .map(code -> VillageTrait.valueOf(code.strip()))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IllegalArgumentException e) {
            errors.add(new CellError("traits", "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
            return List.of();
        }
    }

    private static InfrastructureState state(String column, String text, List<CellError> errors) {
        try {
            return InfrastructureState.valueOf(text);
        } catch (IllegalArgumentException e) {
            errors.add(new CellError(column, "UNKNOWN_CODE", "不在代码表中", "Not in the code list"));
            return InfrastructureState.UNKNOWN;
        }
    }
}
