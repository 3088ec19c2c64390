package org.jiedui.chassis.web;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * Refuses query parameters that the resource method does not declare, and values of flags other than {@code true} and
 * {@code false}: a mistyped filter must not widen a list or turn it around.
 */
public class KnownParameters {
    private static final Set<String> FLAGS = Set.of("true", "false");

    private final Map<Method, Map<String, Class<?>>> declared = new ConcurrentHashMap<>();

    /** Runs after the method was matched; {@code fields} is known to every GET. */
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        var sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || !request.getUriInfo().getPath().startsWith("/api/")) {
            return;
        }
        var known = declared.computeIfAbsent(resource.getResourceMethod(), KnownParameters::declaredBy);
        var unknown = new ArrayList<Violation>();
        var malformed = new ArrayList<Violation>();
        sent.forEach((name, values) -> {
            var type = known.get(name);
            if (type == null && !(name.equals("fields") && request.getMethod().equals("GET"))) {
                unknown.add(new Violation("?" + name, "UNKNOWN_PARAMETER", "未知的查询参数", "Unknown parameter"));
            } else if ((type == boolean.class || type == Boolean.class) && !FLAGS.containsAll(values)) {
                malformed.add(new Violation("?" + name, "FORMAT", "应为 true 或 false", "Must be true or false"));
            }
        });
        if (!unknown.isEmpty()) {
            throw CommonProblem.UNKNOWN_PARAMETER.violations(unknown);
        }
        if (!malformed.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(malformed);
        }
    }

    private static Map<String, Class<?>> declaredBy(Method method) {
        var names = new HashMap<String, Class<?>>();
        for (var parameter : method.getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            var rest = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.put(query.value(), parameter.getType());
            } else if (rest != null) {
                names.put(rest.value().isEmpty() ? parameter.getName() : rest.value(), parameter.getType());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Class<?> type = parameter.getType();
                        type != Object.class && type != null;
                        type = type.getSuperclass()) {
                    Arrays.stream(type.getDeclaredFields())
                            .filter(f -> f.isAnnotationPresent(QueryParam.class))
                            .forEach(f ->
                                    names.put(f.getAnnotation(QueryParam.class).value(), f.getType()));
                    for (var constructor : type.getDeclaredConstructors()) {
                        Arrays.stream(constructor.getParameters())
                                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                                .forEach(p -> names.put(
                                        p.getAnnotation(QueryParam.class).value(), p.getType()));
                    }
                }
            }
        }
        return names;
    }
}
