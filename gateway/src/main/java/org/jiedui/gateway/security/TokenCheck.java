package org.jiedui.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks bearer tokens: signature by the provider's keys, issuer, audience, expiry. Never blocks. Answers with the
 * {@link Caller} or fails with {@link TokenRefused}: 401 when the token is at fault, 503 when the provider is away and the
 * keys at hand cannot decide. A missing key of an absent provider is never the caller's fault, and never a 500.
 */
@ApplicationScoped
public class TokenCheck {
    private static final Logger LOG = Logger.getLogger(TokenCheck.class);
    private static final String SCHEME = "bearer ";

    /**
     * Until the first keys have come, the provider is left alone for a moment after a failure, so that a crowd of callers does
     * not become a crowd of connections. Never afterwards: a token with an unknown key must not hold up the others.
     */
    private static final long PROVIDER_PAUSE_NANOS = 500_000_000L;

    private enum Fault {
        MISSING(null, "请求未携带访问令牌", "The request has no access token"),
        NOT_BEARER("invalid_request", "仅支持 Bearer 访问令牌", "Only bearer tokens are taken"),
        EXPIRED("invalid_token", "访问令牌已过期", "The access token has expired"),
        INVALID(
                "invalid_token",
                "访问令牌的签名、签发者、受众或格式不正确",
                "Signature, issuer, audience or form of the access token is wrong");

        private final String error;
        private final String chinese;
        private final String english;

        Fault(String error, String chinese, String english) {
            this.error = error;
            this.chinese = chinese;
            this.english = english;
        }
    }

    private final TenantIdentityProvider tokens;
    private final SecurityConfig config;
    private final Cache<String, Caller> checked;
    private volatile boolean keysSeen;
    private volatile long providerAskedAgainAt = System.nanoTime();

    TokenCheck(TenantIdentityProvider tokens, SecurityConfig config) {
        this.tokens = tokens;
        this.config = config;
        this.checked = Caffeine.newBuilder()
                .maximumSize(config.rememberAtMost())
                .expireAfterWrite(config.rememberChecked())
                .build();
    }

    /** Checks the {@code Authorization} headers of a request. The future is already complete for a remembered token. */
    public Future<Caller> check(List<String> authorization) {
        if (authorization.isEmpty()) {
            return Future.failedFuture(new TokenRefused(unauthenticated(Fault.MISSING)));
        }
        String header = authorization.get(0);
        if (authorization.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Future.failedFuture(new TokenRefused(unauthenticated(Fault.NOT_BEARER)));
        }
        String token = header.substring(SCHEME.length()).strip();
        Caller known = checked.getIfPresent(token);
        if (known != null && known.expiresAt() > System.currentTimeMillis() / 1_000) {
            return Future.succeededFuture(known);
        }
        if (!looksLikeJwt(token)) {
            return Future.failedFuture(new TokenRefused(unauthenticated(Fault.INVALID)));
        }
        if (!keysSeen && System.nanoTime() - providerAskedAgainAt < 0) {
            return Future.failedFuture(new TokenRefused(providerAway()));
        }
        return verify(token);
    }

    /** Three non-empty base64url parts: spares the provider what cannot be a token. */
    private static boolean looksLikeJwt(String token) {
        int dots = 0;
        int part = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                if (part == 0 || ++dots > 2) {
                    return false;
                }
                part = 0;
            } else if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_') {
                part++;
            } else {
                return false;
            }
        }
        return dots == 2 && part > 0 && token.startsWith("ey");
    }

    private Future<Caller> verify(String token) {
        Promise<Caller> promise = Promise.promise();
        identify(token)
                .subscribe()
                .with(
                        identity -> {
                            if (identity != null && identity.getPrincipal() instanceof JsonWebToken jwt) {
                                Caller caller = callerOf(jwt);
                                keysSeen = true;
                                checked.put(token, caller);
                                promise.complete(caller);
                            } else {
                                promise.fail(refusalOf(null));
                            }
                        },
                        failure -> promise.fail(refusalOf(failure)));
        return promise.future();
    }

    private Uni<SecurityIdentity> identify(String token) {
        return Uni.createFrom().deferred(() -> tokens.authenticate(new AccessTokenCredential(token)));
    }

    private static Caller callerOf(JsonWebToken jwt) {
        String client = jwt.getClaim("azp");
        if (client == null) {
            client = jwt.getClaim("client_id");
        }
        String scope = jwt.getClaim("scope");
        return new Caller(
                client == null ? "unknown" : client,
                jwt.getSubject() == null ? "" : jwt.getSubject(),
                scope == null || scope.isBlank()
                        ? Set.of()
                        : Set.of(scope.strip().split(" +")),
                jwt.getExpirationTime());
    }

    private TokenRefused refusalOf(Throwable failure) {
        // Depth-limited: some libraries build cyclic cause chains.
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                return new TokenRefused(
                        invalid.hasExpired() ? unauthenticated(Fault.EXPIRED) : unauthenticated(Fault.INVALID));
            }
            if (cause instanceof UnresolvableKeyException) {
                return new TokenRefused(unauthenticated(Fault.INVALID));
            }
            if (isProviderAway(cause)) {
                LOG.warnf(
                        "A token could not be checked, because the identity provider is away: %s", cause.getMessage());
                providerAskedAgainAt = System.nanoTime() + PROVIDER_PAUSE_NANOS;
                return new TokenRefused(providerAway());
            }
        }
        return new TokenRefused(unauthenticated(Fault.INVALID));
    }

    private Refusal providerAway() {
        return Refusal.retryAfter(
                GatewayProblem.IDENTITY_PROVIDER_UNAVAILABLE,
                config.providerRetryAfter().toSeconds());
    }

    private static boolean isProviderAway(Throwable cause) {
        return cause instanceof io.quarkus.oidc.OIDCException
                || cause instanceof java.io.IOException
                || cause instanceof java.util.concurrent.TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || cause instanceof io.vertx.core.VertxException;
    }

    private Refusal unauthenticated(Fault fault) {
        return new Refusal(GatewayProblem.UNAUTHENTICATED, fault.chinese, fault.english, challenge(fault.error, null));
    }

    /** The answer to a checked token that lacks some of the scopes which a route asks for (RFC 6750, section 3.1). */
    public Refusal scopeMissing(Set<String> required) {
        return new Refusal(
                GatewayProblem.SCOPE_MISSING, null, null, challenge("insufficient_scope", String.join(" ", required)));
    }

    private Map<String, String> challenge(String error, String scope) {
        StringBuilder value =
                new StringBuilder("Bearer realm=\"").append(config.realm()).append('"');
        if (error != null) {
            value.append(", error=\"").append(error).append('"');
        }
        if (scope != null) {
            value.append(", scope=\"").append(scope).append('"');
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("WWW-Authenticate", value.toString());
        return headers;
    }
}
