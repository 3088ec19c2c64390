package org.jiedui.gateway.routing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which path goes to which service, and which paths are special. Nothing else in the gateway knows a path of a service. */
@ConfigMapping(prefix = "gateway.routing")
public interface RoutingConfig {
    /** Everything that is routed lies below this path, without a slash at the end. Services serve the same paths. */
    @WithDefault("/api/v1")
    String base();

    /** The services, by name. */
    Map<String, Service> services();

    /** Exceptions to the limits, by any name. The most specific rule that matches a path applies, as a whole. */
    Map<String, Rule> rules();

    /** One service and the prefixes that it owns. */
    interface Service {
        /** Scheme, host and port, http or https, without a path. */
        URI url();

        /** First path segments below the base ({@code orders}, {@code orders/archive}); the longest match wins. No prefix may belong to two services. */
        Set<String> prefixes();

        /** Where the service publishes its OpenAPI document; reached by the gateway only. */
        @WithDefault("/q/openapi?format=json")
        String contractPath();

        /** Where the service says whether it is ready; reached by the gateway only. */
        @WithDefault("/q/health/ready")
        String healthPath();
    }

    /** What holds for some paths instead of the defaults. */
    interface Rule {
        /** Patterns below the base: {@code *} is one segment, a closing {@code **} any number, also none. */
        List<String> paths();

        /** Only for these methods; all when absent. */
        Optional<Set<String>> methods();

        /** Reachable without a token. A token that comes along goes on to the service. */
        @WithDefault("false")
        boolean open();

        /** Scopes that the token must have, all of them; else 403. */
        Optional<Set<String>> scopes();

        /** Largest request body; the default of {@code gateway.limits.body} when absent. */
        Optional<MemorySize> body();

        /** Longest time to the head of the answer; the default of {@code gateway.resilience.answer-timeout} when absent. */
        Optional<Duration> answerTimeout();

        /** Answers may stream without an end: only the idle time-out for streams applies, and they are counted apart. */
        @WithDefault("false")
        boolean stream();
    }
}
