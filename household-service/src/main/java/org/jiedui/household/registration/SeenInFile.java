package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;

/**
 * Remembers, for one import, the households that its file has named so far, and for a validation the persons too. In the
 * database, because ten million persons have no room in memory, and because an import that is killed goes on from its last
 * checkpoint: what is noted is part of the chunk's transaction. Of a hash 16 bytes are kept, which no two persons of a
 * country share.
 */
@ApplicationScoped
class SeenInFile {
    private static final int BYTES = 16;
    private static final int PIECE = 10_000;
    /** Rows of imports that failed are of no use after this time. */
    private static final Duration KEEP = Duration.ofDays(7);

    private final DataSource database;
    private final TimeSource time;

    SeenInFile(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /** As a hash is kept. */
    static ByteBuffer key(byte[] hash) {
        return ByteBuffer.wrap(Arrays.copyOf(hash, BYTES));
    }

    /** Those of the keys that were noted before. */
    Set<ByteBuffer> among(UUID importId, Collection<ByteBuffer> keys) {
        var found = new HashSet<ByteBuffer>();
        try (var connection = database.getConnection()) {
            for (var slice : Slices.of(List.copyOf(keys), 2000)) {
                try (var select = connection.prepareStatement("SELECT seen FROM import_seen WHERE import_id = ?"
                        + " AND seen IN (" + "?,".repeat(slice.size() - 1) + "?)")) {
                    select.setBytes(1, Ids.bytes(importId));
                    for (var i = 0; i < slice.size(); i++) {
                        select.setBytes(i + 2, slice.get(i).array());
                    }
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(ByteBuffer.wrap(row.getBytes(1)));
                        }
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not look up what the file named", e);
        }
    }

    /** Notes keys that were not noted before, in the running transaction. */
    void note(UUID importId, Collection<ByteBuffer> keys) {
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "import_seen", List.of("import_id", "seen"));
            var sorted = new ArrayList<>(keys);
            sorted.sort((a, b) -> Arrays.compareUnsigned(a.array(), b.array()));
            for (var key : sorted) {
                insert.add(importId, key.array());
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note what the file named", e);
        }
    }

    /** Forgets one import, and all that are too old to go on; piece by piece, each a transaction of its own. */
    void forget(UUID importId) {
        delete("import_id = ?", importId);
        delete("import_id < ?", new UUID(time.now().minus(KEEP).toEpochMilli() << 16, 0));
    }

    private void delete(String condition, UUID id) {
        int deleted;
        do {
            try (var connection = database.getConnection();
                    var delete = connection.prepareStatement(
                            "DELETE FROM import_seen WHERE " + condition + " LIMIT " + PIECE)) {
                delete.setBytes(1, Ids.bytes(id));
                deleted = delete.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("could not forget what the file named", e);
            }
        } while (deleted == PIECE);
    }
}
