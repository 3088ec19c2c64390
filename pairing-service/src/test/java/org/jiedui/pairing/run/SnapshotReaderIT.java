package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.pairing.Stage.household;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.jiedui.pairing.matching.Divisions;
import org.jiedui.pairing.programme.ProgrammeRepository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run works on is one state, whatever is committed while it is read. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-14")
class SnapshotReaderIT {
    @Inject
    ProgrammeRepository programmes;

    @Inject
    DataSource database;

    @Inject
    Divisions divisions;

    @Test
    void freesAPlaceOnce_whenThePairingEndsBetweenTwoQueries() {
        var county = "351178";
        var helper = RunStage.helper(county, "县教育局", 2, List.of("EDUCATION"));
        var household = household(county + "104201", Map.of());
        var pairing = UUID.fromString(RunStage.active(county, helper, household));
        var reader = new SnapshotReader(
                before(
                        " JOIN pairing p ON p.helper_id = h.id",
                        () -> RunStage.execute(
                                database,
                                "UPDATE pairing SET state = 'ENDED', ended_on = valid_from WHERE id = ?",
                                pairing)),
                divisions);

        var snapshot = reader.read(
                        reorder(county),
                        programmes
                                .inForce("HOUSEHOLD_HELP", LocalDate.now())
                                .orElseThrow()
                                .rules())
                .snapshot();

        assertThat(snapshot.helpers())
                .filteredOn(each -> each.id().toString().equals(helper))
                .singleElement()
                .satisfies(
                        each -> assertThat(List.of(each.places(), each.taken())).containsExactly(2, 0));
    }

    private static Order reorder(String county) {
        return new Order(
                county,
                "HOUSEHOLD_HELP",
                "PRIMARY",
                LocalDate.parse(Stage.inMonths(0)),
                null,
                List.of(),
                List.of(),
                Map.of(),
                1,
                0,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The database, in which something happens before a certain query is asked. */
    private DataSource before(String query, Runnable event) {
        return (DataSource) proxy(DataSource.class, database, (method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                var connection = database.getConnection();
                return proxy(Connection.class, connection, (asked, parameters) -> {
                    if (asked.getName().equals("prepareStatement") && ((String) parameters[0]).contains(query)) {
                        event.run();
                    }
                    return asked.invoke(connection, parameters);
                });
            }
            return method.invoke(database, arguments);
        });
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Exception;
    }

    private static Object proxy(Class<?> type, Object real, Call call) {
        return Proxy.newProxyInstance(
                real.getClass().getClassLoader(), new Class<?>[] {type}, (me, method, arguments) -> {
                    try {
                        return call.of(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
