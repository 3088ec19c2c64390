package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.CellError;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.RowReport;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.BulkKind;
import org.jiedui.household.Roles;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.registration.BulkRegistration;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Ethnicity;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.PoliticalStatus;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;

/**
 * Households in bulk (HH-19). CSV and workbooks have one row per member, rows of a household follow each other; what
 * belongs to the household stands on its first row or on all of them; a row with neither external id nor number belongs
 * to the household above it. A line of NDJSON is a whole household, the body of {@code POST /households} with an
 * external id. A household is taken or refused as a whole.
 */
@ApplicationScoped
public class HouseholdImport implements BulkKind {
    private final BulkRegistration registration;
    private final StrictJson json;

    HouseholdImport(BulkRegistration registration, StrictJson json) {
        this.registration = registration;
        this.json = json;
    }

    @Override
    public String kind() {
        return "households";
    }

    @Override
    public List<String> roles() {
        return List.of(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.PLATFORM);
    }

    @Override
    public Columns columns() {
        return HouseholdColumns.ALL;
    }

    @Override
    public String group(Row row) {
        if (row.get(Columns.DOCUMENT) != null) {
            return null;
        }
        var key = key(row);
        return key == null ? "" : key;
    }

    @Override
    public int chunk(Row first) {
        return first.get(Columns.DOCUMENT) == null ? 2000 : 500;
    }

    private static String key(Row row) {
        return row.get("externalId") != null
                ? "e" + row.get("externalId")
                : row.get("householdNumber") == null ? null : "n" + row.get("householdNumber");
    }

    /** Rows of one household, with what is wrong. */
    private static final class Group {
        private final List<Row> rows = new ArrayList<>();
        private final List<List<CellError>> errors = new ArrayList<>();
        private final boolean document;
        private BulkRegistration.Entry entry;

        Group(boolean document) {
            this.document = document;
        }

        void add(Row row) {
            rows.add(row);
            errors.add(new ArrayList<>(row.errors()));
        }

        boolean faultless() {
            return errors.stream().allMatch(List::isEmpty);
        }

        /** Notes a violation at its row and column, unless the cell has an error already. */
        void note(Violation violation) {
            var parts = violation.pointer().split("/");
            var ofMember = !document && parts.length > 3 && parts[1].equals("members");
            var at = ofMember ? Integer.parseInt(parts[2]) : 0;
            var column = document
                    ? violation.pointer()
                    : ofMember ? HouseholdColumns.ofMember(parts) : HouseholdColumns.of(violation.pointer());
            if (errors.get(at).stream().noneMatch(e -> column != null && column.equals(e.column()))) {
                errors.get(at).add(new CellError(column, violation.code(), violation.zh(), violation.en()));
            }
        }

        void refused(List<RowReport> reports) {
            for (var i = 0; i < rows.size(); i++) {
                var wrong = errors.get(i).isEmpty()
                        ? List.of(new CellError(
                                null, "HOUSEHOLD_REFUSED", "同户的其他行有误", "Another row of the household is wrong"))
                        : errors.get(i);
                reports.add(RowReport.refused(rows.get(i).line(), wrong));
            }
        }
    }

    @Override
    public List<RowReport> take(Caller caller, List<Row> rows, boolean write) {
        return prepare(caller, rows).take(Ids.next(), write);
    }

    @Override
    public void ended(UUID importId) {
        registration.forget(importId);
    }

    @Override
    public Prepared prepare(Caller caller, List<Row> rows) {
        var groups = new ArrayList<Group>();
        String last = null;
        for (var row : rows) {
            var document = row.get(Columns.DOCUMENT) != null;
            var key = document ? null : key(row);
            if (groups.isEmpty() || document || (key != null && !key.equals(last))) {
                groups.add(new Group(document));
                last = key;
            }
            groups.get(groups.size() - 1).add(row);
        }
        settle(groups);
        for (var group : groups) {
            if (group.entry != null) {
                continue;
            }
            if (group.document) {
                document(group);
            } else {
                sheet(group);
            }
        }
        return (importId, write) -> {
            var entries = groups.stream()
                    .filter(g -> g.entry != null)
                    .map(g -> g.entry)
                    .toList();
            var results = registration.take(importId, caller, entries, write).iterator();
            var reports = new ArrayList<RowReport>(rows.size());
            for (var group : groups) {
                if (group.entry == null) {
                    group.refused(reports);
                    continue;
                }
                var result = results.next();
                if (result.outcome() == Outcome.REFUSED) {
                    result.violations().forEach(group::note);
                    group.refused(reports);
                } else {
                    group.rows.forEach(row -> reports.add(RowReport.done(row.line(), result.outcome(), result.id())));
                }
            }
            return reports;
        };
    }

