package org.jiedui.chassis.tabular;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.SealedStreams;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Keeps uploaded files where every replica finds them: encrypted, in pieces of 1 MiB in the service's own schema. Files
 * are streamed in and out; memory does not grow with them. Each piece is a transaction of its own, and a file can be read
 * only when all of it is there.
 */
@ApplicationScoped
public class Spool {
    private static final int PIECE = 1 << 20;

    /** Local files older than this are of nobody who still runs, or are open. */
    private static final Duration LONGEST_LOCAL = Duration.ofHours(2);

    private static final Pattern LOCAL = Pattern.compile("[0-9a-f-]{36}\\.[a-z]+|.+\\.part");

    private final DataSource database;
    private final TimeSource time;
    private final SpoolConfig config;
    private final SealedStreams seals;

    Spool(DataSource database, TimeSource time, SpoolConfig config, SealedStreams seals) {
        this.database = database;
        this.seals = seals;
        this.time = time;
        this.config = config;
    }

    /**
     * Stores an upload to its end; what was stored of one that fails is taken away again. Not to be called inside a
     * transaction: it may take minutes.
     *
     * @throws org.jiedui.chassis.problem.ProblemException 413 when it is larger than allowed, 400 when it is empty or
     *     breaks off
     */
    public Spooled store(InputStream in, TabularFormat format, Charset charset, String region, String createdBy) {
        var id = Ids.next();
        var created = time.now();
        update(
                "INSERT INTO spool (id, region, format, charset, created_by, created_at) VALUES (?,?,?,?,?,?)",
                Ids.bytes(id),
                region,
                format.name(),
                charset.name(),
                createdBy,
                created.atOffset(ZoneOffset.UTC).toLocalDateTime());
        try {
            int seq = 0;
            var most = format == TabularFormat.XLSX
                    ? Math.min(config.maxBytes(), config.maxWorkbookBytes())
                    : config.maxBytes();
            var clear = new Measured(in, sha256());
            var sealed = seals.seal(clear);
            for (var piece = sealed.readNBytes(PIECE); piece.length > 0; piece = sealed.readNBytes(PIECE)) {
                if (clear.size > most) {
                    throw TabularProblem.FILE_TOO_LARGE.detail(
                            "超过 %d 字节".formatted(most), "More than %d bytes".formatted(most));
                }
                update("INSERT INTO spool_chunk (spool_id, seq, data) VALUES (?,?,?)", Ids.bytes(id), seq++, piece);
            }
            long size = clear.size;
            if (size == 0) {
                throw TabularProblem.BAD_FILE.detail("文件为空", "The file is empty");
            }
            var hash = clear.getMessageDigest().digest();
            update("UPDATE spool SET size = ?, sha256 = ? WHERE id = ?", size, hash, Ids.bytes(id));
            return new Spooled(id, region, format, charset, size, HexFormat.of().formatHex(hash), createdBy, created);
        } catch (IOException e) {
            delete(id);
            throw TabularProblem.BAD_FILE.detail("上传中断", "The upload broke off");
        } catch (RuntimeException e) {
            delete(id);
            throw e;
        }
    }

