package org.jiedui.chassis.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jiedui.chassis.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookTest {
    private static final Columns COLUMNS = Columns.of(
            Column.of("externalId", "外部编号").mandatory().hint("贵系统中的编号"),
            Column.of("headName", "户主姓名").mandatory(),
            Column.of("idNumber", "身份证号").text(),
            Column.of("type", "户类型").choices(List.of("一般农户", "脱贫户")),
            Column.of("since", "识别日期"),
            Column.of("income", "收入"));

    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten_overManyFlushes() {
        var rows = new ArrayList<Map<String, String>>();
        for (int i = 0; i < 2_500; i++) {
            rows.add(new LinkedHashMap<>(Map.of(
                    "externalId", "A" + i, "headName", "=王<&>" + i + "𠮷", "idNumber", "33052319900101" + (1000 + i))));
        }
        var file = written(out -> {
            try (var writer = TabularWriter.export(TabularFormat.XLSX, out, COLUMNS)) {
                rows.forEach(writer::write);
            }
        });

        try (var reader = TabularReader.xlsx(file, COLUMNS, Limits.usual())) {
            assertThat(reader.expectedRows()).isEqualTo(2_500);
            var read = all(reader);
            assertThat(read).extracting(Row::values).containsExactlyElementsOf(rows);
            assertThat(read.get(0).line()).isEqualTo(2);
        }
    }

    @Test
    void takesValuesOnly_whenCellsAreNumbersDaysFormulasOrErrors() {
        var file = workbook(sheet -> {
            header(sheet);
            sheet.value(1, 0, 12);
            sheet.value(1, 1, "王芳");
            sheet.value(1, 2, 330523199001011234L);
            sheet.value(1, 4, LocalDate.of(2026, 3, 1));
            sheet.style(1, 4).format("yyyy-mm-dd").set();
            sheet.value(1, 5, 6812.5);
            sheet.formula(2, 0, "HYPERLINK(\"http://x\",\"y\")");
            sheet.value(2, 1, true);
            sheet.value(3, 0, "  \u3000 ");
            sheet.value(4, 0, "A4");
            sheet.value(4, 1, "x");
            sheet.value(4, 9, "beyond");
        });

        var rows = read(file);

        assertThat(rows.get(0).values())
                .containsEntry("externalId", "12")
                .containsEntry("since", "2026-03-01")
                .containsEntry("income", "6812.5");
        assertThat(rows)
                .extracting(
                        Row::line,
                        r -> r.errors().stream()
                                .map(e -> e.column() + " " + e.code())
                                .toList())
                .containsExactly(
                        tuple(2L, List.of("idNumber NOT_TEXT")),
                        tuple(3L, List.of("externalId FORMULA")),
                        tuple(5L, List.of("null COLUMN_COUNT")));
    }

    @Test
    void offersListsHintsAndTextColumns_whenATemplateIsFilledIn() throws IOException {
        var file = written(out -> TabularWriter.template(out, COLUMNS));

        assertThat(read(file)).isEmpty();
        assertThat(part(file, "xl/workbook.xml")).contains("选项").contains("hidden");
        assertThat(part(file, "xl/worksheets/sheet1.xml"))
                .contains("<dataValidation")
                .contains("sqref=\"D2:D100001\"")
                .contains("户类型")
                .contains("外部编号*");
        assertThat(part(file, "xl/worksheets/sheet1.xml")).containsPattern("showDropDown=\"(0|false)\"");
        assertThat(part(file, "xl/comments1.xml")).contains("贵系统中的编号");
    }

    @Test
    void showsTheErrorsBesideTheCells_andCanBeUploadedAgain() throws IOException {
        var errors = List.of(
                new CellError("idNumber", "CHECKSUM", "身份证号校验位不正确", "Wrong check digit"),
                new CellError(null, "DUPLICATE", "与第 3 行重复", "Same as line 3"));
        var file = written(out -> {
            try (var writer = TabularWriter.report(TabularFormat.XLSX, out, COLUMNS, true)) {
                writer.write(
                        Map.of("externalId", "A1", "headName", "王芳", "idNumber", "1"), RowReport.refused(2, errors));
            }
        });

        assertThat(part(file, "xl/worksheets/sheet1.xml")).contains("拒绝").contains("身份证号:身份证号校验位不正确;与第 3 行重复");
        assertThat(part(file, "xl/comments1.xml")).contains("身份证号校验位不正确");
        assertThat(read(file))
                .containsExactly(new Row(2, Map.of("externalId", "A1", "headName", "王芳", "idNumber", "1")));
    }

    @Test
    void refuses_whenAPartInflatesWithoutEnd() {
        var file = zip(Map.of("xl/media/bomb.bin", out -> fill(out, 40_000_000)));

        assertThat(file).satisfies(f -> assertThat(size(f)).isLessThan(60_000));
        assertThat(refusal(file)).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void refuses_whenTheSharedStringsInflateWithoutEnd() {
        var file = zip(Map.of("xl/sharedStrings.xml", out -> {
            write(out, "<sst>");
            for (int i = 0; i < 60_000; i++) {
                write(out, "<si><t>" + i * 31 + "0123456789</t></si>");
            }
            write(out, "</sst>");
        }));

        assertThat(refusal(file, "max-shared-strings", "1000000")).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void refuses_whenACellIsEndless() {
        var sheet = zip(Map.of("xl/worksheets/sheet1.xml", out -> {
            write(out, "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
            fill(out, 1_000_000);
            write(out, "</t></is></c></row></sheetData></worksheet>");
        }));
        var attribute = zip(Map.of("xl/worksheets/sheet1.xml", out -> {
            write(out, "<worksheet><sheetData><row r=\"1\" x=\"");
            fill(out, 1_000_000);
            write(out, "\"/></sheetData></worksheet>");
        }));

        assertThat(refusal(sheet)).isEqualTo("BAD_FILE");
        assertThat(refusal(attribute)).isEqualTo("BAD_FILE");
    }

    @Test
    void refuses_whenACellClaimsToBeFarToTheRight() {
        for (var reference : List.of("ZZZZZZ1", "XFE1", "XFD1")) {
            var file = zip(Map.of(
                    "xl/worksheets/sheet1.xml",
                    out -> write(
                            out,
                            "<worksheet><sheetData><row r=\"1\"><c r=\"" + reference
                                    + "\"><v>1</v></c></row></sheetData></worksheet>")));
            assertThat(refusal(file)).isEqualTo("BAD_FILE");
        }
    }

    @Test
    void refuses_whenItHasMoreRowsThanAllowed() {
        var file = workbook(sheet -> {
            header(sheet);
            for (int i = 1; i < 12; i++) {
                sheet.value(i, 0, "A" + i);
            }
        });

        assertThat(refusal(file, "max-rows", "10")).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void refuses_whenThePartsDeclareDocumentTypesOrAreNoXml() {
        var entities = zip(Map.of(
                "xl/workbook.xml",
                out -> write(
                        out,
                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><workbook>&b;</workbook>")));
        var wide = zip(Map.of("xl/workbook.xml", out -> {
            try {
                out.write("<workbook/>".getBytes(StandardCharsets.UTF_16));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        var broken = zip(Map.of("xl/workbook.xml", out -> write(out, "<workbook><sheets>")));

        assertThat(refusal(entities)).isEqualTo("BAD_FILE");
        assertThat(refusal(wide)).isEqualTo("BAD_FILE");
        assertThat(refusal(broken)).isEqualTo("BAD_FILE");
    }

    @Test
    void refuses_whenItIsNoWorkbookAtAll() throws IOException {
        var good = Files.readAllBytes(written(out -> TabularWriter.template(out, COLUMNS)));
        var truncated = Files.write(folder.resolve("truncated.xlsx"), java.util.Arrays.copyOf(good, good.length / 2));
        var text = Files.writeString(folder.resolve("text.xlsx"), "externalId,headName\n1,2\n");
        var ole = Files.write(
                folder.resolve("ole.xlsx"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0});
        var empty = Files.createFile(folder.resolve("empty.xlsx"));
        var zipOnly = zip(Map.of("readme.txt", out -> write(out, "hello")));

        for (var file : List.of(truncated, text, ole, empty, zipOnly)) {
            assertThat(refusal(file)).as(file.getFileName().toString()).isEqualTo("BAD_FILE");
        }
    }

    @Test
    void refusesOnlyWithProblems_whenBytesOfAGoodFileAreChangedAtRandom() throws IOException {
        var good = Files.readAllBytes(written(out -> {
            try (var writer = TabularWriter.export(TabularFormat.XLSX, out, COLUMNS)) {
                for (int i = 0; i < 20; i++) {
                    writer.write(Map.of("externalId", "A" + i, "headName", "王芳"));
                }
            }
        }));
        var random = new java.util.Random(7);
        for (int i = 0; i < 400; i++) {
            var bytes = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var file = Files.write(folder.resolve("fuzz.xlsx"), bytes);
            try (var reader = TabularReader.xlsx(file, COLUMNS, Limits.usual())) {
                reader.forEachRemaining(row -> assertThat(row).isNotNull());
            } catch (ProblemException refused) {
                assertThat(refused.type().status()).isBetween(400, 499);
            }
        }
    }

    @Test
    void readsTheFirstVisibleSheet_whenAnotherStandsBeforeIt() {
        var file = written(out -> {
            try (var workbook = new Workbook(out, "test", "1.0")) {
                var hidden = workbook.newWorksheet("hidden");
                hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
                hidden.value(0, 0, "nothing");
                var sheet = workbook.newWorksheet("数据");
                header(sheet);
                sheet.value(1, 0, "A1");
                sheet.value(1, 1, "王芳");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(read(file)).containsExactly(new Row(2, Map.of("externalId", "A1", "headName", "王芳")));
    }

    private static void header(Worksheet sheet) {
        for (int i = 0; i < COLUMNS.all().size(); i++) {
            sheet.value(0, i, COLUMNS.all().get(i).title());
        }
    }

    private Path workbook(Consumer<Worksheet> content) {
        return written(out -> {
            try (var workbook = new Workbook(out, "test", "1.0")) {
                content.accept(workbook.newWorksheet("数据"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Path written(Consumer<OutputStream> content) {
        var out = new ByteArrayOutputStream();
        content.accept(out);
        try {
            return Files.write(Files.createTempFile(folder, "book", ".xlsx"), out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path zip(Map<String, Consumer<OutputStream>> parts) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                for (var part : parts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    part.getValue().accept(zip);
                    zip.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(OutputStream out, int bytes) {
        var piece = "x".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < bytes; i += piece.length) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(Path file, String name) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var xml = new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("&#x([0-9a-f]+);")
                    .matcher(xml)
                    .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
        }
    }

    private static String refusal(Path file, String... limits) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> {
            try (var reader = TabularReader.xlsx(file, COLUMNS, Limits.with(limits))) {
                all(reader);
            }
        });
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.code();
    }

    private static List<Row> read(Path file) {
        try (var reader = TabularReader.xlsx(file, COLUMNS, Limits.usual())) {
            return all(reader);
        }
    }

    private static List<Row> all(TabularReader reader) {
        var rows = new ArrayList<Row>();
        reader.forEachRemaining(rows::add);
        return rows;
    }
}
