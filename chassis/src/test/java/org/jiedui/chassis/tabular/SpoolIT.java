package org.jiedui.chassis.tabular;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SpoolIT {
    private static final Columns COLUMNS =
            Columns.of(Column.of("externalId", "外部编号").mandatory(), Column.of("headName", "户主姓名"));

    @Inject
    Spool spool;

    @Inject
    RowReports reports;

    @Inject
    TabularLimits limits;

    @Inject
    DataSource database;

    @Test
    void givesBackTheSameBytes_whenAFileIsStored() throws Exception {
        var bytes = new byte[3_500_001];
        new Random(1).nextBytes(bytes);

        var file = spool.store(new ByteArrayInputStream(bytes), TabularFormat.XLSX, UTF_8, "330523", "somebody");

        assertThat(file.size()).isEqualTo(bytes.length);
        assertThat(file.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(spool.require(file.id())).isEqualTo(file);
        try (var in = spool.open(file)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(Files.readAllBytes(spool.copy(file))).isEqualTo(bytes);
        spool.forget(file);
        spool.delete(file.id());
        assertThat(pieces()).isZero();
    }

    @Test
    void keepsNoReadableByte_whenAFileIsStored() throws Exception {
        var text = "externalId,idNumber\nA1,330523198001011234\n".repeat(50_000);

        var file = spool.store(new ByteArrayInputStream(text.getBytes(UTF_8)), TabularFormat.CSV, UTF_8, "33", "x");

        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*), SUM(INSTR(data, '330523198001011234') > 0)"
                        + " FROM spool_chunk WHERE spool_id = ?")) {
            select.setBytes(1, Ids.bytes(file.id()));
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isGreaterThan(1);
                assertThat(row.getInt(2)).isZero();
            }
        }
        spool.delete(file.id());
    }

    @Test
    void readsAFileAsItIs_whenAVersionBeforeEncryptionStoredIt() throws Exception {
        var plain = new byte[1_500_000];
        new Random(2).nextBytes(plain);
        var file = spool.store(new ByteArrayInputStream(plain), TabularFormat.CSV, UTF_8, "33", "x");
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE spool_chunk SET data = ? WHERE spool_id = ? AND seq = ?")) {
            for (var seq = 0; seq < 2; seq++) {
                update.setBytes(1, Arrays.copyOfRange(plain, seq << 20, Math.min((seq + 1) << 20, plain.length)));
                update.setBytes(2, Ids.bytes(file.id()));
                update.setInt(3, seq);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }

        try (var in = spool.open(file)) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }

        assertThat(Files.readAllBytes(spool.copy(file))).isEqualTo(plain);
        spool.forget(file);
        spool.delete(file.id());
    }

    @Test
    void keepsNothing_whenAnUploadIsTooLargeOrEmptyOrBreaksOff() throws Exception {
        assertThatThrownBy(() -> spool.store(new Endless(Long.MAX_VALUE), TabularFormat.CSV, UTF_8, "33", "x"))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("FILE_TOO_LARGE"));
        assertThatThrownBy(() -> spool.store(InputStream.nullInputStream(), TabularFormat.CSV, UTF_8, "33", "x"))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("BAD_FILE"));
        assertThatThrownBy(() -> spool.store(new Endless(2_000_000), TabularFormat.CSV, UTF_8, "33", "x"))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("BAD_FILE"));

        assertThat(pieces()).isZero();
    }

    @Test
    void writesTheUploadedRowsWithTheirErrors_whenAReportIsFetched() throws Exception {
        var text = new StringBuilder("externalId,headName\n");
        for (int i = 0; i < 1000; i++) {
            text.append("A").append(i).append(",王").append(i).append('\n');
        }
        var file = spool.store(
                new ByteArrayInputStream(text.toString().getBytes(UTF_8)), TabularFormat.CSV, UTF_8, "33", "x");
        var job = Ids.next();
        try (var rows = spool.rows(file, COLUMNS, limits)) {
            while (rows.hasNext()) {
                var chunk = new ArrayList<RowReport>();
                while (rows.hasNext() && chunk.size() < 150) {
                    var row = rows.next();
                    chunk.add(
                            row.line() % 100 == 0
                                    ? RowReport.refused(
                                            row.line(), List.of(new CellError("headName", "NO", "不行", "No")))
                                    : RowReport.done(row.line(), Outcome.CREATED, Ids.next()));
                }
                QuarkusTransaction.requiringNew().run(() -> reports.append(job, chunk));
            }
        }

        assertThat(reports.counts(job))
                .isEqualTo(Map.of(
                        Outcome.CREATED, 990L, Outcome.UPDATED, 0L, Outcome.UNCHANGED, 0L, Outcome.REFUSED, 10L));
        assertThat(reports.page(job, 0, 3, false)).extracting(RowReport::line).containsExactly(2L, 3L, 4L);
        assertThat(reports.page(job, 151, 3, false)).extracting(RowReport::line).containsExactly(152L, 153L, 154L);
        assertThat(reports.page(job, 900, 50, true)).extracting(RowReport::line).containsExactly(1000L);
        var out = new ByteArrayOutputStream();
        try (var rows = spool.rows(file, COLUMNS, limits);
                var writer = TabularWriter.report(TabularFormat.CSV, out, COLUMNS, true)) {
            reports.write(job, rows, writer, true);
        }
        var lines = out.toString(UTF_8).split("\r\n|\n");
        assertThat(lines).hasSize(11).contains("A98,王98,拒绝,户主姓名:不行");
        spool.delete(file.id());
    }

    @Test
    void forgetsFilesAndReports_whenTheyWereKeptLongEnough() throws Exception {
        var old = spool.store(new ByteArrayInputStream(new byte[3_000_000]), TabularFormat.CSV, UTF_8, "33", "x");
        var young = spool.store(new ByteArrayInputStream(new byte[10]), TabularFormat.CSV, UTF_8, "33", "x");
        var oldJob = UUID.fromString("018f0000-0000-7000-8000-000000000001");
        var youngJob = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            reports.append(oldJob, List.of(RowReport.done(2, Outcome.CREATED, Ids.next())));
            reports.append(youngJob, List.of(RowReport.done(2, Outcome.CREATED, Ids.next())));
        });
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE spool SET created_at = created_at - INTERVAL 8 DAY WHERE id = ?")) {
            update.setBytes(1, Ids.bytes(old.id()));
            update.executeUpdate();
        }

        var left = spool.copy(young);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(3))));

        spool.expire();
        reports.expire();

        assertThat(left).as("copy of a process that was killed").doesNotExist();
        var used = spool.copy(young);
        spool.expire();
        assertThat(used).exists();
        spool.forget(young);

        assertThat(spool.require(young.id())).isEqualTo(young);
        assertThatThrownBy(() -> spool.require(old.id())).isInstanceOf(ProblemException.class);
        assertThat(reports.page(oldJob, 0, 10, false)).isEmpty();
        assertThat(reports.page(youngJob, 0, 10, false)).hasSize(1);
        spool.delete(young.id());
        assertThat(pieces()).isZero();
    }

    @Test
    void isNotFound_whenItWasNeverStored() {
        assertThatThrownBy(() -> spool.require(Ids.next()))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("NOT_FOUND"));
    }

    private long pieces() throws Exception {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT (SELECT COUNT(*) FROM spool) + (SELECT COUNT(*) FROM spool_chunk)");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Gives bytes until it breaks off. */
    private static final class Endless extends InputStream {
        private final long breaksOffAfter;
        private long given;

        Endless(long breaksOffAfter) {
            this.breaksOffAfter = breaksOffAfter;
        }

        @Override
        public int read() throws IOException {
            if (given++ >= breaksOffAfter) {
                throw new IOException("broken off");
            }
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length > 0) {
                bytes[from] = (byte) read();
            }
            return Math.min(length, 1);
        }
    }
}
