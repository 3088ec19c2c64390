package org.jiedui.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Merges the OpenAPI documents of the services into one. Pure: the same documents give the same result, byte for byte.
 *
 * <ul>
 *   <li>Only paths that the gateway routes to the very service are taken over: the rest cannot be called.
 *   <li>Components that are equal under one name in several services appear once. Those that differ get the service's name
 *       in front ({@code Problem} → {@code OrdersProblem}), and every reference follows.
 *   <li>An operation without a tag is tagged with its service; ids that occur twice get the service's name in front.
 * </ul>
 */
final class MergedContract {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String REFERENCE = "#/components/";

    private final Map<String, ObjectNode> documents;
    private final Function<String, String> ownerOfPath;

    /**
     * @param documents the services' documents, by service name
     * @param ownerOfPath the service that a path is routed to, or null
     */
    MergedContract(Map<String, ObjectNode> documents, Function<String, String> ownerOfPath) {
        this.documents = new TreeMap<>(documents);
        this.ownerOfPath = ownerOfPath;
    }

    ObjectNode merge(String title, String version) {
        Map<String, Map<String, String>> renamings = renamings();
        Set<String> ambiguousIds = idsThatOccurTwice();
        ObjectNode paths = JSON.objectNode();
        Map<String, ObjectNode> components = new TreeMap<>();
        Map<String, JsonNode> tags = new LinkedHashMap<>();
        documents.forEach((service, original) -> {
            ObjectNode document = original.deepCopy();
            redirect(document, renamings.get(service));
            takePaths(service, document, ambiguousIds, renamings.get(service), paths, tags);
            takeComponents(document, renamings.get(service), components);
        });

        ObjectNode merged = JSON.objectNode();
        merged.put("openapi", "3.1.0");
        merged.putObject("info").put("title", title).put("version", version);
        merged.putArray("servers").addObject().put("url", "/");
        ArrayNode allTags = merged.putArray("tags");
        new TreeMap<>(tags).values().forEach(allTags::add);
        merged.set("paths", sorted(paths));
        ObjectNode allComponents = merged.putObject("components");
        components.forEach((section, members) -> allComponents.set(section, sorted(members)));
        return merged;
    }

    // ---- names

    /** Per service: "section/name" → new name, for components that mean different things in different services. */
    private Map<String, Map<String, String>> renamings() {
        Map<String, Map<String, JsonNode>> byName = new HashMap<>();
        documents.forEach((service, document) -> forEachComponent(
                document,
                (section, name, value) -> byName.computeIfAbsent(section + "/" + name, key -> new TreeMap<>())
                        .put(service, value)));
        // A component that refers to one that differs differs too, although its own text is the same.
        Set<String> differing = new HashSet<>();
        byName.forEach((key, definitions) -> {
            if (new HashSet<>(definitions.values()).size() > 1) {
                differing.add(key);
            }
        });
        boolean grown = true;
        while (grown) {
            grown = false;
            for (var entry : byName.entrySet()) {
                boolean shared = entry.getValue().size() > 1 && !differing.contains(entry.getKey());
                if (shared && refersToAny(entry.getValue().values().iterator().next(), differing)) {
                    grown |= differing.add(entry.getKey());
                }
            }
        }
        Map<String, Map<String, String>> renamings = new HashMap<>();
        documents.keySet().forEach(service -> renamings.put(service, new HashMap<>()));
        for (String key : differing) {
            String name = key.substring(key.indexOf('/') + 1);
            byName.get(key)
                    .keySet()
                    .forEach(service -> renamings.get(service).put(key, capitalised(service) + capitalised(name)));
        }
        return renamings;
    }

