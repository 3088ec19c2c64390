package org.jiedui.household.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemBody;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.OfflineOperations;

/**
 * Takes operations made offline, in their order, each in a transaction of its own: one that is refused undoes no other.
 * The same operation sent again has no further effect and gets its first result, refusals included; only what may be
 * different the next time (server unavailable, an operation that it depends on refused) is not kept.
 */
@ApplicationScoped
public class Synchronisation {
    private static final Logger LOG = Logger.getLogger(Synchronisation.class);
    private static final int ER_LOCK_DEADLOCK = 1213;
    private static final int TRIES = 5;

    private final Map<String, OfflineOperations.Kind> kinds;
    private final SyncRecords records;
    private final ObjectMapper mapper;

    Synchronisation(@All List<OfflineOperations> features, SyncRecords records, ObjectMapper mapper) {
        this.kinds = features.stream()
                .flatMap(feature -> feature.kinds().stream())
                .collect(Collectors.toUnmodifiableMap(OfflineOperations.Kind::name, Function.identity()));
        this.records = records;
        this.mapper = mapper;
    }

    /** Names of all kinds, in order. */
    public List<String> kinds() {
        return kinds.keySet().stream().sorted().toList();
    }

    /** Takes a batch; needs no running transaction. One result per operation, in their order. */
    public List<SyncResult> take(Caller caller, List<SyncOperation> operations, boolean chinese) {
        var results = new ArrayList<SyncResult>();
        var refused = new HashSet<UUID>();
        for (var operation : operations) {
            var result = take(caller, operation, refused, chinese);
            if (result.problem() != null && operation.clientId() != null) {
                refused.add(operation.clientId());
            }
            results.add(result);
        }
        return results;
    }

    private SyncResult take(Caller caller, SyncOperation operation, Set<UUID> refused, boolean chinese) {
        var fingerprint = fingerprint(operation);
        for (var attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> effect(caller, operation, fingerprint, refused));
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isDeadlock(e)) {
                    return refusal(caller, operation, fingerprint, e, chinese);
                }
            }
        }
    }

    private SyncResult effect(Caller caller, SyncOperation operation, byte[] fingerprint, Set<UUID> refused) {
        var known = records.claim(caller, operation.id(), fingerprint);
        if (known.isPresent()) {
            return known.get();
        }
        var kind = kinds.get(operation.kind());
        if (kind == null) {
            throw HouseholdProblem.UNKNOWN_OPERATION.because(new Reason("KINDS", "可用：" + kinds(), "One of " + kinds()));
        }
        caller.requireRole(kind.roles().toArray(String[]::new));
        var resolved = resolve(caller, operation, refused);
        var outcome = kind.effect()
                .apply(
                        caller,
                        new OfflineOperations.Target(resolved.target(), operation.baseVersion()),
                        resolved.body());
        if (operation.clientId() != null) {
            records.name(caller, operation.clientId(), outcome.id());
        }
        var result = new SyncResult(
                operation.id(),
                outcome.status(),
                false,
                operation.clientId(),
                outcome.id(),
                outcome.location(),
                outcome.version(),
                mapper.valueToTree(outcome.body()),
                null,
                null);
        records.complete(caller, operation.id(), result);
        return result;
    }

    private record Resolved(UUID target, JsonNode body) {}

    /** Puts the server's ids where the operation names ids that the client gave. */
    private Resolved resolve(Caller caller, SyncOperation operation, Set<UUID> refused) {
        var body = operation.body() == null
                ? NullNode.getInstance()
                : operation.body().deepCopy();
        var named = new LinkedHashSet<UUID>();
        if (operation.target() != null) {
            named.add(operation.target());
        }
        SyncIds.walk(body, id -> {
            named.add(id);
            return id;
        });
        var server = records.named(caller, named);
        if (named.stream().anyMatch(id -> refused.contains(id) && !server.containsKey(id))) {
            throw HouseholdProblem.DEPENDS_ON_REFUSED.problem();
        }
        SyncIds.walk(body, id -> server.getOrDefault(id, id));
        return new Resolved(server.getOrDefault(operation.target(), operation.target()), body);
    }

    private SyncResult refusal(
            Caller caller, SyncOperation operation, byte[] fingerprint, RuntimeException e, boolean chinese) {
        var known = ProblemMappers.refusalOf(e);
        if (known == null) {
            LOG.errorf(e, "offline operation failed kind=%s", operation.kind());
        }
        var problem = known == null ? CommonProblem.INTERNAL.problem() : known;
        var result = new SyncResult(
                operation.id(),
                problem.type().status(),
                false,
                operation.clientId(),
                null,
                null,
                null,
                null,
                ProblemBody.of(problem, chinese, null, null),
                problem.type() == CommonProblem.STALE ? conflict(caller, operation) : null);
        // what it names may still come: an operation of another batch on which it depends may have failed for now
        var lasting = problem.type().status() < 500
                && problem.type() != CommonProblem.NOT_FOUND
                && problem.type() != HouseholdProblem.DEPENDS_ON_REFUSED
                && problem.type() != CommonProblem.REQUEST_IN_PROGRESS
                && problem.type() != CommonProblem.IDEMPOTENCY_KEY_REUSED;
        if (!lasting) {
            return result;
        }
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> records.keep(caller, operation.id(), fingerprint, result)
                            .orElse(result));
        } catch (RuntimeException notKept) {
            LOG.warnf("result of a refused operation not kept: %s", notKept.getMessage());
            return result;
        }
    }

    private SyncResult.Conflict conflict(Caller caller, SyncOperation operation) {
        var look = kinds.get(operation.kind()).look();
        if (look == null) {
            return null;
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                var target = records.named(caller, List.of(operation.target()))
                        .getOrDefault(operation.target(), operation.target());
                var present = look.at(caller, target);
                return new SyncResult.Conflict(
                        operation.baseVersion(),
                        operation.body(),
                        present.version(),
                        mapper.valueToTree(present.body()));
            });
        } catch (RuntimeException gone) {
            return null;
        }
    }

    private byte[] fingerprint(SyncOperation operation) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(operation));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDeadlock(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ER_LOCK_DEADLOCK) {
                return true;
            }
        }
        return false;
    }
}
