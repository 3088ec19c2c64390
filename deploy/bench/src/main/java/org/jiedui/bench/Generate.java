package org.jiedui.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes {@link InventedHouseholds} to a stream, as the files that the import takes; memory does not grow with them. */
public final class Generate {
    /** Columns of CSV and workbooks, by API name; those of the household stand on the first row of its members. */
    static final List<String> COLUMNS = List.of(
            "externalId",
            "region",
            "type",
            "address",
            "bankAccount",
            "attributes",
            "mainCause",
            "needs",
            "food",
            "clothing",
            "compulsoryEducation",
            "medicalCare",
            "housing",
            "water",
            "safeguardsCheckedOn",
            "name",
            "relation",
            "idNumber",
            "phone",
            "health",
            "labour",
            "education",
            "schooling",
            "insurances",
            "incomeYear",
            "wageLabour",
            "wagePublicPostVillage",
            "businessForestry",
            "costForestry",
            "transferMinimumLiving",
            "floorSpace",
            "housingGrade",
            "toilet");

    private static final Map<String, Integer> INCOME_COLUMNS = Map.of(
            "WAGE_LABOUR", 25,
            "WAGE_PUBLIC_POST_VILLAGE", 26,
            "BUSINESS_FORESTRY", 27,
            "COST_FORESTRY", 28,
            "TRANSFER_MINIMUM_LIVING", 29);
    private static final int FLUSH_EVERY = 500;
    private static final int MAX_ROWS = 1_000_000;

    private Generate() {}

    /** {@code --households N [--seed S] [--format csv|ndjson|xlsx|regions] [--day YYYY-MM-DD]}. */
    public static void main(String[] arguments) throws IOException {
        var options = new LinkedHashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        if (arguments.length % 2 != 0 || !options.containsKey("households")) {
            System.err.println("deploy/bench/generate --households N [--seed S] [--format csv|ndjson|xlsx|regions]"
                    + " [--day YYYY-MM-DD]");
            System.exit(2);
        }
        var households = Long.parseLong(options.get("households"));
        var seed = Long.parseLong(options.getOrDefault("seed", "1"));
        var day = options.containsKey("day") ? LocalDate.parse(options.get("day")) : LocalDate.now();
        try (var out = new BufferedOutputStream(System.out, 1 << 16)) {
            write(options.getOrDefault("format", "csv"), households, seed, day, out);
        }
    }

    /** Writes them; ages and school years are right on the day. Leaves the stream open. */
    static void write(String format, long households, long seed, LocalDate day, OutputStream out) throws IOException {
        var source = new InventedHouseholds(households, seed, day);
        switch (format) {
            case "csv" -> csv(source, out);
            case "ndjson" -> ndjson(source, out);
            case "xlsx" -> xlsx(source, out);
            case "regions" -> regions(households, seed, out);
            default -> throw new IllegalArgumentException("no such format: " + format);
        }
        out.flush();
    }

    private static void regions(long households, long seed, OutputStream out) throws IOException {
        put(out, "code,name\n");
        for (var code : InventedHouseholds.divisions(households, seed)) {
            put(out, code + ",样例" + code + "\n");
        }
    }

    private static void csv(InventedHouseholds source, OutputStream out) throws IOException {
        put(out, String.join(",", COLUMNS) + "\n");
        var line = new StringBuilder(400);
        while (source.hasNext()) {
            for (var row : rows(source.next())) {
                line.setLength(0);
                for (var i = 0; i < row.length; i++) {
                    if (i > 0) {
                        line.append(',');
                    }
                    if (row[i] != null) {
                        line.append(row[i]);
                    }
                }
                put(out, line.append('\n').toString());
            }
        }
    }

    /** One row per member; no cell holds a comma or a quote. */
    static List<String[]> rows(InventedHouseholds.Household household) {
        var rows = new ArrayList<String[]>(household.members().size());
        for (var member : household.members()) {
            var row = new String[COLUMNS.size()];
            if (rows.isEmpty()) {
                row[0] = household.externalId();
                row[1] = household.region();
                row[2] = household.type();
                row[3] = household.address();
                row[4] = household.bankAccount();
                row[5] = household.attribute();
                row[6] = household.mainCause();
                row[7] = household.needs().isEmpty() ? null : String.join(";", household.needs());
                row[8] = "MET";
                row[9] = "MET";
                row[10] = household.education();
                row[11] = household.medicalCare();
                row[12] = household.housing();
                row[13] = "MET";
                row[14] = household.checkedOn();
                row[30] = household.dwelling().floorSpace();
                row[31] = household.dwelling().housingGrade();
                row[32] = household.dwelling().toilet();
                row[24] = String.valueOf(household.incomeYear());
                for (var income : household.incomes()) {
                    row[INCOME_COLUMNS.get(income.item())] = String.valueOf(income.yuan());
                }
            }
            row[15] = member.name();
            row[16] = member.relation();
            row[17] = member.idNumber();
            row[18] = member.phone();
            row[19] = member.health();
            row[20] = member.labour();
            row[21] = member.education();
            row[22] = member.schooling();
            row[23] = member.insurance() == null ? "无" : member.insurance();
            rows.add(row);
        }
        return rows;
    }