    /** Finds the households that are stored as these very rows left them: there is nothing to check. */
    private void settle(List<Group> groups) {
        for (var byNumber : List.of(false, true)) {
            var texts = new LinkedHashMap<String, String>();
            var ambiguous = new java.util.HashSet<String>();
            for (var group : groups) {
                var key = lookAhead(group, byNumber);
                if (key != null && texts.putIfAbsent(key, text(group.rows)) != null) {
                    ambiguous.add(key);
                }
            }
            texts.keySet().removeAll(ambiguous);
            var known = registration.known(texts, byNumber);
            for (var group : groups) {
                var key = lookAhead(group, byNumber);
                if (key != null && known.contains(key)) {
                    var row = group.rows.get(0);
                    group.entry =
                            registration.unread(row.get("externalId"), row.get("householdNumber"), texts.get(key));
                }
            }
        }
    }

    private static String lookAhead(Group group, boolean byNumber) {
        var row = group.rows.get(0);
        if (group.document || !group.faultless() || (row.get("externalId") == null) != byNumber) {
            return null;
        }
        return row.get(byNumber ? "householdNumber" : "externalId");
    }

    private void document(Group group) {
        var row = group.rows.get(0);
        if (!group.faultless()) {
            return;
        }
        var text = row.get(Columns.DOCUMENT);
        try {
            var request = json.readMany(text.getBytes(StandardCharsets.UTF_8), RegisterHouseholdRequest.class);
            if (request.externalId() == null) {
                group.note(keyless());
                return;
            }
            group.entry = registration.entry(request.toCommand(), null, text);
        } catch (ProblemException refused) {
            if (refused.violations().isEmpty()) {
                group.errors
                        .get(0)
                        .add(new CellError(null, refused.code(), refused.detail(true), refused.detail(false)));
            }
            refused.violations().forEach(group::note);
        }
    }

    private static Violation keyless() {
        return new Violation(
                "/externalId", "KEY_REQUIRED", "外部编号与户编号至少填一项", "External id or household number is required");
    }

    private void sheet(Group group) {
        var household = household(group);
        var cells = new CodeCells(household, group.errors.get(0));
        var members = new ArrayList<MemberRequest>(group.rows.size());
        for (var i = 0; i < group.rows.size(); i++) {
            members.add(member(new CodeCells(group.rows.get(i), group.errors.get(i))));
        }
        if (household.get("externalId") == null && household.get("householdNumber") == null) {
            group.note(keyless());
        }
        var causes = new CausesRequest(
                cells.code(Cause.class, "mainCause"),
                cells.codes(Cause.class, "otherCauses"),
                cells.text("causeRemark"));
        var request = new RegisterHouseholdRequest(
                cells.text("externalId"),
                cells.text("region"),
                cells.code(HouseholdType.class, "type"),
                cells.text("address"),
                cells.text("bankAccount"),
                cells.codes(HouseholdAttribute.class, "attributes"),
                causes,
                cells.codes(Need.class, "needs"),
                cells.text("needsRemark"),
                members,
                incomes(group, cells),
                safeguards(cells),
                dwelling(cells),
                null);
        json.check(request).forEach(group::note);
        if (group.faultless()) {
            group.entry = registration.entry(request.toCommand(), household.get("householdNumber"), text(group.rows));
        }
    }

