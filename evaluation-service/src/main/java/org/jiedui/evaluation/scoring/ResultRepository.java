package org.jiedui.evaluation.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.database.RowInsert;
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
            + " or (e.region like concat(:prefix, '%') and (e.published = true or (:officer = true and not exists"
            + " (select 1 from Cycle c where c.id = e.cycleId"
            + " and c.state = org.jiedui.evaluation.cycle.CycleState.SCORING))))";

    private static final List<String> NEW = List.of(
            "id",
            "cycle_id",
            "subject_id",
            "subject_role",
            "account",
            "region",
            "score",
            "score_withheld",
            "band",
            "published",
            "trace",
            "created_at",
            "updated_at",
            "version",
            "unit",
            "composite",
            "top",
            "comments");

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

    /** The result about this subject in a cycle, if the caller sees it. */
    Optional<Result> visibleOf(Caller caller, UUID cycle, UUID subject) {
        var parameters = visibleTo(caller);
        parameters.put("cycle", cycle);
        parameters.put("about", subject);
        return find("from Result e where e.cycleId = :cycle and e.subjectId = :about and (" + VISIBLE + ")", parameters)
                .firstResultOptional();
    }

    /** Of these, the published ones that the caller may see. */
    public Map<UUID, Result> published(Caller caller, Collection<UUID> ids) {
        var parameters = visibleTo(caller);
        parameters.put("ids", ids);
        return find("from Result e where e.id in :ids and e.published = true and (" + VISIBLE + ")", parameters)
                .stream()
                .collect(Collectors.toMap(Result::id, Function.identity()));
    }

    /** The cycle's results about a range of subjects. */
    List<Result> of(UUID cycle, UUID first, UUID last) {
        return list("from Result e where e.cycleId = ?1 and e.subjectId between ?2 and ?3", cycle, first, last);
    }

    /** The last subject that has a result, in their order; empty before the first one. */
    Optional<UUID> lastScored(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT MAX(subject_id) FROM evaluation_result WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getBytes(1)).map(Ids::of);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read how far the scoring is", e);
        }
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

    /** What was said about the subject of a result, by path; as it is kept, not as it may be shown. */
    public Map<String, List<String>> comments(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT comments FROM evaluation_result WHERE id = ?")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                return row.next() && row.getBytes(1) != null
                        ? mapper.readValue(cipher.decrypt(row.getBytes(1)), new TypeReference<>() {})
                        : Map.of();
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the comments", e);
        }
    }

    /**
     * One version of a result.
     *
     * @param number 1 as scored
     * @param score null where it would give an anonymous answer away
     * @param reason why this version replaced the one before; null for the first
     */
    @Schema(example = """
            {"number":2,"score":91.50,"scoreWithheld":false,"band":"EXCELLENT","reason":"补录走访记录后为 12 次",
             "createdAt":"2026-12-20T08:30:00.000Z"}""")
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

    /** The traces of these results as they were scored first, by result. */
    Map<UUID, Trace> firstTraces(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT r.id, COALESCE(v.trace, r.trace)"
                        + " FROM evaluation_result r LEFT JOIN evaluation_result_version v ON v.result_id = r.id"
                        + " AND v.number = 1 WHERE r.id IN (" + "?,".repeat(ids.size() - 1) + "?)")) {
            var i = 1;
            for (var id : ids) {
                select.setBytes(i++, Ids.bytes(id));
            }
            var traces = new HashMap<UUID, Trace>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    traces.put(Ids.of(row.getBytes(1)), mapper.readValue(cipher.decrypt(row.getBytes(2)), Trace.class));
                }
            }
            return traces;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the traces", e);
        }
    }

    /** Stores outcomes of a cycle that is being scored anew, by result, as one batch. Needs a running transaction. */
    void replace(Map<UUID, Trace> traces) {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE evaluation_result SET band = ?, trace = ? WHERE id = ?")) {
            for (var entry : traces.entrySet()) {
                update.setString(1, entry.getValue().outcome().band().name());
                update.setBytes(2, cipher.encrypt(mapper.writeValueAsString(entry.getValue())));
                update.setBytes(3, Ids.bytes(entry.getKey()));
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not store the bands", e);
        }
    }

    /** A result to be stored. */
    record NewResult(
            AssignmentPolicy.Subject subject, boolean scoreWithheld, Trace trace, Map<String, List<String>> comments) {}

    /** Stores results as one batch. Needs a running transaction. */
    void insert(UUID cycle, List<NewResult> results, Instant now) {
        try (var connection = database.getConnection()) {
            // encrypting is most of the work
            new RowInsert(connection, "evaluation_result", NEW)
                    .addAll(results.parallelStream()
                            .map(r -> row(cycle, r, now))
                            .toList())
                    .write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store results", e);
        }
    }

    private List<Object> row(UUID cycle, NewResult result, Instant now) {
        var outcome = result.trace().outcome();
        try {
            return Arrays.asList(
                    Ids.next(),
                    cycle,
                    result.subject().id(),
                    result.subject().role().name(),
                    result.subject().account(),
                    result.subject().region(),
                    outcome.score(),
                    result.scoreWithheld(),
                    outcome.band() == null ? null : outcome.band().name(),
                    false,
                    cipher.encrypt(mapper.writeValueAsString(result.trace())),
                    now,
                    now,
                    0L,
                    outcome.unit(),
                    outcome.composite(),
                    outcome.band() == Band.EXCELLENT,
                    result.comments().isEmpty() ? null : cipher.encrypt(mapper.writeValueAsString(result.comments())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the trace", e);
        }
    }

    /** Marks the results about a range of subjects as published, as one statement; returns how many were not yet. */
    int publish(UUID cycle, UUID first, UUID last, Instant now) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE evaluation_result SET published = TRUE,"
                        + " version = version + 1, updated_at = ? WHERE cycle_id = ? AND subject_id BETWEEN ? AND ?"
                        + " AND published = FALSE")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC).toLocalDateTime());
            update.setBytes(2, Ids.bytes(cycle));
            update.setBytes(3, Ids.bytes(first));
            update.setBytes(4, Ids.bytes(last));
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not publish results", e);
        }
    }
}