    private static void ndjson(InventedHouseholds source, OutputStream out) throws IOException {
        while (source.hasNext()) {
            put(out, json(source.next()) + "\n");
        }
    }

    /** The body of {@code POST /households}. */
    static String json(InventedHouseholds.Household household) {
        var json = new StringBuilder(1500).append('{');
        text(json, "externalId", household.externalId());
        text(json, "region", household.region());
        text(json, "type", household.type());
        text(json, "address", household.address());
        text(json, "bankAccount", household.bankAccount());
        list(json, "attributes", household.attribute() == null ? List.of() : List.of(household.attribute()));
        if (household.mainCause() != null) {
            json.append("\"causes\":{\"main\":\"").append(household.mainCause()).append("\"},");
        }
        list(json, "needs", household.needs());
        json.append("\"members\":[");
        for (var member : household.members()) {
            json.append('{');
            text(json, "name", member.name());
            text(json, "relation", member.relation());
            text(json, "idNumber", member.idNumber());
            text(json, "phone", member.phone());
            list(json, "health", List.of(member.health()));
            text(json, "labour", member.labour());
            text(json, "education", member.education());
            text(json, "schooling", member.schooling());
            list(json, "insurances", member.insurance() == null ? List.of() : List.of(member.insurance()));
            end(json, '}').append(',');
        }
        end(json, ']')
                .append(",\"incomes\":[{\"year\":")
                .append(household.incomeYear())
                .append(",\"lines\":[");
        for (var income : household.incomes()) {
            json.append('{');
            text(json, "item", income.item());
            text(json, "amount", income.yuan() + ".00");
            end(json, '}').append(',');
        }
        end(json, ']').append("}],\"safeguards\":{");
        text(json, "food", "MET");
        text(json, "clothing", "MET");
        text(json, "education", household.education());
        text(json, "medicalCare", household.medicalCare());
        text(json, "housing", household.housing());
        text(json, "water", "MET");
        text(json, "checkedOn", household.checkedOn());
        end(json, '}').append(",\"dwelling\":{");
        text(json, "floorSpace", household.dwelling().floorSpace());
        text(json, "housingGrade", household.dwelling().housingGrade());
        text(json, "toilet", household.dwelling().toilet());
        return end(json, '}').append('}').toString();
    }

    private static void text(StringBuilder json, String name, String value) {
        if (value != null) {
            json.append('"').append(name).append("\":\"").append(value).append("\",");
        }
    }

    private static void list(StringBuilder json, String name, List<String> values) {
        json.append('"').append(name).append("\":[");
        values.forEach(value -> json.append('"').append(value).append("\","));
        end(json, ']').append(',');
    }

    /** Closes what was opened; the comma after the last element goes. */
    private static StringBuilder end(StringBuilder json, char close) {
        if (json.charAt(json.length() - 1) == ',') {
            json.setLength(json.length() - 1);
        }
        return json.append(close);
    }

    private static void xlsx(InventedHouseholds source, OutputStream out) throws IOException {
        var workbook = new Workbook(out, "jiedui", "1.0");
        Worksheet sheet = null;
        var at = 0;
        while (source.hasNext()) {
            for (var row : rows(source.next())) {
                if (sheet == null) {
                    sheet = workbook.newWorksheet("数据");
                    for (var i = 0; i < COLUMNS.size(); i++) {
                        sheet.inlineString(0, i, COLUMNS.get(i));
                    }
                }
                if (++at > MAX_ROWS) {
                    throw new UncheckedIOException(
                            new IOException("a sheet holds a million rows: use csv or ndjson for so many households"));
                }
                for (var i = 0; i < row.length; i++) {
                    if (row[i] != null) {
                        sheet.inlineString(at, i, row[i]);
                    }
                }
                if (at % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
        }
        if (sheet != null) {
            sheet.finish();
        }
        workbook.finish();
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
