package org.jiedui.evaluation.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.cycle.AssignmentPolicy;

/**
 * Results. Officers of province, county and township and auditors see those of their region from the scoring on; every
 * other office of the region, and the subject by account, from the publication on.
 */
@ApplicationScoped
public class ResultRepository implements PanacheRepositoryBase<Result, UUID> {
    /** Condition on alias {@code e} with the parameters of {@link #visibleTo}. */
    public static final String VISIBLE = "(e.published = true and e.account = :subject)"
            + " or (e.region like concat(:prefix, '%') and (e.published = true or :officer = true))";

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final ObjectMapper mapper;

    ResultRepository(DataSource database, PersonalDataCipher cipher, ObjectMapper mapper) {
        this.database = database;
        this.cipher = cipher;
        this.mapper = mapper;
    }

    /** Parameters of {@link #VISIBLE}. */
    public static Map<String, Object> visibleTo(Caller caller) {
        var parameters = new HashMap<String, Object>();
        parameters.put("prefix", caller.regionPrefix());
        parameters.put("subject", caller.subject());
        parameters.put("officer", caller.hasRole("province-officer", "county-officer", "township-officer", "auditor"));
        return parameters;
    }

    /** The result, or {@code NOT_FOUND}. */
    public Result require(Caller caller, UUID id) {
        var parameters = visibleTo(caller);
        parameters.put("id", id);
        return find("from Result e where e.id = :id and (" + VISIBLE + ")", parameters)
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Of these, the published ones that the caller may see. */
    public Map<UUID, Result> published(Caller caller, Collection<UUID> ids) {
        var parameters = visibleTo(caller);
        parameters.put("ids", ids);
        return find("from Result e where e.id in :ids and e.published = true and (" + VISIBLE + ")", parameters)
                .stream()
                .collect(Collectors.toMap(Result::id, Function.identity()));
    }

    /** A page of the cycle's results, by identifier. */
    List<Result> page(UUID cycle, UUID after, int limit) {
        return find("from Result e where e.cycleId = ?1 and e.id > ?2 order by e.id", cycle, after)
                .page(0, limit)
                .list();
    }

    /** How a result came about. */
    public Trace trace(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT trace FROM evaluation_result WHERE id = ?")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw CommonProblem.NOT_FOUND.problem();
                }
                return mapper.readValue(cipher.decrypt(row.getBytes(1)), Trace.class);
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the trace", e);
        }
    }

    /**
     * One version of a result.
     *
     * @param number 1 as scored
     * @param score null where it would give an anonymous answer away
     * @param reason why this version replaced the one before; null for the first
     */
    public record VersionView(
            int number, BigDecimal score, boolean scoreWithheld, Band band, String reason, Instant createdAt) {}

    /** All versions of a result, oldest first. */
    public List<VersionView> versions(Result result) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT number, score, score_withheld, band, reason, created_at"
                                + " FROM evaluation_result_version WHERE result_id = ? ORDER BY number")) {
            select.setBytes(1, Ids.bytes(result.id()));
            var versions = new ArrayList<VersionView>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var withheld = row.getBoolean(3);
                    versions.add(new VersionView(
                            row.getInt(1),
                            withheld ? null : row.getBigDecimal(2),
                            withheld,
                            row.getString(4) == null ? null : Band.valueOf(row.getString(4)),
                            cipher.decrypt(row.getBytes(5)),
                            row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
            if (versions.isEmpty()) {
                versions.add(new VersionView(
                        1, result.shownScore(), result.scoreWithheld(), result.band(), null, result.createdAt()));
            }
            return versions;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the versions", e);
        }
    }

    /** Keeps the present state as a version, the first one when nothing was corrected yet. Needs a running transaction. */
    void keepFirst(Result result) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT IGNORE INTO evaluation_result_version (result_id,"
                                + " number, score, score_withheld, band, trace, created_at) SELECT id, 1, score,"
                                + " score_withheld, band, trace, created_at FROM evaluation_result WHERE id = ? AND revision = 1")) {
            insert.setBytes(1, Ids.bytes(result.id()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep the version", e);
        }
    }

    /** Stores a correction as the next version and makes its trace the one that counts. Needs a running transaction. */
    void addVersion(Result result, Trace trace, String reason, String decidedBy, UUID appeal, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO evaluation_result_version (result_id, number,"
                        + " score, score_withheld, band, trace, reason, decided_by, appeal_id, created_at)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?)");
                var update = connection.prepareStatement("UPDATE evaluation_result SET trace = ? WHERE id = ?")) {
            var sealed = cipher.encrypt(mapper.writeValueAsString(trace));
            insert.setBytes(1, Ids.bytes(result.id()));
            insert.setInt(2, result.revision());
            insert.setBigDecimal(3, trace.outcome().score());
            insert.setBoolean(4, result.scoreWithheld());
            insert.setString(5, result.band() == null ? null : result.band().name());
            insert.setBytes(6, sealed);
            insert.setBytes(7, cipher.encrypt(reason));
            insert.setString(8, decidedBy);
            insert.setBytes(9, appeal == null ? null : Ids.bytes(appeal));
            insert.setObject(10, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.executeUpdate();
            update.setBytes(1, sealed);
            update.setBytes(2, Ids.bytes(result.id()));
            update.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not store the correction", e);
        }
    }

    /** The next traces of a cycle as they were scored, by subject. */
    List<Trace> firstTraces(UUID cycle, UUID after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COALESCE(v.trace, r.trace) FROM evaluation_result r"
                        + " LEFT JOIN evaluation_result_version v ON v.result_id = r.id AND v.number = 1"
                        + " WHERE r.cycle_id = ? AND r.subject_id > ? ORDER BY r.subject_id LIMIT ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setBytes(2, Ids.bytes(after));
            select.setInt(3, limit);
            return traces(select);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the traces", e);
        }
    }

    private List<Trace> traces(PreparedStatement select) throws SQLException, JsonProcessingException {
        var traces = new ArrayList<Trace>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                traces.add(mapper.readValue(cipher.decrypt(row.getBytes(1)), Trace.class));
            }
        }
        return traces;
    }

    /** The traces of all subjects of a role in a cycle, as they were scored. */
    List<Trace> traces(UUID cycle, String role) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COALESCE(v.trace, r.trace) FROM evaluation_result r"
                        + " LEFT JOIN evaluation_result_version v ON v.result_id = r.id AND v.number = 1"
                        + " WHERE r.cycle_id = ? AND r.subject_role = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setString(2, role);
            return traces(select);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the traces", e);
        }
    }

    /** A result to be stored. */
    record NewResult(AssignmentPolicy.Subject subject, boolean scoreWithheld, Trace trace) {}

    /** Stores results as one batch. Needs a running transaction. */
    void insert(UUID cycle, List<NewResult> results, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO evaluation_result (id, cycle_id, subject_id,"
                        + " subject_role, account, region, score, score_withheld, band, published, trace, created_at,"
                        + " updated_at, version) VALUES (?,?,?,?,?,?,?,?,?,FALSE,?,?,?,0)")) {
            for (var result : results) {
                var outcome = result.trace().outcome();
                insert.setBytes(1, Ids.bytes(Ids.next()));
                insert.setBytes(2, Ids.bytes(cycle));
                insert.setBytes(3, Ids.bytes(result.subject().id()));
                insert.setString(4, result.subject().role().name());
                insert.setString(5, result.subject().account());
                insert.setString(6, result.subject().region());
                insert.setBigDecimal(7, outcome.score());
                insert.setBoolean(8, result.scoreWithheld());
                insert.setString(
                        9, outcome.band() == null ? null : outcome.band().name());
                insert.setBytes(10, cipher.encrypt(mapper.writeValueAsString(result.trace())));
                insert.setObject(11, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
                insert.setObject(12, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not store results", e);
        }
    }

    /** Marks all results of the cycle as published, as one statement. */
    int publish(UUID cycle, Instant now) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE evaluation_result SET published = TRUE,"
                        + " version = version + 1, updated_at = ? WHERE cycle_id = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            update.setBytes(2, Ids.bytes(cycle));
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not publish results", e);
        }
    }
}
