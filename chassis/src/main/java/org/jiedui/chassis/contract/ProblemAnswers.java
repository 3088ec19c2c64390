package org.jiedui.chassis.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemType;

/**
 * Adds to every operation of the OpenAPI document the problem answers (RFC 9457) that it can give, by rule: what takes
 * parameters or a body can be malformed (400), what needs a token refuses without one (401), what asks for a role or
 * writes can be forbidden (403), what names a resource can miss it (404), what writes can conflict or be refused by a rule
 * (409, 422), what takes {@code If-Match} can be stale or lack it (412, 428), what has a body can be too large or of
 * another type (413, 415), and everything can be asked too often or at a bad moment (429, 503). What an operation says by
 * annotation stays as it is.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String SCHEMA = "Problem";
    private static final String ITEM = "ProblemItem";
    /** The name under which the framework says that an operation needs a token. */
    private static final String TOKEN = "SecurityScheme";

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName OPEN = DotName.createSimple("jakarta.annotation.security.PermitAll");
    private static final DotName ROLES = DotName.createSimple("jakarta.annotation.security.RolesAllowed");
    /** What the framework writes where an operation says nothing itself. */
    private static final Set<String> GENERIC = Set.of("Not Authorized", "Not Allowed");

    private final Set<String> open;
    private final Set<String> byRole;

    /** Looks at the annotations of the application. */
    public ProblemAnswers(IndexView index) {
        open = operations(index, OPEN);
        byRole = operations(index, ROLES);
    }

    /** Ids of the operations whose method, or class, has the annotation. */
    private static Set<String> operations(IndexView index, DotName annotation) {
        var ids = new HashSet<String>();
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            if (operation.value("operationId") != null
                    && operation.target() != null
                    && operation.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.METHOD) {
                MethodInfo method = operation.target().asMethod();
                var onMethod = method.hasAnnotation(annotation);
                var onClass = method.declaringClass().hasDeclaredAnnotation(annotation)
                        && !method.hasAnnotation(OPEN)
                        && !method.hasAnnotation(ROLES);
                if (onMethod || onClass) {
                    ids.add(operation.value("operationId").asString());
                }
            }
        }
        return ids;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        var used = new TreeSet<Integer>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    for (var status : statuses(path, item, method, operation)) {
                        if (answer(operation, status)) {
                            used.add(status);
                        }
                    }
                }));
        if (used.isEmpty()) {
            return;
        }
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        components.addSchema(SCHEMA, schema());
        components.addSchema(ITEM, item());
        if (components.getSecuritySchemes() == null
                || !components.getSecuritySchemes().containsKey(TOKEN)) {
            components.addSecurityScheme(
                    TOKEN,
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT")
                            .description("OpenID Connect access token; claims sub, roles, region, azp, scope"));
        }
        used.forEach(status -> components.addResponse("Problem" + status, response(status)));
        document.setComponents(components);
    }

    private Set<Integer> statuses(String path, PathItem item, HttpMethod method, Operation operation) {
        var statuses = new TreeSet<>(List.of(429, 503));
        var isOpen = operation.getOperationId() != null && open.contains(operation.getOperationId());
        var writes = method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
        if (!isOpen) {
            statuses.add(401);
            if (writes || byRole.contains(String.valueOf(operation.getOperationId()))) {
                statuses.add(403);
            }
        }
        if (path.contains("{")) {
            statuses.addAll(List.of(400, 404));
        }
        if (has(item.getParameters(), In.QUERY, null) || has(operation.getParameters(), In.QUERY, null)) {
            statuses.add(400);
        }
        if (has(operation.getParameters(), In.HEADER, "If-Match")) {
            statuses.addAll(List.of(412, 428));
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(400, 413, 415));
        }
        if (writes) {
            statuses.addAll(List.of(400, 409, 422));
        }
        return statuses;
    }

    private static boolean has(List<Parameter> parameters, In where, String name) {
        return parameters != null
                && parameters.stream().anyMatch(p -> p.getIn() == where && (name == null || name.equals(p.getName())));
    }

    /** Adds the answer unless the operation describes it itself; says whether it was added. */
    private static boolean answer(Operation operation, int status) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        var key = Integer.toString(status);
        var known = operation.getResponses().getAPIResponse(key);
        if (known != null
                && (known.getContent() != null || !GENERIC.contains(String.valueOf(known.getDescription())))) {
            return false;
        }
        operation
                .getResponses()
                .addAPIResponse(key, OASFactory.createAPIResponse().ref("Problem" + status));
        return true;
    }

    private static APIResponse response(int status) {
        var types = Arrays.stream(CommonProblem.values())
                .filter(type -> type.status() == status)
                .toList();
        var response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "`" + type.name() + "` " + type.zh() + " · " + type.en())
                        .collect(Collectors.joining("; ")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA))
                                        .example(example(types.get(0)))));
        switch (status) {
            case 401 -> response.addHeader("WWW-Authenticate", header("`Bearer`, with `error` when a token was sent"));
            case 412, 428 -> response.addHeader("ETag", header("the present version"));
            case 429, 503 -> response.addHeader("Retry-After", header("seconds to wait"));
            default -> {
                // nothing but the body
            }
        }
        return response;
    }

    private static org.eclipse.microprofile.openapi.models.headers.Header header(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    private static Map<String, Object> example(ProblemType type) {
        var example = new java.util.LinkedHashMap<String, Object>();
        example.put("type", type.urn());
        example.put("title", type.zh());
        example.put("status", type.status());
        example.put("code", type.name());
        example.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        return example;
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Why a request was refused (RFC 9457); texts follow Accept-Language")
                .required(List.of("type", "title", "status", "code"))
                .addProperty("type", text().description("`urn:jiedui:problem:` and the code in kebab case"))
                .addProperty("title", text())
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32"))
                .addProperty("code", text().description("stable, upper snake case"))
                .addProperty("detail", text().description("about this case; never with personal data"))
                .addProperty("instance", text().description("path of the request"))
                .addProperty("traceId", text())
                .addProperty("violations", items("everything in the request that is wrong, all at once"))
                .addProperty("reasons", items("why a rule refused"));
    }

    private static Schema items(String description) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .description(description)
                .items(OASFactory.createSchema().ref(ITEM));
    }

    private static Schema item() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .required(List.of("code", "message"))
                .addProperty(
                        "pointer",
                        text().description("JSON pointer into the body, or `?name` of a parameter; absent in reasons"))
                .addProperty("code", text())
                .addProperty("message", text());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