    private static boolean refersToAny(JsonNode node, Set<String> keys) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.startsWith(REFERENCE) && keys.contains(text.substring(REFERENCE.length()));
        }
        for (JsonNode child : node) {
            if (refersToAny(child, keys)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> idsThatOccurTwice() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (ObjectNode document : documents.values()) {
            for (JsonNode path : document.path("paths")) {
                for (JsonNode operation : path) {
                    String id = operation.path("operationId").asText("");
                    if (!id.isEmpty() && !seen.add(id)) {
                        twice.add(id);
                    }
                }
            }
        }
        return twice;
    }

    private static String capitalised(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    // ---- parts

    private void takePaths(
            String service,
            ObjectNode document,
            Set<String> ambiguousIds,
            Map<String, String> renaming,
            ObjectNode paths,
            Map<String, JsonNode> tags) {
        JsonNode usualSecurity = document.path("security");
        document.path("paths").properties().forEach(path -> {
            if (!service.equals(ownerOfPath.apply(path.getKey()))) {
                return;
            }
            path.getValue().properties().forEach(entry -> {
                if (METHODS.contains(entry.getKey()) && entry.getValue() instanceof ObjectNode operation) {
                    complete(service, operation, ambiguousIds, usualSecurity);
                    renameSecurity(operation, renaming);
                    for (JsonNode tag : operation.path("tags")) {
                        tags.putIfAbsent(tag.asText(), JSON.objectNode().put("name", tag.asText()));
                    }
                }
            });
            paths.set(path.getKey(), path.getValue());
        });
        for (JsonNode tag : document.path("tags")) {
            tags.computeIfPresent(tag.path("name").asText(), (name, known) -> known.size() > 1 ? known : tag);
        }
    }

    private static void complete(
            String service, ObjectNode operation, Set<String> ambiguousIds, JsonNode usualSecurity) {
        if (operation.path("tags").isEmpty()) {
            operation.putArray("tags").add(service);
        }
        String id = operation.path("operationId").asText("");
        if (ambiguousIds.contains(id)) {
            operation.put("operationId", service + capitalised(id));
        }
        if (!operation.has("security") && usualSecurity.isArray()) {
            operation.set("security", usualSecurity.deepCopy());
        }
    }

    private static void renameSecurity(ObjectNode operation, Map<String, String> renaming) {
        for (JsonNode requirement : operation.path("security")) {
            if (requirement instanceof ObjectNode schemes) {
                for (Map.Entry<String, String> entry : renaming.entrySet()) {
                    String prefix = "securitySchemes/";
                    if (entry.getKey().startsWith(prefix)) {
                        JsonNode scopes = schemes.remove(entry.getKey().substring(prefix.length()));
                        if (scopes != null) {
                            schemes.set(entry.getValue(), scopes);
                        }
                    }
                }
            }
        }
    }

    private static void takeComponents(
            ObjectNode document, Map<String, String> renaming, Map<String, ObjectNode> components) {
        forEachComponent(
                document,
                (section, name, value) -> components
                        .computeIfAbsent(section, key -> JSON.objectNode())
                        .set(renaming.getOrDefault(section + "/" + name, name), value));
    }

    /** Follows the renaming in every reference, also in those of discriminators, which are plain strings. */
    private static void redirect(JsonNode node, Map<String, String> renaming) {
        if (renaming.isEmpty()) {
            return;
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                entry.setValue(redirected(entry.getValue(), renaming));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redirected(array.get(i), renaming));
            }
        }
    }

    private static JsonNode redirected(JsonNode node, Map<String, String> renaming) {
        if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
            String key = node.textValue().substring(REFERENCE.length());
            String name = renaming.get(key);
            return name == null ? node : TextNode.valueOf(REFERENCE + key.substring(0, key.indexOf('/') + 1) + name);
        }
        redirect(node, renaming);
        return node;
    }

    private static ObjectNode sorted(ObjectNode members) {
        Map<String, JsonNode> byName = new TreeMap<>();
        members.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
        ObjectNode result = JSON.objectNode();
        byName.forEach(result::set);
        return result;
    }

    private interface ComponentVisitor {
        void visit(String section, String name, JsonNode value);
    }

    private static void forEachComponent(ObjectNode document, ComponentVisitor visitor) {
        Iterator<Map.Entry<String, JsonNode>> sections =
                document.path("components").properties().iterator();
        while (sections.hasNext()) {
            Map.Entry<String, JsonNode> section = sections.next();
            section.getValue()
                    .properties()
                    .forEach(member -> visitor.visit(section.getKey(), member.getKey(), member.getValue()));
        }
    }
}
