package org.jiedui.chassis.web;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/** Refuses query parameters that the resource method does not declare: a mistyped filter must not widen a list. */
public class KnownParameters {
    private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

    /** Runs after the method was matched; {@code fields} is known to every GET. */
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        var sent = request.getUriInfo().getQueryParameters().keySet();
        if (sent.isEmpty() || !request.getUriInfo().getPath().startsWith("/api/")) {
            return;
        }
        var known = declared.computeIfAbsent(resource.getResourceMethod(), KnownParameters::declaredBy);
        var violations = new ArrayList<Violation>();
        for (var name : sent) {
            if (!known.contains(name)
                    && !(name.equals("fields") && request.getMethod().equals("GET"))) {
                violations.add(new Violation("?" + name, "UNKNOWN_PARAMETER", "未知的查询参数", "Unknown parameter"));
            }
        }
        if (!violations.isEmpty()) {
            throw CommonProblem.UNKNOWN_PARAMETER.violations(violations);
        }
    }

    private static Set<String> declaredBy(Method method) {
        var names = new HashSet<String>();
        for (var parameter : method.getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            var rest = parameter.getAnnotation(RestQuery.class);
            if (query != null) {
                names.add(query.value());
            } else if (rest != null) {
                names.add(rest.value().isEmpty() ? parameter.getName() : rest.value());
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Class<?> type = parameter.getType();
                        type != Object.class && type != null;
                        type = type.getSuperclass()) {
                    Arrays.stream(type.getDeclaredFields())
                            .filter(f -> f.isAnnotationPresent(QueryParam.class))
                            .forEach(f ->
                                    names.add(f.getAnnotation(QueryParam.class).value()));
                    for (var constructor : type.getDeclaredConstructors()) {
                        Arrays.stream(constructor.getParameters())
                                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                                .forEach(p -> names.add(
                                        p.getAnnotation(QueryParam.class).value()));
                    }
                }
            }
        }
        return names;
    }
}
