package org.jiedui.pairing.mentee;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.mentee.MenteeGrowth.GrowthTerm;

/** The growth record of mentees (PA-03): what was done with them under each mentor, and how they were judged last. */
@ApplicationScoped
public class Growth {
    private final DataSource database;
    private final MenteeRepository mentees;

    Growth(DataSource database, MenteeRepository mentees) {
        this.database = database;
        this.mentees = mentees;
    }

    /** The record of a visible mentee; {@code NOT_FOUND} otherwise. Two queries, whatever was done. */
    public MenteeGrowth of(UUID menteeId, Caller caller) {
        var mentee = mentees.require(menteeId, caller);
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT score, band, as_of FROM standing WHERE subject_id = ?")) {
            select.setBytes(1, Ids.bytes(menteeId));
            var terms = terms(connection, menteeId);
            try (var row = select.executeQuery()) {
                var judged = row.next();
                return new MenteeGrowth(
                        menteeId,
                        mentee.goals(),
                        judged ? row.getBigDecimal(1) : null,
                        judged ? row.getString(2) : null,
                        judged ? row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC) : null,
                        mentee.promotedHelperId(),
                        terms);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the growth record", e);
        }
    }

    private static List<GrowthTerm> terms(Connection connection, UUID mentee) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT p.id, p.programme, p.helper_id, p.state, p.valid_from,"
                        + " COALESCE(DATE_SUB(p.ended_on, INTERVAL 1 DAY), p.valid_to), COALESCE(a.done, 0),"
                        + " COALESCE(a.minutes, 0) + COALESCE(g.minutes, 0), COALESCE(a.homework, 0), COALESCE(a.handed_in, 0),"
                        + " COALESCE(a.fed_back, 0), COALESCE(g.present, 0), COALESCE(g.excused, 0), COALESCE(g.absent, 0)"
                        + " FROM pairing p LEFT JOIN (SELECT a.pairing_id, COUNT(*) AS done, SUM(a.minutes) AS minutes,"
                        + "   COUNT(a.due_on) AS homework, COUNT(a.handed_in_at) AS handed_in, COUNT(a.feedback_at) AS fed_back"
                        + "   FROM activity a JOIN pairing q ON q.id = a.pairing_id WHERE q.helped_id = ? GROUP BY a.pairing_id)"
                        + " a ON a.pairing_id = p.id LEFT JOIN (SELECT t.pairing_id, SUM(IF(t.present, b.minutes, 0)) AS minutes,"
                        + "   SUM(t.present) AS present, SUM(NOT t.present AND t.excused) AS excused,"
                        + "   SUM(NOT t.present AND NOT t.excused) AS absent FROM attendance t JOIN activity b ON b.id = t.activity_id"
                        + "   JOIN pairing q ON q.id = t.pairing_id WHERE q.helped_id = ? GROUP BY t.pairing_id)"
                        + " g ON g.pairing_id = p.id WHERE p.helped_id = ? AND p.confirmed_at IS NOT NULL ORDER BY p.id DESC")) {
            for (var k = 1; k <= 3; k++) {
                select.setBytes(k, Ids.bytes(mentee));
            }
            var terms = new ArrayList<GrowthTerm>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    terms.add(new GrowthTerm(
                            Ids.of(row.getBytes(1)),
                            row.getString(2),
                            Ids.of(row.getBytes(3)),
                            row.getString(4),
                            row.getObject(5, LocalDate.class),
                            row.getObject(6, LocalDate.class),
                            row.getLong(7),
                            row.getLong(8),
                            row.getLong(9),
                            row.getLong(10),
                            row.getLong(11),
                            row.getLong(12),
                            row.getLong(13),
                            row.getLong(14)));
                }
            }
            return terms;
        }
    }
}
