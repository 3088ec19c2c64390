package org.jiedui.evaluation.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
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