    /** The file's particulars; refuses with {@code NOT_FOUND} when it is absent or not complete. */
    public Spooled require(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT region, format, charset, size, sha256, created_by,"
                        + " created_at FROM spool WHERE id = ? AND size IS NOT NULL")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw CommonProblem.NOT_FOUND.problem();
                }
                return new Spooled(
                        id,
                        row.getString(1),
                        TabularFormat.valueOf(row.getString(2)),
                        Charset.forName(row.getString(3)),
                        row.getLong(4),
                        HexFormat.of().formatHex(row.getBytes(5)),
                        row.getString(6),
                        row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the spool", e);
        }
    }

    /**
     * The file's bytes, fetched piece by piece. A file that a version before encryption stored is read as it is: it may
     * wait for its import across an upgrade.
     */
    public InputStream open(Spooled file) {
        try {
            var plain = new Pieces(file, file.size());
            if (!SealedStreams.isSealed(plain.start())) {
                return plain;
            }
            return seals.open(
                    offset -> {
                        var pieces = new Pieces(file, seals.sealedSize(file.size()));
                        pieces.skipNBytes(offset);
                        return pieces;
                    },
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file as a local copy, not encrypted, made when there is none yet and checked against its hash. To be read
     * within the hour; {@link #forget} takes it away.
     */
    public Path copy(Spooled file) {
        try {
            Files.createDirectories(config.dir());
            var target = config.dir().resolve(file.id() + "." + file.format().extension());
            if (Files.exists(target) && Files.size(target) == file.size()) {
                return target;
            }
            var part = Files.createTempFile(config.dir(), file.id().toString(), ".part");
            try {
                var digest = sha256();
                try (var in = new DigestInputStream(open(file), digest)) {
                    Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                }
                if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                    throw TabularProblem.CHECKSUM_MISMATCH.problem();
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return target;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the local copy away. */
    public void forget(Spooled file) {
        try {
            Files.deleteIfExists(
                    config.dir().resolve(file.id() + "." + file.format().extension()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file's rows. Closing the reader leaves a local copy, if one was needed; see {@link #forget}. */
    public TabularReader rows(Spooled file, Columns columns, TabularLimits limits) {
        return switch (file.format()) {
            case CSV -> TabularReader.csv(open(file), file.charset(), columns, limits);
            case NDJSON -> TabularReader.ndjson(open(file), columns, limits);
            case XLSX -> TabularReader.xlsx(copy(file), columns, limits);
        };
    }

    /** Deletes a file piece by piece. */
    public void delete(UUID id) {
        int deleted;
        do {
            deleted = update("DELETE FROM spool_chunk WHERE spool_id = ? LIMIT 16", (Object) Ids.bytes(id));
        } while (deleted == 16);
        update("DELETE FROM spool WHERE id = ?", (Object) Ids.bytes(id));
    }

    /**
     * Deletes the files that were kept long enough, uploads that broke off, and local copies that a killed process left;
     * returns how many. A copy that another process still reads stays readable to it.
     */
    public int expire() {
        int expired = tidy();
        var before = time.now().minus(config.keep()).atOffset(ZoneOffset.UTC).toLocalDateTime();
        for (var id = oldest(before); id != null; id = oldest(before)) {
            delete(id);
            expired++;
        }
        return expired;
    }

    private int tidy() {
        var folder = config.dir();
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int left = 0;
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)
                        && LOCAL.matcher(file.getFileName().toString()).matches()
                        && Files.getLastModifiedTime(file)
                                .toInstant()
                                .isBefore(time.now().minus(LONGEST_LOCAL))) {
                    left += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (NoSuchFileException gone) {
            // another process tidies the folder, too
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }

    private UUID oldest(LocalDateTime before) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT id FROM spool WHERE created_at < ? ORDER BY created_at LIMIT 1")) {
            select.setObject(1, before);
            try (var row = select.executeQuery()) {
                return row.next() ? Ids.of(row.getBytes(1)) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the spool", e);
        }
    }

    private int update(String sql, Object... values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (var connection = database.getConnection();
                    var update = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    update.setObject(i + 1, values[i]);
                }
                return update.executeUpdate();
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts and digests what is read. */
    private static final class Measured extends DigestInputStream {
        private long size;

        Measured(InputStream clear, MessageDigest digest) {
            super(clear, digest);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            size += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            size += Math.max(n, 0);
            return n;
        }
    }

    /** The stored pieces of a file one after the other; holds one of them. */
    private final class Pieces extends InputStream {
        private final Spooled file;
        private byte[] piece = new byte[0];
        private int at;
        private int seq;
        private long left;

        Pieces(Spooled file, long stored) {
            this.file = file;
            this.left = stored;
        }

        /** The first piece, or what is left of it; reading goes on with it. */
        byte[] start() throws IOException {
            fill();
            return piece;
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int n = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, bytes, from, n);
            at += n;
            return n;
        }

        private boolean fill() throws IOException {
            if (at < piece.length) {
                return true;
            }
            if (left == 0) {
                return false;
            }
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(
                            "SELECT data FROM spool_chunk WHERE spool_id = ? AND seq = ?")) {
                select.setBytes(1, Ids.bytes(file.id()));
                select.setInt(2, seq++);
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IOException("piece " + (seq - 1) + " of " + file.id() + " is missing");
                    }
                    piece = row.getBytes(1);
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
            at = 0;
            left -= piece.length;
            return true;
        }
    }
}
