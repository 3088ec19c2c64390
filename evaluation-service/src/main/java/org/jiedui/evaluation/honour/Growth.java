package org.jiedui.evaluation.honour;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;

/**
 * Records that a mentee became a mentor (徒成师, EV-11) as the pairings show it: the account that was helped has a mentoring
 * pairing of its own that begins later. Whichever of the two pairings is heard of last shows it, and once: transactions
 * with pairings of one account wait for each other.
 */
@ApplicationScoped
public class Growth {
    private static final String MENTORING = "MENTORING";
    private static final String CONFIRMED = " programme = 'MENTORING' AND state NOT IN ('PROPOSED', 'ACCEPTED',"
            + " 'PUBLICISED', 'WITHDRAWN') AND valid_from IS NOT NULL";

    private final HonourRoll roll;
    private final HonourRepository honours;
    private final DataSource database;

    Growth(HonourRoll roll, HonourRepository honours, DataSource database) {
        this.roll = roll;
        this.honours = honours;
        this.database = database;
    }

    /** A confirmed mentoring pairing; accounts are null where pairing knows none. */
    public record Mentoring(
            UUID pairing,
            String region,
            UUID mentor,
            String mentorAccount,
            UUID mentee,
            String menteeAccount,
            LocalDate from) {}

    /** Takes notice of a pairing; of other programmes, and of what is not confirmed, nothing follows. */
    @Transactional
    public void notice(String programme, String state, Mentoring pairing) {
        if (!MENTORING.equals(programme)
                || pairing.from() == null
                || java.util.Set.of("PROPOSED", "ACCEPTED", "PUBLICISED", "WITHDRAWN")
                        .contains(state)) {
            return;
        }
        Stream.of(pairing.mentorAccount(), pairing.menteeAccount())
                .filter(Objects::nonNull)
                .sorted()
                .forEach(this::lock);
        if (pairing.mentorAccount() != null) {
            find(
                            "helped_account = ? AND helped_kind = 'MENTEE' AND valid_from < ? ORDER BY valid_from",
                            pairing.mentorAccount(),
                            pairing.from())
                    .ifPresent(before -> record(before, pairing));
        }
        if (pairing.menteeAccount() != null) {
            find("helper_account = ? AND valid_from > ? ORDER BY valid_from", pairing.menteeAccount(), pairing.from())
                    .ifPresent(later -> record(pairing, later));
        }
    }

    private void lock(String account) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO growth_account (account) VALUES (?)"
                        + " ON DUPLICATE KEY UPDATE account = account")) {
            insert.setString(1, account);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not lock the account", e);
        }
    }

    private void record(Mentoring asMentee, Mentoring asMentor) {
        if (honours.grown(asMentee.mentee(), HonourKind.BECAME_MENTOR)) {
            return;
        }
        roll.record(
                Caller.SYSTEM,
                new RecordHonour(
                        asMentor.region(),
                        HonourKind.BECAME_MENTOR,
                        HolderKind.MENTEE,
                        asMentee.mentee(),
                        "徒成师",
                        asMentor.from(),
                        "pairing " + asMentor.pairing(),
                        asMentee.mentor()));
    }

    private Optional<Mentoring> find(String which, String account, LocalDate day) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT pairing_id, region, helper_id, helper_account,"
                        + " helped_id, helped_account, valid_from FROM pairing_fact WHERE" + CONFIRMED + " AND " + which
                        + " LIMIT 1")) {
            select.setString(1, account);
            select.setObject(2, day);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Mentoring(
                                Ids.of(row.getBytes(1)),
                                row.getString(2),
                                Ids.of(row.getBytes(3)),
                                row.getString(4),
                                Ids.of(row.getBytes(5)),
                                row.getString(6),
                                row.getObject(7, LocalDate.class)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for growth", e);
        }
    }
}
