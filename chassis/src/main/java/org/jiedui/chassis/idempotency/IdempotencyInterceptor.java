package org.jiedui.chassis.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.RequestBody;

/** Carries out {@link Idempotent}. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class IdempotencyInterceptor {
    private static final int ER_LOCK_DEADLOCK = 1213;
    private static final int TRIES = 6;

    private final IdempotencyKeys keys;
    private final KeyedHash hashes;
    private final CurrentCaller callers;
    private final HttpServerRequest request;
    private final RequestBody body;
    private final ObjectMapper mapper;

    IdempotencyInterceptor(
            IdempotencyKeys keys,
            KeyedHash hashes,
            CurrentCaller callers,
            HttpServerRequest request,
            RequestBody body,
            ObjectMapper mapper) {
        this.keys = keys;
        this.hashes = hashes;
        this.callers = callers;
        this.request = request;
        this.body = body;
        this.mapper = mapper;
    }

    @AroundInvoke
    Object around(InvocationContext invocation) throws Exception {
        var key = request.getHeader("Idempotency-Key");
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw CommonProblem.INVALID_IDEMPOTENCY_KEY.problem();
        }
        if (key == null) {
            return transaction(invocation::proceed);
        }
        var owner = callers.get();
        var id = digest(owner.client(), owner.subject(), key);
        var plain =
                digest(request.method().name(), request.uri(), HexFormat.of().formatHex(sha256().digest(body.bytes())));
        // keyed: what a short body says could be guessed from a plain hash by whoever reads the table
        var fingerprint = hashes.of("idempotency", HexFormat.of().formatHex(plain));
        return transaction(() -> {
            var stored = keys.claim(id, fingerprint, plain);
            if (stored.isPresent()) {
                return replay(stored.get());
            }
            var answer = (Response) invocation.proceed();
            if (answer.getStatus() < 200 || answer.getStatus() > 299) {
                throw new IllegalStateException("an idempotent method refuses by throwing, not by answering");
            }
            var bytes = answer.getEntity() == null ? new byte[0] : mapper.writeValueAsBytes(answer.getEntity());
            var result = new StoredAnswer(
                    answer.getStatus(),
                    answer.getHeaderString(HttpHeaders.LOCATION),
                    answer.getHeaderString(HttpHeaders.ETAG),
                    bytes);
            keys.complete(id, result);
            return Response.fromResponse(answer)
                    .type(bytes.length == 0 ? null : MediaType.APPLICATION_JSON_TYPE)
                    .entity(bytes.length == 0 ? null : bytes)
                    .build();
        });
    }

    /** Runs the whole transaction again when the database chose it as the victim of a deadlock: nothing was written. */
    private static Object transaction(Callable<Object> work) throws Exception {
        for (var attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(work);
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isDeadlock(e)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(5, 30 * attempt));
            }
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

    private static Response replay(StoredAnswer stored) {
        var builder = Response.status(stored.status()).header("Idempotency-Replayed", "true");
        if (stored.location() != null) {
            builder.header(HttpHeaders.LOCATION, stored.location());
        }
        if (stored.etag() != null) {
            builder.header(HttpHeaders.ETAG, stored.etag());
        }
        if (stored.body().length > 0) {
            builder.type(MediaType.APPLICATION_JSON_TYPE).entity(stored.body());
        }
        return builder.build();
    }

    private static byte[] digest(String... parts) {
        var digest = sha256();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