    /** What the rows say of the household: each cell once, or always the same. */
    private static Row household(Group group) {
        var values = new HashMap<String, String>();
        for (var i = 0; i < group.rows.size(); i++) {
            var row = group.rows.get(i);
            for (var column : HouseholdColumns.OF_HOUSEHOLD) {
                collect(group, i, row, column, values);
            }
            for (var column : HouseholdColumns.INCOME.values()) {
                collect(group, i, row, column, values);
            }
        }
        return new Row(group.rows.get(0).line(), values);
    }

    private static void collect(Group group, int at, Row row, String column, Map<String, String> values) {
        var value = row.get(column);
        var known = value == null ? null : values.putIfAbsent(column, value);
        if (known != null && !known.equals(value)) {
            group.errors
                    .get(at)
                    .add(new CellError(
                            column, "CONTRADICTION", "与同户前一行不一致", "Differs from an earlier row of the household"));
        }
    }

    private static MemberRequest member(CodeCells cells) {
        return new MemberRequest(
                cells.text("name"),
                cells.code(Relation.class, "relation"),
                cells.code(IdType.class, "idType"),
                cells.text("idNumber"),
                cells.day("birthDate"),
                cells.code(Sex.class, "sex"),
                cells.text("phone"),
                cells.codes(HealthCondition.class, "health"),
                cells.code(LabourAbility.class, "labour"),
                cells.code(Education.class, "education"),
                cells.code(Schooling.class, "schooling"),
                cells.codes(Insurance.class, "insurances"),
                cells.flag("selfCare"),
                cells.code(Ethnicity.class, "ethnicity"),
                cells.code(PoliticalStatus.class, "politicalStatus"),
                work(cells));
    }

    /** Null when all cells are blank. */
    private static WorkRequest work(CodeCells cells) {
        var work = new WorkRequest(
                cells.code(WorkPlace.class, "workPlace"),
                cells.text("workEmployer"),
                cells.months("workMonths"),
                cells.money("workMonthlyWage"),
                cells.code(WorkChannel.class, "workChannel"));
        return work.equals(new WorkRequest(null, null, null, null, null)) ? null : work;
    }

    private static List<IncomeRequest> incomes(Group group, CodeCells cells) {
        var lines = new ArrayList<IncomeLineRequest>();
        for (var item : IncomeItem.values()) {
            var amount = cells.money(HouseholdColumns.INCOME.get(item));
            if (amount != null) {
                lines.add(new IncomeLineRequest(item, amount, null, null));
            }
        }
        var year = cells.year("incomeYear");
        if (lines.isEmpty()) {
            return List.of();
        }
        if (year == null) {
            group.note(new Violation("/incomes", "REQUIRED", "填写收入时须填写年度", "Incomes need their year"));
            return List.of();
        }
        return List.of(new IncomeRequest(year, lines, null));
    }

    private static SafeguardsRequest safeguards(CodeCells cells) {
        var states = new LinkedHashMap<String, Safeguard>();
        var given = false;
        for (var column : List.of("food", "clothing", "compulsoryEducation", "medicalCare", "housing", "water")) {
            var state = cells.code(Safeguard.class, column);
            given |= state != null;
            states.put(column, state == null ? Safeguard.UNKNOWN : state);
        }
        var checkedOn = cells.day("safeguardsCheckedOn");
        return given || checkedOn != null
                ? new SafeguardsRequest(
                        states.get("food"),
                        states.get("clothing"),
                        states.get("compulsoryEducation"),
                        states.get("medicalCare"),
                        states.get("housing"),
                        states.get("water"),
                        checkedOn)
                : null;
    }

    /** Null when all cells are blank. */
    private static DwellingRequest dwelling(CodeCells cells) {
        var dwelling = new DwellingRequest(
                cells.text("floorSpace"),
                cells.code(HousingGrade.class, "housingGrade"),
                cells.code(Toilet.class, "toilet"));
        return dwelling.equals(new DwellingRequest(null, null, null)) ? null : dwelling;
    }

    private static String text(List<Row> rows) {
        var text = new StringBuilder();
        for (var row : rows) {
            row.values()
                    .forEach((column, value) ->
                            text.append(column).append('\u0001').append(value).append('\u0002'));
            text.append('\u0003');
        }
        return text.toString();
    }
}
