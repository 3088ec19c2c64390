package org.jiedui.chassis.database;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;

/**
 * Inserts many rows with few statements, in their order, in the connection's transaction. A rewritten batch of a prepared
 * statement does the same, but the driver encodes each value twice and copies it twice, which was half of the time that
 * an import used; this writes each value once.
 *
 * <p>No value can be read as anything else, whatever the server's SQL mode: numbers and times have their own form, text
 * stands between quotes with its own quotes doubled, and text with a backslash or NUL and all bytes are hexadecimal.
 *
 * <p>What is added is written when there are 128 KiB of it, and by {@link #write}: larger statements are no cheaper, and
 * the collector marks the whole heap for the sake of their arrays. For one thread.
 */
public final class RowInsert {
    private static final int FULL = 1 << 17;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Connection connection;
    private final byte[] head;
    private final byte[] tail;
    private final int columns;
    private byte[] text;
    private int length;
    private boolean empty = true;

    /**
     * @param table where to
     * @param columns names of the columns that are given
     * @param tail the end of each statement, such as {@code ON DUPLICATE KEY UPDATE …}; empty: none
     */
    public RowInsert(Connection connection, String table, Collection<String> columns, String tail) {
        this.connection = connection;
        this.columns = columns.size();
        this.head = ("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ")
                .getBytes(StandardCharsets.US_ASCII);
        this.tail = (" " + tail).getBytes(StandardCharsets.US_ASCII);
        this.text = new byte[1 << 14];
    }

    /** The same without an end of its own. */
    public RowInsert(Connection connection, String table, Collection<String> columns) {
        this(connection, table, columns, "");
    }

    /** {@link #add(Collection)} */
    public RowInsert add(Object... values) throws SQLException {
        return add(Arrays.asList(values));
    }

    /**
     * Adds a row.
     *
     * @param values one per column: null, bytes, text, whole and decimal numbers, flags, days, UTC times, identifiers
     */
    public RowInsert add(Collection<?> values) throws SQLException {
        if (values.size() != columns) {
            throw new IllegalArgumentException(values.size() + " values for " + columns + " columns");
        }
        put(empty ? head : new byte[] {','});
        empty = false;
        var before = (byte) '(';
        for (var value : values) {
            put(before);
            value(value);
            before = ',';
        }
        put((byte) ')');
        if (length >= FULL) {
            write();
        }
        return this;
    }

    /** Adds rows. */
    public RowInsert addAll(Collection<? extends Collection<?>> rows) throws SQLException {
        for (var row : rows) {
            add(row);
        }
        return this;
    }

    /** Writes what was added and is not written yet. */
    public void write() throws SQLException {
        if (empty) {
            return;
        }
        put(tail);
        try (var statement = connection.createStatement()) {
            // what stands in braces is text here, never a JDBC escape
            statement.setEscapeProcessing(false);
            statement.executeUpdate(new String(text, 0, length, StandardCharsets.UTF_8));
        }
        length = 0;
        empty = true;
    }

    private void value(Object value) {
        if (value == null) {
            plain("NULL");
        } else if (value instanceof String string) {
            text(string);
        } else if (value instanceof byte[] bytes) {
            hex(bytes);
        } else if (value instanceof UUID id) {
            hex(Ids.bytes(id));
        } else if (value instanceof Integer || value instanceof Long) {
            plain(value.toString());
        } else if (value instanceof BigDecimal number) {
            plain(number.toPlainString());
        } else if (value instanceof Boolean flag) {
            plain(flag ? "1" : "0");
        } else if (value instanceof LocalDate day) {
            quoted(day.toString());
        } else if (value instanceof LocalDateTime time) {
            quoted(TIME.format(time));
        } else if (value instanceof Instant instant) {
            quoted(TIME.format(instant.atOffset(ZoneOffset.UTC)));
        } else {
            throw new IllegalArgumentException(
                    "no column takes a " + value.getClass().getName());
        }
    }

    private void text(String string) {
        var bytes = string.getBytes(StandardCharsets.UTF_8);
        // a backslash escapes or does not, by the SQL mode
        if (string.indexOf('\\') >= 0 || string.indexOf(0) >= 0) {
            plain("_utf8mb4 ");
            hex(bytes);
            return;
        }
        room(2 * bytes.length + 2);
        text[length++] = '\'';
        for (var b : bytes) {
            if (b == '\'') {
                text[length++] = '\'';
            }
            text[length++] = b;
        }
        text[length++] = '\'';
    }

    private void quoted(String harmless) {
        put((byte) '\'');
        plain(harmless);
        put((byte) '\'');
    }

    private void hex(byte[] bytes) {
        plain("X'");
        room(2 * bytes.length);
        for (var b : bytes) {
            text[length++] = DIGITS[b >> 4 & 15];
            text[length++] = DIGITS[b & 15];
        }
        put((byte) '\'');
    }

    private void plain(String ascii) {
        put(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void put(byte one) {
        room(1);
        text[length++] = one;
    }

    private void room(int more) {
        if (text.length - length < more) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }
}
