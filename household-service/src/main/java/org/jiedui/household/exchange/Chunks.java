package org.jiedui.household.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.TabularReader;
import org.jiedui.household.BulkKind;

/**
 * The rows of a file in chunks that divide no group, read and prepared by a thread of its own while the chunk before is
 * written: at most three chunks are in memory. To be used by one thread, and closed by it.
 */
final class Chunks implements AutoCloseable {
    private static final int AHEAD = 1;

    private final TabularReader rows;
    private final BulkKind kind;
    private final Caller caller;
    private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private Row next;

    /**
     * Some rows, prepared.
     *
     * @param size number of rows
     * @param last line of the last one
     */
    record Chunk(int size, long last, BulkKind.Prepared prepared) {}

    /** A chunk, the end (both null), or what went wrong. */
    private record Item(Chunk chunk, Throwable fault) {}

    Chunks(TabularReader rows, BulkKind kind, Caller caller) {
        this.rows = rows;
        this.kind = kind;
        this.caller = caller;
        this.reader = new Thread(this::read, "import-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            try {
                while (next != null || rows.hasNext()) {
                    ready.put(new Item(chunk(), null));
                }
                ready.put(new Item(null, null));
            } catch (RuntimeException | Error e) {
                ready.put(new Item(null, e));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Chunk chunk() {
        var chunk = new ArrayList<Row>();
        var first = next == null ? rows.next() : next;
        next = null;
        var most = kind.chunk(first);
        var group = kind.group(first);
        chunk.add(first);
        while (rows.hasNext()) {
            var row = rows.next();
            var its = kind.group(row);
            var continues = its != null && (its.isEmpty() || its.equals(group));
            if (chunk.size() >= most && !continues) {
                next = row;
                break;
            }
            if (!continues) {
                group = its;
            }
            chunk.add(row);
        }
        List<Row> taken = List.copyOf(chunk);
        return new Chunk(taken.size(), taken.get(taken.size() - 1).line(), kind.prepare(caller, taken));
    }

    /** The next chunk, or null at the end; throws what reading threw. */
    Chunk next() {
        try {
            var item = ready.take();
            if (item.fault() instanceof Error error) {
                throw error;
            }
            if (item.fault() instanceof RuntimeException fault) {
                throw fault;
            }
            return item.chunk();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading an import", e);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }
}
