package org.jiedui.household.registration;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.time.Ids;

/** The columns of a row of the database, one after the other; null for null where a type has it. */
final class RowCursor {
    private final ResultSet row;
    private final PersonalDataCipher cipher;
    private int at;

    /** Personal data stays encrypted until somebody asks for it. */
    RowCursor(ResultSet row, PersonalDataCipher cipher) {
        this.row = row;
        this.cipher = cipher;
    }

    /** Goes on to the next row; false at the end. */
    boolean next() throws SQLException {
        at = 0;
        return row.next();
    }

    String text() throws SQLException {
        return row.getString(++at);
    }

    <E extends Enum<E>> E code(Class<E> list) throws SQLException {
        var name = text();
        return name == null ? null : Enum.valueOf(list, name);
    }

    boolean flag() throws SQLException {
        return row.getBoolean(++at);
    }

    long number() throws SQLException {
        return row.getLong(++at);
    }

    Integer numberOrNull() throws SQLException {
        var number = row.getInt(++at);
        return row.wasNull() ? null : number;
    }

    BigDecimal decimal() throws SQLException {
        return row.getBigDecimal(++at);
    }

    UUID id() throws SQLException {
        var bytes = row.getBytes(++at);
        return bytes == null ? null : Ids.of(bytes);
    }

    LocalDate day() throws SQLException {
        return row.getObject(++at, LocalDate.class);
    }

    Instant time() throws SQLException {
        var time = row.getObject(++at, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    PersonalText personal() throws SQLException {
        return cipher.sealed(row.getBytes(++at));
    }
}
