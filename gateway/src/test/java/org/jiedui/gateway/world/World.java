package org.jiedui.gateway.world;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Everything around the gateway: services that misbehave, an identity provider, and a gateway configuration with short
 * time-outs that points to them. One instance per test boot, injected into every test field of this type.
 */
public final class World implements QuarkusTestResourceLifecycleManager {
    /** Argument with which the identity provider does not listen at first. */
    public static final String PROVIDER_AWAY = "provider-away";

    private Vertx vertx;

    /** Misbehaves as asked; prefixes {@code odd}, {@code other}. */
    public OddService odd;
    /** For tests that make a circuit open; prefix {@code frail}. */
    public OddService frail;
    /** For tests that fill a service up; prefix {@code narrow}. */
    public OddService narrow;
    /** For tests of contract and health; prefix {@code shelf}. */
    public OddService shelf;
    /** Signs tokens. */
    public IdentityProvider provider;

    private boolean providerAway;

    @Override
    public void init(Map<String, String> arguments) {
        providerAway = arguments.containsKey(PROVIDER_AWAY);
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        odd = new OddService(vertx, freePort());
        frail = new OddService(vertx, freePort());
        narrow = new OddService(vertx, freePort());
        shelf = new OddService(vertx, freePort());
        provider = new IdentityProvider(vertx, freePort());
        odd.up();
        frail.up();
        narrow.up();
        shelf.up();
        if (!providerAway) {
            provider.up();
        }
        return configuration();
    }

    private Map<String, String> configuration() {
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.oidc.auth-server-url", provider.issuer());
        config.put("quarkus.http.test-port", "0");
        service(config, "odd", odd, "odd,other");
        service(config, "frail", frail, "frail");
        service(config, "narrow", narrow, "narrow");
        service(config, "shelf", shelf, "shelf");
        service(config, "absent", freePort(), "absent");
        config.put("gateway.routing.rules.open.paths", "odd/open/**,shelf/open/**");
        config.put("gateway.routing.rules.open.open", "true");
        config.put("gateway.routing.rules.big.paths", "odd/big/**");
        config.put("gateway.routing.rules.big.body", "1G");
        config.put("gateway.routing.rules.streams.paths", "odd/events,odd/streams/**");
        config.put("gateway.routing.rules.streams.stream", "true");
        config.put("gateway.routing.rules.scoped.paths", "odd/scoped/**");
        config.put("gateway.routing.rules.scoped.scopes", "orders:read");
        config.put("gateway.resilience.answer-timeout", "PT3S");
        config.put("gateway.resilience.idle-timeout", "PT4S");
        config.put("gateway.resilience.stream-idle-timeout", "PT5S");
        config.put("gateway.resilience.concurrency", "150");
        config.put("gateway.resilience.circuit.open-for", "PT1S");
        config.put("gateway.resilience.circuit.least-outcomes", "6");
        config.put("gateway.contract.fresh-for", "PT0.1S");
        config.put("gateway.limits.rate.user.requests", "10000");
        config.put("gateway.limits.rate.user.burst", "20000");
        config.put("gateway.limits.rate.anonymous.requests", "10000");
        config.put("gateway.limits.rate.anonymous.burst", "20000");
        config.put("gateway.limits.rate.clients.modest.user.requests", "1");
        config.put("gateway.limits.rate.clients.modest.user.per", "PT1M");
        config.put("gateway.limits.rate.clients.modest.user.burst", "3");
        config.put("gateway.limits.rate.clients.modest.client.requests", "1");
        config.put("gateway.limits.rate.clients.modest.client.per", "PT1M");
        config.put("gateway.limits.rate.clients.modest.client.burst", "5");
        config.put("quarkus.http.cors.origins", "https://app.example.cn");
        return config;
    }

    private static void service(Map<String, String> config, String name, OddService service, String prefixes) {
        service(config, name, service.port(), prefixes);
    }

    private static void service(Map<String, String> config, String name, int port, String prefixes) {
        config.put("gateway.routing.services." + name + ".url", "http://127.0.0.1:" + port);
        config.put("gateway.routing.services." + name + ".prefixes", prefixes);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(World.class));
    }

    @Override
    public void stop() {
        if (vertx != null) {
            await(vertx.close());
        }
    }

    /**
     * A port that was free a moment ago, for a server that may go away and come back: below those that the kernel gives
     * to outgoing connections, of which one would take it meanwhile.
     */
    public static int freePort() {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(15_000, 32_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    /** Waits up to a minute for a result. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits up to a minute until something is the case. */
    public static void until(String what, BooleanSupplier isTheCase) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isTheCase.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within a minute: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
