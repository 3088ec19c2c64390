package org.jiedui.chassis.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** {@code ?fields=id,headName} trims answers and the items of lists to the named properties. */
public class FieldSelection {
    private final ObjectMapper mapper;

    FieldSelection(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Trims successful GET answers that are JSON. */
    @ServerResponseFilter
    public void trim(ContainerRequestContext request, ContainerResponseContext response) {
        var fields = request.getUriInfo().getQueryParameters().getFirst("fields");
        if (fields == null
                || response.getStatus() != 200
                || response.getEntity() == null
                || !request.getMethod().equals("GET")
                || response.getEntity() instanceof byte[]
                || (response.getMediaType() != null
                        && !response.getMediaType().getSubtype().equals("json"))) {
            return;
        }
        JsonNode tree = mapper.valueToTree(response.getEntity());
        var wanted = new java.util.HashSet<>(java.util.List.of(fields.split(",", 64)));
        if (tree.path("items").isArray() && tree.has("next")) {
            tree.get("items").forEach(item -> retain(item, wanted));
        } else {
            retain(tree, wanted);
        }
        response.setEntity(tree);
    }

    private static void retain(JsonNode node, Set<String> wanted) {
        if (node instanceof ObjectNode object) {
            object.retain(wanted);
        }
    }
}
