package org.jiedui.gateway.routing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiedui.gateway.limits.LimitsConfig;
import org.jiedui.gateway.resilience.ResilienceConfig;

/**
 * The routes and rules of {@link RoutingConfig}, ready to be asked. Refuses, at start, a prefix with two owners, an address
 * with a path, and a pattern that cannot be read. Pure and immutable.
 */
@ApplicationScoped
public class RouteTable {
    private final String base;
    private final Map<String, Route> routes = new HashMap<>();
    private final List<SpecialTerms> special = new ArrayList<>();
    private final Target.Terms usual;
    private final int deepest;

    private record Route(String service, String name, Target usual) {}

    private record SpecialTerms(PathPattern pattern, Set<String> methods, Target.Terms terms) {
        boolean applies(String method, String path, int from) {
            return (methods == null || methods.contains(method)) && pattern.matches(path, from);
        }
    }

    RouteTable(RoutingConfig routing, LimitsConfig limits, ResilienceConfig resilience) {
        this.base = routing.base() + "/";
        Duration answerTimeout = resilience.answerTimeout();
        this.usual = new Target.Terms(false, Set.of(), limits.body().asLongValue(), answerTimeout, false);
        routing.services().forEach(this::add);
        this.deepest = routes.keySet().stream()
                .mapToInt(prefix -> (int) prefix.chars().filter(c -> c == '/').count() + 1)
                .max()
                .orElse(0);
        for (RoutingConfig.Rule rule : routing.rules().values()) {
            Target.Terms terms = new Target.Terms(
                    rule.open(),
                    rule.scopes().orElse(Set.of()),
                    rule.body().orElse(limits.body()).asLongValue(),
                    rule.answerTimeout().orElse(answerTimeout),
                    rule.stream());
            for (String path : rule.paths()) {
                special.add(
                        new SpecialTerms(new PathPattern(path), rule.methods().orElse(null), terms));
            }
        }
        special.sort(Comparator.comparing(SpecialTerms::pattern));
    }

    private void add(String name, RoutingConfig.Service service) {
        for (String prefix : service.prefixes()) {
            String route = base + prefix;
            Route other = routes.put(prefix, new Route(name, route, new Target(name, route, usual)));
            if (other != null) {
                throw new IllegalArgumentException(
                        "Prefix '" + prefix + "' belongs to two services: " + other.service() + " and " + name);
            }
        }
    }

    /** Where a safe path goes; empty when it belongs to no service. */
    Optional<Target> find(String method, String path) {
        Route route = routeOf(path);
        if (route == null) {
            return Optional.empty();
        }
        for (SpecialTerms candidate : special) {
            if (candidate.applies(method, path, base.length())) {
                return Optional.of(new Target(route.service(), route.name(), candidate.terms()));
            }
        }
        return Optional.of(route.usual());
    }

    /** The service that owns a path (which may be a template such as {@code /api/v1/a/{id}}); empty when none does. */
    public Optional<String> ownerOf(String path) {
        return Optional.ofNullable(routeOf(path)).map(Route::service);
    }

    private Route routeOf(String path) {
        if (!path.startsWith(base)) {
            return null;
        }
        Route found = null;
        int end = base.length() - 1;
        for (int depth = 0; depth < deepest && end < path.length(); depth++) {
            int slash = path.indexOf('/', end + 1);
            end = slash < 0 ? path.length() : slash;
            Route deeper = routes.get(path.substring(base.length(), end));
            if (deeper != null) {
                found = deeper;
            }
        }
        return found;
    }
}
