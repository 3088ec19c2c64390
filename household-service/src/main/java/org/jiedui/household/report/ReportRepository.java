package org.jiedui.household.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.CodeValue;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.risk.RiskCaseState;
import org.jiedui.household.visit.VisitManner;

/** Counts whole deployments by village and category, each report with one or two set-based statements. */
@ApplicationScoped
public class ReportRepository {
    private static final String NONE = "NONE";

    private final DataSource database;
    private final ReportConfig config;
    private final TimeSource time;

    ReportRepository(DataSource database, ReportConfig config, TimeSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /**
     * Statements of a report: rows of village, category, contributors, count, amount.
     *
     * @param cells by village and category
     * @param totals by village with null as category; null when the cells add up to it
     * @param instants whether the year is meant as instants, not days
     */
    private record Statements(String cells, String totals, boolean instants) {}

    ReportCube count(Report report, Report.By by, Integer year) {
        var statements = statements(by);
        var categories = categories(by);
        var at = new HashMap<String, Integer>();
        for (var i = 0; i < categories.size(); i++) {
            at.put(categories.get(i).code(), i);
        }
        var cube = new ReportCube(report, by, categories, time.now(), config.least());
        try (var connection = database.getConnection()) {
            for (var sql : Arrays.asList(statements.cells(), statements.totals())) {
                if (sql == null) {
                    continue;
                }
                try (var select = connection.prepareStatement(sql)) {
                    if (report.yearly()) {
                        var from = LocalDate.of(year, 1, 1);
                        for (var i = 0; i < 2; i++) {
                            var bound = from.plusYears(i);
                            select.setObject(
                                    i + 1,
                                    statements.instants()
                                            ? bound.atStartOfDay(time.zone())
                                                    .withZoneSameInstant(ZoneOffset.UTC)
                                                    .toLocalDateTime()
                                            : bound);
                        }
                    }
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            var village = row.getString(1);
                            var people = row.getLong(3);
                            var count = row.getLong(4);
                            var amount = row.getBigDecimal(5);
                            if (sql == statements.totals()) {
                                cube.add(village, categories.size(), people, count, amount);
                                continue;
                            }
                            var code = row.getString(2);
                            var category = at.get(code == null || code.isEmpty() ? NONE : code);
                            if (category != null) {
                                cube.add(village, category, people, count, amount);
                            }
                            if (statements.totals() == null) {
                                cube.add(village, categories.size(), people, count, amount);
                            }
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the report", e);
        }
        return cube;
    }

    private Statements statements(Report.By by) {
        return switch (by) {
            case TYPE -> households("type");
            case CATEGORY -> households("category");
            case MAIN_CAUSE -> households("main_cause");
            case INCOME_BAND -> households(band());
            case HOUSING_GRADE -> households("housing_grade");
            case TOILET -> households("toilet");
            case LABOUR -> members("labour");
            case EDUCATION -> members("education");
            case INSURANCE ->
                new Statements(
                        "SELECT m.region, i.code, COUNT(*), COUNT(*), NULL FROM household_member m JOIN ("
                                + Arrays.stream(Insurance.values())
                                        .map(i -> "SELECT '" + i.name() + "' AS code")
                                        .collect(Collectors.joining(" UNION ALL "))
                                + ") i ON FIND_IN_SET(i.code, m.insurances) > 0 WHERE m.departed_on IS NULL"
                                + " GROUP BY m.region, i.code",
                        "SELECT region, NULL, COUNT(*), COUNT(*), NULL FROM household_member"
                                + " WHERE departed_on IS NULL GROUP BY region",
                        false);
            case OPEN ->
                new Statements(
                        "SELECT region, IF(cleared_at IS NULL, 'OPEN', 'CLEARED'), COUNT(DISTINCT household_id),"
                                + " COUNT(*), NULL FROM risk_alert WHERE raised_at >= ? AND raised_at < ?"
                                + " GROUP BY region, IF(cleared_at IS NULL, 'OPEN', 'CLEARED')",
                        "SELECT region, NULL, COUNT(DISTINCT household_id), COUNT(*), NULL FROM risk_alert"
                                + " WHERE raised_at >= ? AND raised_at < ? GROUP BY region",
                        true);
            case STATE ->
                new Statements(
                        "SELECT region, state, COUNT(DISTINCT household_id), COUNT(*), NULL FROM risk_case"
                                + " WHERE opened_at >= ? AND opened_at < ? GROUP BY region, state",
                        "SELECT region, NULL, COUNT(DISTINCT household_id), COUNT(*), NULL FROM risk_case"
                                + " WHERE opened_at >= ? AND opened_at < ? GROUP BY region",
                        true);
            case MEASURE_CATEGORY -> measures("category");
            case FUNDS -> measures("funds");
            case MANNER -> visits("v.manner");
            case REACHED -> visits("IF(h.reached, 'REACHED', 'TRIED')");
        };
    }

    private static Statements households(String category) {
        return new Statements(
                "SELECT region, " + category + ", COUNT(*), COUNT(*), NULL FROM household WHERE closed_on IS NULL"
                        + " GROUP BY region, " + category,
                null,
                false);
    }

    private static Statements members(String category) {
        return new Statements(
                "SELECT region, " + category + ", COUNT(*), COUNT(*), NULL FROM household_member"
                        + " WHERE departed_on IS NULL GROUP BY region, " + category,
                null,
                false);
    }

    private static Statements measures(String category) {
        return new Statements(
                "SELECT region, " + category + ", COUNT(DISTINCT household_id), COUNT(*), SUM(amount) FROM measure"
                        + " WHERE from_day >= ? AND from_day < ? AND cancelled_at IS NULL GROUP BY region, " + category,
                "SELECT region, NULL, COUNT(DISTINCT household_id), COUNT(*), SUM(amount) FROM measure"
                        + " WHERE from_day >= ? AND from_day < ? AND cancelled_at IS NULL GROUP BY region",
                false);
    }

    private static Statements visits(String category) {
        var joined = " FROM visit v JOIN visit_household h ON h.visit_id = v.id WHERE v.day >= ? AND v.day < ?";
        return new Statements(
                "SELECT v.region, " + category + ", COUNT(DISTINCT h.household_id), COUNT(DISTINCT v.id), NULL" + joined
                        + " GROUP BY v.region, " + category,
                "SELECT v.region, NULL, COUNT(DISTINCT h.household_id), COUNT(DISTINCT v.id), NULL" + joined
                        + " GROUP BY v.region",
                false);
    }

    /** The bounds are numbers of the configuration, no text of anybody's. */
    private String band() {
        var sql = new StringBuilder("CASE WHEN income_per_capita IS NULL THEN 'NONE'");
        for (var bound : config.incomeBands()) {
            sql.append(" WHEN income_per_capita < ")
                    .append(bound.intValue())
                    .append(" THEN 'BELOW_")
                    .append(bound.intValue())
                    .append('\'');
        }
        return sql.append(" ELSE 'ABOVE' END").toString();
    }

    private List<ReportCategory> categories(Report.By by) {
        return switch (by) {
            case TYPE -> codes(HouseholdType.values());
            case CATEGORY -> withNone(codes(MonitoredCategory.values()), "非监测对象", "not monitored");
            case MAIN_CAUSE -> withNone(codes(Cause.values()), "未填写", "not noted");
            case INCOME_BAND -> bands();
            case HOUSING_GRADE -> withNone(codes(HousingGrade.values()), "未填写", "not noted");
            case TOILET -> withNone(codes(Toilet.values()), "未填写", "not noted");
            case LABOUR -> codes(LabourAbility.values());
            case EDUCATION -> withNone(codes(Education.values()), "未填写", "not noted");
            case INSURANCE -> codes(Insurance.values());
            case OPEN ->
                List.of(new ReportCategory("OPEN", "未解除", "open"), new ReportCategory("CLEARED", "已解除", "cleared"));
            case STATE -> codes(RiskCaseState.values());
            case MEASURE_CATEGORY -> codes(MeasureCategory.values());
            case FUNDS -> {
                var sources = new ArrayList<>(codes(FundsSource.values()));
                yield sources.stream().anyMatch(c -> c.code().equals(NONE))
                        ? sources
                        : withNone(sources, "无资金", "no money");
            }
            case MANNER -> codes(VisitManner.values());
            case REACHED ->
                List.of(
                        new ReportCategory("REACHED", "走访到户", "reached"),
                        new ReportCategory("TRIED", "未遇", "tried only"));
        };
    }

    private static List<ReportCategory> codes(CodeValue... values) {
        return Arrays.stream(values)
                .map(value -> new ReportCategory(value.name(), value.zh(), value.en()))
                .toList();
    }

    private static List<ReportCategory> withNone(List<ReportCategory> codes, String zh, String en) {
        var all = new ArrayList<>(codes);
        all.add(new ReportCategory(NONE, zh, en));
        return all;
    }

    private List<ReportCategory> bands() {
        var bands = new ArrayList<ReportCategory>();
        Integer from = null;
        for (var to : config.incomeBands()) {
            bands.add(new ReportCategory(
                    "BELOW_" + to,
                    (from == null ? "" : from + " 元至") + "不足 " + to + " 元",
                    (from == null ? "" : "from " + from + " ") + "below " + to + " yuan"));
            from = to;
        }
        bands.add(new ReportCategory("ABOVE", from + " 元及以上", from + " yuan and more"));
        return withNone(bands, "未填写", "not noted");
    }

    /** Names of divisions by code. */
    public Map<String, String> names(List<String> codes) {
        var names = new HashMap<String, String>();
        if (codes.isEmpty()) {
            return names;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT code, name FROM region WHERE code IN (" + "?,".repeat(codes.size() - 1) + "?)")) {
            for (var i = 0; i < codes.size(); i++) {
                select.setString(i + 1, codes.get(i));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the divisions", e);
        }
        return names;
    }
}
