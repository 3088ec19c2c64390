package org.jiedui.evaluation.survey;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.SubjectRole;

/** Batches and tokens. What a used token answered is not known here, nor anywhere. */
@ApplicationScoped
public class SurveyTokens {
    private static final String HASH = "survey-token";

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final KeyedHash hash;

    SurveyTokens(DataSource database, PersonalDataCipher cipher, KeyedHash hash) {
        this.database = database;
        this.cipher = cipher;
        this.hash = hash;
    }

    /** How many slips a subject still needs in a village. */
    record Need(UUID subject, SubjectRole role, int slips) {}

    /** A token that exists. */
    public record Issued(UUID cycle, String village, UUID subject, SubjectRole role) {}

    /** One household, one slip: the household tasks of the village by subject, less the slips that were issued. */
    List<Need> needs(UUID cycle, String village) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT e.subject_id, e.subject_role, COUNT(*) - (SELECT"
                        + " COUNT(*) FROM survey_batch b JOIN survey_token t ON t.batch_id = b.id WHERE b.cycle_id = ?"
                        + " AND b.village = ? AND t.subject_id = e.subject_id) AS missing FROM evaluation_task e"
                        + " WHERE e.region = ? AND e.cycle_id = ? AND e.path = 'HOUSEHOLD'"
                        + " GROUP BY e.subject_id, e.subject_role HAVING missing > 0 ORDER BY e.subject_id")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setString(2, village);
            select.setString(3, village);
            select.setBytes(4, Ids.bytes(cycle));
            var needs = new ArrayList<Need>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    needs.add(new Need(Ids.of(row.getBytes(1)), SubjectRole.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
            return needs;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the households of the village", e);
        }
    }

    /** Stores a batch with its tokens; false when another one took its number just now. Needs a running transaction. */
    boolean insert(SurveyBatch batch, byte[] seed, List<Need> needs) {
        try (var connection = database.getConnection()) {
            try (var insert = connection.prepareStatement("INSERT INTO survey_batch (id, cycle_id, village, number,"
                    + " seed, slips, created_by, created_at) VALUES (?,?,?,?,?,?,?,?)")) {
                insert.setBytes(1, Ids.bytes(batch.id()));
                insert.setBytes(2, Ids.bytes(batch.cycleId()));
                insert.setString(3, batch.village());
                insert.setInt(4, batch.number());
                insert.setBytes(5, cipher.encrypt(Base64.getEncoder().encodeToString(seed)));
                insert.setInt(6, batch.slips());
                insert.setString(7, batch.createdBy());
                insert.setObject(8, utc(batch.createdAt()));
                insert.executeUpdate();
            } catch (SQLIntegrityConstraintViolationException taken) {
                return false;
            }
            try (var insert = connection.prepareStatement("INSERT INTO survey_token (token_hash, batch_id, subject_id,"
                    + " subject_role, used) VALUES (?,?,?,?,FALSE)")) {
                var number = 0;
                for (var need : needs) {
                    for (var i = 0; i < need.slips(); i++) {
                        insert.setBytes(1, hash(SurveyToken.of(seed, ++number)));
                        insert.setBytes(2, Ids.bytes(batch.id()));
                        insert.setBytes(3, Ids.bytes(need.subject()));
                        insert.setString(4, need.role().name());
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the tokens", e);
        }
    }

    /** Batches of a cycle in a region, by village and number. */
    public List<SurveyBatch> batches(UUID cycle, String regionPrefix, String village) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT id, cycle_id, village, number, slips, created_by, created_at FROM survey_batch"
                                + " WHERE cycle_id = ? AND village LIKE CONCAT(?, '%') AND village LIKE CONCAT(?, '%')"
                                + " ORDER BY village, number")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setString(2, regionPrefix);
            select.setString(3, village == null ? "" : village);
            var batches = new ArrayList<SurveyBatch>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    batches.add(batch(row));
                }
            }
            return batches;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the batches", e);
        }
    }

    /** One batch. */
    Optional<SurveyBatch> batch(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, cycle_id, village, number, slips, created_by,"
                        + " created_at FROM survey_batch WHERE id = ?")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(batch(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the batch", e);
        }
    }

    private static SurveyBatch batch(ResultSet row) throws SQLException {
        return new SurveyBatch(
                Ids.of(row.getBytes(1)),
                Ids.of(row.getBytes(2)),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                row.getString(6),
                row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    /** The slips of a batch, in the order in which they were issued: by subject, and by nothing else. */
    List<Slip> slips(UUID batch) {
        try (var connection = database.getConnection();
                var seeds = connection.prepareStatement("SELECT seed FROM survey_batch WHERE id = ?");
                var select = connection.prepareStatement("SELECT t.subject_id, t.subject_role, s.unit, COUNT(*)"
                        + " FROM survey_token t JOIN survey_batch b ON b.id = t.batch_id JOIN cycle_subject s"
                        + " ON s.cycle_id = b.cycle_id AND s.subject_id = t.subject_id WHERE t.batch_id = ?"
                        + " GROUP BY t.subject_id, t.subject_role, s.unit ORDER BY t.subject_id")) {
            seeds.setBytes(1, Ids.bytes(batch));
            byte[] seed;
            try (var row = seeds.executeQuery()) {
                row.next();
                seed = Base64.getDecoder().decode(cipher.decrypt(row.getBytes(1)));
            }
            select.setBytes(1, Ids.bytes(batch));
            var slips = new ArrayList<Slip>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    for (var i = 0; i < row.getInt(4); i++) {
                        var number = slips.size() + 1;
                        slips.add(new Slip(
                                number,
                                SurveyToken.of(seed, number),
                                Ids.of(row.getBytes(1)),
                                SubjectRole.valueOf(row.getString(2)),
                                row.getString(3)));
                    }
                }
            }
            return slips;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the tokens", e);
        }
    }

    /** What the token is for, used or not. */
    Optional<Issued> find(SurveyToken token) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT b.cycle_id, b.village, t.subject_id, t.subject_role"
                        + " FROM survey_token t JOIN survey_batch b ON b.id = t.batch_id WHERE t.token_hash = ?")) {
            select.setBytes(1, hash(token));
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Issued(
                                Ids.of(row.getBytes(1)),
                                row.getString(2),
                                Ids.of(row.getBytes(3)),
                                SubjectRole.valueOf(row.getString(4))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the token", e);
        }
    }

    /** Uses the token up; false when it was used. One of any number at once gets true. Needs a running transaction. */
    boolean use(SurveyToken token) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE survey_token SET used = TRUE WHERE token_hash = ? AND used = FALSE")) {
            update.setBytes(1, hash(token));
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("could not use the token", e);
        }
    }

    private byte[] hash(SurveyToken token) {
        return hash.of(HASH, token.text());
    }

    private static LocalDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
