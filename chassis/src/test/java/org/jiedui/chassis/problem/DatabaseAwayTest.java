package org.jiedui.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What says that the database could not be used at all, as the pool and the server put it. */
@Tag("OP-05")
class DatabaseAwayTest {
    @Test
    void isAway_whenNoConnectionIsFree() {
        // Agroal 2.8
        var busy = new SQLException("Sorry, acquisition timeout!");

        assertThat(ProblemMappers.isConnectionLost(busy)).isTrue();
        assertThat(ProblemMappers.isDatabaseUnavailable(new IllegalStateException(busy)))
                .isTrue();
    }

    @Test
    void isAway_whenThePrimaryTakesNoWritesAnyMore() {
        for (var code : new int[] {1290, 1792, 1836}) {
            var readOnly = new SQLException("running with the --super-read-only option", "HY000", code);

            assertThat(ProblemMappers.isConnectionLost(readOnly)).isTrue();
            assertThat(ProblemMappers.isDatabaseUnavailable(new IllegalStateException(readOnly)))
                    .isTrue();
        }
    }

    @Test
    void isThere_whenAStatementIsRefusedOrWaitsTooLong() {
        var unknown = new SQLException("Unknown column", "42S22", 1054);
        var lock =
                new com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException("Lock wait timeout", "40001", 1205);

        assertThat(ProblemMappers.isConnectionLost(unknown)).isFalse();
        assertThat(ProblemMappers.isDatabaseUnavailable(new IllegalStateException(unknown)))
                .isFalse();
        // tried again by whoever asked, but not for ever
        assertThat(ProblemMappers.isConnectionLost(lock)).isTrue();
        assertThat(ProblemMappers.isDatabaseUnavailable(new IllegalStateException(lock)))
                .isFalse();
    }
}
