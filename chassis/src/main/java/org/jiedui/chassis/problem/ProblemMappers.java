package org.jiedui.chassis.problem;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jiedui.chassis.web.Trace;

/**
 * The one place where anything thrown becomes an answer. What the caller may know is in the problem; everything else is
 * in the log under the same trace id. Refusals (4xx) are logged at INFO without stack, faults (5xx) at ERROR with.
 */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_DEADLOCK = 1213;
    private static final int ER_DUP_ENTRY = 1062;
    /** ER_OPTION_PREVENTS_STATEMENT, ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);
    /** Text beyond ASCII compared with a column of codes: as a value, and as a literal beside one, two or more operands. */
    private static final Set<Integer> ER_LETTERS_OF_NO_CODE = Set.of(3988, 1267, 1270, 1271);

    /** A refusal. */
    @ServerExceptionMapper
    public Response refused(ProblemException problem, RoutingContext http, HttpHeaders headers) {
        return answer(problem, http, headers);
    }

    /** What the framework refuses by itself: path, method, media type, parameters. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e, RoutingContext http, HttpHeaders headers) {
        if (e.getCause() instanceof ProblemException problem) {
            return answer(problem, http, headers);
        }
        var status = e.getResponse().getStatus();
        var type = switch (status) {
            case 401 -> CommonProblem.UNAUTHENTICATED;
            case 403 -> CommonProblem.ROLE_NOT_ALLOWED;
            case 404 -> CommonProblem.NOT_FOUND;
            case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
            case 406 -> CommonProblem.NOT_ACCEPTABLE;
            case 413 -> CommonProblem.TOO_LARGE;
            case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> CommonProblem.UNAVAILABLE;
            default -> status < 500 ? CommonProblem.MALFORMED_REQUEST : CommonProblem.INTERNAL;
        };
        if (type == CommonProblem.INTERNAL) {
            return fault(e, http, headers);
        }
        var problem = type.problem();
        return answer(
                type == CommonProblem.METHOD_NOT_ALLOWED ? problem.header(HttpHeaders.ALLOW, allowed()) : problem,
                http,
                headers);
    }

    /** The methods of the running request's path, as the Allow of a 405 must say (RFC 9110); the framework does not. */
    private static String allowed() {
        var request = CurrentRequestManager.get();
        var path = request.getPathWithoutPrefix();
        var resources = new RequestMapper<>(request.getDeployment().getClassMappers());
        var methods = new TreeSet<String>();
        for (var resource = resources.map(path);
                resource != null;
                resource = resources.continueMatching(path, resource)) {
            var rest = resource.remaining.isEmpty() ? "/" : resource.remaining;
            for (var handler : resource.value.handlers) {
                if (handler instanceof ClassRoutingHandler routes) {
                    routes.getMappers().forEach((method, paths) -> {
                        if (method != null && paths.map(rest) != null) {
                            methods.add(method);
                        }
                    });
                }
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return String.join(", ", methods);
    }

    /** No token, or one that does not hold. */
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthenticated(RuntimeException e, RoutingContext http, HttpHeaders headers) {
        if (e.getCause() instanceof OIDCException) {
            return unavailable(e, http, headers);
        }
        return answer(
                CommonProblem.UNAUTHENTICATED
                        .problem()
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                e instanceof UnauthorizedException ? "Bearer" : "Bearer error=\"invalid_token\""),
                http,
                headers);
    }

    /** A valid token without the role. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, RoutingContext http, HttpHeaders headers) {
        return answer(CommonProblem.ROLE_NOT_ALLOWED.problem(), http, headers);
    }

    /** The identity provider cannot be asked. */
    @ServerExceptionMapper
    public Response noIdentityProvider(OIDCException e, RoutingContext http, HttpHeaders headers) {
        return unavailable(e, http, headers);
    }

    /** Two writers at once on one aggregate. */
    @ServerExceptionMapper
    public Response stale(OptimisticLockException e, RoutingContext http, HttpHeaders headers) {
        return answer(CommonProblem.STALE.problem(), http, headers);
    }

    /** A database that is away, or locks that could not be had in time, are worth another try; the rest are faults. */
    @ServerExceptionMapper({PersistenceException.class, SQLException.class})
    public Response database(Exception e, RoutingContext http, HttpHeaders headers) {
        return answerTo(e, http, headers);
    }

    /** Everything else. */
    @ServerExceptionMapper
    public Response fault(Throwable e, RoutingContext http, HttpHeaders headers) {
        return answerTo(e, http, headers);
    }

    private Response answerTo(Throwable e, RoutingContext http, HttpHeaders headers) {
        for (var cause = e; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException) {
                // Nobody reads this answer.
                LOG.infof("the caller left before the request was whole traceId=%s", Trace.id(http));
                return Response.status(400).build();
            }
        }
        var refusal = refusalOf(e);
        if (refusal != null) {
            return refusal.type() == CommonProblem.UNAVAILABLE
                    ? unavailable(e, http, headers)
                    : answer(refusal, http, headers);
        }
        LOG.errorf(
                e,
                "request failed traceId=%s method=%s",
                Trace.id(http),
                http.request().method());
        return answer(CommonProblem.INTERNAL.problem(), http, headers);
    }

    /** The refusal that something thrown amounts to, wherever it is wrapped; null for a fault. */
    public static ProblemException refusalOf(Throwable e) {
        for (var cause = e; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof OptimisticLockException) {
                return CommonProblem.STALE.problem();
            }
            if (cause instanceof SQLException sql) {
                if (sql.getErrorCode() == ER_DUP_ENTRY) {
                    return CommonProblem.DUPLICATE.problem();
                }
                if (ER_LETTERS_OF_NO_CODE.contains(sql.getErrorCode())) {
                    // A code, number or account was asked for by letters that none of them has.
                    return CommonProblem.INVALID_REQUEST.detail(
                            "查询值或路径含有不可能出现的字符", "A parameter or the path has characters that cannot occur there");
                }
                if (sql.getErrorCode() == ER_LOCK_DEADLOCK
                        || sql.getErrorCode() == ER_LOCK_WAIT_TIMEOUT
                        || isConnectionLost(sql)) {
                    return CommonProblem.UNAVAILABLE.problem();
                }
            }
        }
        return null;
    }

    /** Whether the statement never got an answer, no connection was to be had, or the server takes no writes now. */
    public static boolean isConnectionLost(SQLException e) {
        return e instanceof SQLTransientException
                || e instanceof java.sql.SQLRecoverableException
                || e instanceof java.sql.SQLNonTransientConnectionException
                || (e.getSQLState() != null && e.getSQLState().startsWith("08"))
                || isUnavailable(e);
    }

    /**
     * Whether some cause says that the whole database could not be used: no connection free in time, or a primary that
     * became read only. What a single statement can bring about by itself, a lock or a time limit, is not meant.
     */
    public static boolean isDatabaseUnavailable(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isUnavailable(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(SQLException e) {
        return READ_ONLY.contains(e.getErrorCode())
                || (e.getMessage() != null
                        && e.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout"));
    }

    private Response unavailable(Throwable e, RoutingContext http, HttpHeaders headers) {
        LOG.warnf(e, "temporarily unavailable traceId=%s", Trace.id(http));
        return answer(CommonProblem.UNAVAILABLE.problem().header(HttpHeaders.RETRY_AFTER, 1), http, headers);
    }

    private static Response answer(ProblemException problem, RoutingContext http, HttpHeaders headers) {
        if (problem.type().status() < 500) {
            LOG.infof(
                    "refused code=%s status=%d traceId=%s",
                    problem.code(), (Object) problem.type().status(), Trace.id(http));
        }
        var chinese = chinese(headers);
        var builder = Response.status(problem.type().status())
                .type("application/problem+json")
                .header(HttpHeaders.CONTENT_LANGUAGE, chinese ? "zh-CN" : "en")
                .entity(ProblemBody.of(problem, chinese, http.request().path(), Trace.id(http)));
        problem.headers().forEach(builder::header);
        return builder.build();
    }

    /** Chinese unless the caller prefers English. */
    public static boolean chinese(HttpHeaders headers) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            if (locale.getLanguage().equals("en")) {
                return false;
            }
            if (locale.getLanguage().equals("zh")) {
                return true;
            }
        }
        return true;
    }
}
