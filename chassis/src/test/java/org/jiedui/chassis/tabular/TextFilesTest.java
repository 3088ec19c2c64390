package org.jiedui.chassis.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Columns COLUMNS = Columns.of(
            Column.of("externalId", "外部编号").mandatory(),
            Column.of("headName", "户主姓名").mandatory().aliases("姓名"),
            Column.of("idNumber", "身份证号").text(),
            Column.of("income", "收入"),
            Column.of("note", "备注"));

    @ParameterizedTest
    @EnumSource(
            value = TabularFormat.class,
            names = {"CSV", "NDJSON"})
    void readsBackWhatWasWritten_whateverTheCellsHold(TabularFormat format) {
        var random = new Random(20261122);
        var alphabet = List.of(
                "=", "+", "-", "@", "'", "\"", ",", ";", "\n", "\r\n", "\t", " ", "a", "7", ".", "李", "𠮷", "é", "\\",
                "|");
        var rows = new ArrayList<Map<String, String>>();
        for (int i = 0; i < 3000; i++) {
            var row = new LinkedHashMap<String, String>();
            for (var column : COLUMNS.all()) {
                var text = new StringBuilder();
                for (int n = random.nextInt(8); n > 0; n--) {
                    text.append(alphabet.get(random.nextInt(alphabet.size())));
                }
                var value = Cells.strip(text.toString());
                if (!value.isEmpty()) {
                    row.put(column.name(), value);
                }
            }
            row.putIfAbsent("externalId", "x" + i);
            rows.add(row);
        }
        var out = new ByteArrayOutputStream();
        try (var writer = TabularWriter.export(format, out, COLUMNS)) {
            rows.forEach(writer::write);
        }

        var read = format == TabularFormat.CSV
                ? csv(out.toByteArray(), StandardCharsets.UTF_8)
                : ndjson(out.toString(StandardCharsets.UTF_8));

        assertThat(read).extracting(Row::errors).allMatch(List::isEmpty);
        assertThat(read).extracting(Row::values).containsExactlyElementsOf(rows);
    }

    @Test
    void guardsCells_whenASpreadsheetWouldTakeThemForFormulas() {
        var out = new ByteArrayOutputStream();
        try (var writer = TabularWriter.export(TabularFormat.CSV, out, COLUMNS)) {
            writer.write(Map.of("externalId", "=cmd|'/C calc'!A0", "headName", "@SUM(1)", "income", "-12.50"));
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("'=cmd|'/C calc'!A0", "'@SUM(1)")
                .contains(",-12.50,");
    }

    @Test
    void understandsTheHeader_whateverItsOrderNamesAndByteOrderMark() {
        var rows = csv("\uFEFF姓名, EXTERNALID ,备注,处理结果,错误说明\r\n王芳,A1,,拒绝,某某\r\n", StandardCharsets.UTF_8);

        assertThat(rows).containsExactly(new Row(2, Map.of("headName", "王芳", "externalId", "A1")));
    }

    @Test
    void namesEveryFaultOfTheHeader_whenSeveralAreWrong() {
        assertThatThrownBy(() -> csv("外部编号,年龄,externalId\n1,2,3\n", StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(ProblemException.class, p -> {
                    assertThat(p.code()).isEqualTo("BAD_HEADER");
                    assertThat(p.violations())
                            .extracting(Violation::code)
                            .containsExactly("UNKNOWN_COLUMN", "DUPLICATE_COLUMN", "MISSING_COLUMN");
                });
    }

    @Test
    void readsGb18030_whenItIsDeclared() {
        var text = "外部编号,户主姓名\nA1,王㐂𠮷\n";

        var rows = csv(text.getBytes(GB18030), TabularFormat.charsetOf("text/csv; charset=\"gbk\""));

        assertThat(rows.get(0).get("headName")).isEqualTo("王㐂𠮷");
    }

    @Test
    void refusesTheFile_whenItsHeaderIsInAnUndeclaredCharacterSet() {
        var bytes = "外部编号,户主姓名\nA1,王芳\n".getBytes(GB18030);

        assertThatThrownBy(() -> csv(bytes, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.violations())
                                .extracting(Violation::code)
                                .contains("WRONG_ENCODING"));
    }

    @Test
    void refusesOnlyTheRow_whenItHasHalfACharacter() {
        var good = "externalId,headName\nA1,王芳\nA2,李".getBytes(StandardCharsets.UTF_8);
        var half = Arrays.copyOf(good, good.length - 1);

        var rows = csv(half, StandardCharsets.UTF_8);

        assertThat(rows.get(0).errors()).isEmpty();
        assertThat(rows.get(1).errors())
                .extracting(CellError::column, CellError::code)
                .containsExactly(tuple("headName", "WRONG_ENCODING"));
    }

    @Test
    void refusesOnlyTheLine_whenNdjsonHasHalfACharacter() {
        var good = "{\"externalId\":\"A1\"}\n{\"externalId\":\"李".getBytes(StandardCharsets.UTF_8);
        var half = Arrays.copyOf(good, good.length - 1);

        try (var reader = TabularReader.ndjson(new ByteArrayInputStream(half), COLUMNS, Limits.usual())) {
            assertThat(reader.next().errors()).isEmpty();
            assertThat(reader.next().errors()).extracting(CellError::code).containsExactly("WRONG_ENCODING");
        }
    }

    @Test
    void tellsTheRow_whenCellsAreTooLongOrHoldControlsOrTheirNumberIsWrong() {
        var rows = csv(
                "externalId,headName\nA1," + "长".repeat(4001) + "\nA2,a\u0000b\nA3\nA4,b,c\n", StandardCharsets.UTF_8);

        assertThat(rows)
                .extracting(Row::line, r -> r.errors().get(0).code())
                .containsExactly(
                        tuple(2L, "TOO_LONG"),
                        tuple(3L, "CONTROL_CHARACTER"),
                        tuple(4L, "COLUMN_COUNT"),
                        tuple(5L, "COLUMN_COUNT"));
    }

    @Test
    void refusesTheFile_whenAQuoteIsNeverClosed() {
        assertThat(refusal(
                        () -> csv("externalId,headName\nA1,\"王芳\nA2,李强\n" + "x".repeat(100), StandardCharsets.UTF_8)))
                .isEqualTo("BAD_FILE");
    }

    @Test
    void refusesTheFile_whenItIsEmpty() {
        assertThat(refusal(() -> csv("", StandardCharsets.UTF_8))).isEqualTo("BAD_FILE");
        assertThat(refusal(() -> csv("\uFEFF", StandardCharsets.UTF_8))).isEqualTo("BAD_FILE");
    }

    @Test
    void refusesTheFile_whenItHasTooManyRowsOrColumnsOrAnEndlessField() {
        var limits = Limits.with("max-rows", "2", "max-columns", "5");
        var three = "externalId,headName\n1,a\n2,b\n3,c\n";
        assertThat(refusal(() -> csv(three.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, limits)))
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(refusal(() -> csv(
                        "externalId,headName\n1,a,b,c,d,e\n".getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8,
                        limits)))
                .isEqualTo("BAD_FILE");
        assertThat(refusal(() -> csv("externalId,headName\n1,\"" + "x".repeat(6_000_000), StandardCharsets.UTF_8)))
                .isEqualTo("BAD_FILE");
    }

    @Test
    void goesOnBehindALine_whenAJobIsResumed() {
        var text = "externalId,headName\n1,a\n2,\"b\nb\"\n3,c\n4,d\n";
        try (var reader = TabularReader.csv(stream(text), StandardCharsets.UTF_8, COLUMNS, Limits.usual())
                .after(3)) {
            assertThat(reader.next()).isEqualTo(new Row(5, Map.of("externalId", "3", "headName", "c")));
            assertThat(reader.next().get("externalId")).isEqualTo("4");
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void joinsListsAndRefusesTheRest_whenNdjsonHoldsOtherThanText() {
        var rows = ndjson(String.join(
                "\n",
                "{\"externalId\":\"1\",\"note\":[\"A\",\"B\"],\"income\":12.50,\"headName\":null}",
                "{\"externalId\":\"2\",\"note\":{\"a\":1}}",
                "{\"externalId\":\"3\",\"idNumber\":330523199001011234}",
                "{\"externalId\":\"4\",\"年龄\":1,\"x\":{\"y\":[1,2]},\"note\":\"ok\"}",
                "",
                "{\"externalId\":\"6\"",
                "[1]",
                "{\"externalId\":\"8\"} {}",
                "{\"externalId\":\"9\",\"externalId\":\"9\"}"));

        assertThat(rows.get(0)).isEqualTo(new Row(1, Map.of("externalId", "1", "note", "A;B", "income", "12.50")));
        assertThat(rows)
                .extracting(
                        Row::line, r -> r.errors().stream().map(CellError::code).toList())
                .containsExactly(
                        tuple(1L, List.of()),
                        tuple(2L, List.of("NESTED_VALUE")),
                        tuple(3L, List.of("NOT_TEXT")),
                        tuple(4L, List.of("UNKNOWN_COLUMN")),
                        tuple(6L, List.of("MALFORMED_JSON")),
                        tuple(7L, List.of("MALFORMED_JSON")),
                        tuple(8L, List.of("MALFORMED_JSON")),
                        tuple(9L, List.of("MALFORMED_JSON")));
        assertThat(rows.get(3).get("note")).isEqualTo("ok");
    }

    @Test
    void refusesTheFile_whenAnNdjsonLineNeverEnds() {
        assertThat(refusal(() -> ndjson("{\"externalId\":\"" + "x".repeat(2_000_000))))
                .isEqualTo("BAD_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "text/csv2", "", "application/vnd.ms-excel", "image/png"})
    void refusesTheMediaType_whenItIsNoneOfTheThree(String type) {
        assertThat(refusal(() -> TabularFormat.of(type))).isEqualTo("UNSUPPORTED_FORMAT");
    }

    @Test
    void knowsFormatAndCharacterSet_whenParametersFollow() {
        assertThat(TabularFormat.of("Text/CSV; charset=gb18030")).isEqualTo(TabularFormat.CSV);
        assertThat(TabularFormat.charsetOf("text/csv;charset=GB18030")).isEqualTo(GB18030);
        assertThat(TabularFormat.charsetOf("text/csv; header=present")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(refusal(() -> TabularFormat.charsetOf("text/csv; charset=utf-16")))
                .isEqualTo("UNSUPPORTED_FORMAT");
        assertThat(refusal(() -> TabularFormat.charsetOf("text/csv; charset=%%")))
                .isEqualTo("UNSUPPORTED_FORMAT");
    }

    private static String refusal(ThrowingCallable call) {
        var caught = org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, call);
        assertThat(caught).as("refusal").isNotNull();
        return caught.code();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> csv(String text, Charset charset) {
        return csv(text.getBytes(charset), charset);
    }

    private static List<Row> csv(byte[] bytes, Charset charset) {
        return csv(bytes, charset, Limits.usual());
    }

    private static List<Row> csv(byte[] bytes, Charset charset, TabularLimits limits) {
        try (var reader = TabularReader.csv(new ByteArrayInputStream(bytes), charset, COLUMNS, limits)) {
            return all(reader);
        }
    }

    private static List<Row> ndjson(String text) {
        try (var reader = TabularReader.ndjson(stream(text), COLUMNS, Limits.usual())) {
            return all(reader);
        }
    }

    private static List<Row> all(TabularReader reader) {
        var rows = new ArrayList<Row>();
        reader.forEachRemaining(rows::add);
        return rows;
    }
}
