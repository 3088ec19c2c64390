package org.jiedui.pairing.lineage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * Generations of mentors and mentees (PA-18), by recursive queries over the pairings whose helped side is a mentee. A
 * mentee who became a mentor links two generations.
 */
@ApplicationScoped
public class Lineage {
    /** More generations than anybody has; stops a query over broken data. */
    private static final int DEEPEST = 64;

    /** One mentoring: {@code generation} counts from 1, away from the person asked for. */
    public record Bond(
            int generation, UUID mentorId, UUID mentorOriginMenteeId, UUID menteeId, UUID menteeBecameHelperId) {}

    private static final String EDGE =
            " FROM pairing p JOIN mentee m ON m.id = p.helped_id" + " JOIN helper h ON h.id = p.helper_id";

    private final DataSource database;

    Lineage(DataSource database) {
        this.database = database;
    }

    /** The mentees of a mentor, their mentees and so on. */
    public List<Bond> below(UUID helperId) {
        return bonds(
                "WITH RECURSIVE bond (generation, mentor, origin, mentee, became) AS ("
                        + " SELECT 1, p.helper_id, h.origin_mentee_id, m.id, m.promoted_helper_id" + EDGE
                        + " WHERE p.helper_id = ? AND p.helped_kind = 'MENTEE' AND p.confirmed_at IS NOT NULL"
                        + " UNION DISTINCT"
                        + " SELECT b.generation + 1, p.helper_id, h.origin_mentee_id, m.id, m.promoted_helper_id"
                        + " FROM bond b JOIN pairing p ON p.helper_id = b.became AND p.helped_kind = 'MENTEE'"
                        + " AND p.confirmed_at IS NOT NULL JOIN mentee m ON m.id = p.helped_id"
                        + " JOIN helper h ON h.id = p.helper_id WHERE b.generation < " + DEEPEST
                        + ") SELECT generation, mentor, origin, mentee, became FROM bond"
                        + " ORDER BY generation, mentor, mentee",
                helperId);
    }

    /** The mentors of a mentee, their mentors and so on. */
    public List<Bond> above(UUID menteeId) {
        return bonds(
                "WITH RECURSIVE bond (generation, mentor, origin, mentee, became) AS ("
                        + " SELECT 1, p.helper_id, h.origin_mentee_id, m.id, m.promoted_helper_id" + EDGE
                        + " WHERE p.helped_id = ? AND p.helped_kind = 'MENTEE' AND p.confirmed_at IS NOT NULL"
                        + " UNION DISTINCT"
                        + " SELECT b.generation + 1, p.helper_id, h.origin_mentee_id, m.id, m.promoted_helper_id"
                        + " FROM bond b JOIN pairing p ON p.helped_id = b.origin AND p.helped_kind = 'MENTEE'"
                        + " AND p.confirmed_at IS NOT NULL JOIN mentee m ON m.id = p.helped_id"
                        + " JOIN helper h ON h.id = p.helper_id WHERE b.generation < " + DEEPEST
                        + ") SELECT generation, mentor, origin, mentee, became FROM bond"
                        + " ORDER BY generation, mentor, mentee",
                menteeId);
    }

    /**
     * Whether this mentor would have the mentee among the own mentors, so that mentoring would close a circle. A mentor and
     * a mentee are one person when one became the other, or by the same identity number or account.
     */
    public boolean wouldClose(UUID helperId, UUID menteeId) {
        // one step per way to be the same person: with OR between them no index would be used
        var masters = " UNION DISTINCT"
                + " SELECT h.id, h.origin_mentee_id, h.identity_hash, h.account, a.generation + 1 FROM master a"
                + " JOIN mentee m ON %s"
                + " JOIN pairing p ON p.helped_id = m.id AND p.helped_kind = 'MENTEE' AND p.state <> 'WITHDRAWN'"
                + " JOIN helper h ON h.id = p.helper_id WHERE a.generation < " + DEEPEST;
        var sql = "WITH RECURSIVE master (helper, origin, identity_hash, account, generation) AS ("
                + " SELECT h.id, h.origin_mentee_id, h.identity_hash, h.account, 0 FROM helper h WHERE h.id = ?"
                + masters.formatted("m.id = a.origin")
                + masters.formatted("m.identity_hash = a.identity_hash")
                + masters.formatted("m.account = a.account")
                + ") SELECT 1 FROM master a JOIN mentee m ON m.id = ? WHERE m.id = a.origin"
                + " OR m.identity_hash = a.identity_hash OR m.account = a.account LIMIT 1";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setBytes(1, Ids.bytes(helperId));
            select.setBytes(2, Ids.bytes(menteeId));
            try (var row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the lineage", e);
        }
    }

    private List<Bond> bonds(String sql, UUID person) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setBytes(1, Ids.bytes(person));
            var bonds = new ArrayList<Bond>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    bonds.add(new Bond(
                            row.getInt(1),
                            id(row.getBytes(2)),
                            id(row.getBytes(3)),
                            id(row.getBytes(4)),
                            id(row.getBytes(5))));
                }
            }
            return bonds;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the lineage", e);
        }
    }

    private static UUID id(byte[] bytes) {
        return bytes == null ? null : Ids.of(bytes);
    }
}
