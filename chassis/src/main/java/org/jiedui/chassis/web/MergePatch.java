package org.jiedui.chassis.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/**
 * A JSON merge patch (RFC 7396). {@link #applyTo} turns the present state into the wished one, read and checked with the
 * same strictness as a full request.
 */
public final class MergePatch {
    /** Content type of such a patch. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonNode patch;
    private final StrictJson json;

    MergePatch(JsonNode patch, StrictJson json) {
        this.patch = patch;
        this.json = json;
        if (!patch.isObject()) {
            throw CommonProblem.INVALID_REQUEST.violations(java.util.List.of(
                    new Violation("", "WRONG_TYPE", "补丁应为 JSON 对象", "The patch must be a JSON object")));
        }
    }

    /** A patch that did not come as a request body of its own, such as one operation of a batch. */
    public static MergePatch of(JsonNode patch, StrictJson json) {
        return new MergePatch(patch, json);
    }

    /** Whether the patch names the property. */
    public boolean names(String property) {
        return patch.has(property);
    }

    /**
     * The present state with the patch applied.
     *
     * @param present record with the patchable properties
     * @param type the same record type
     */
    public <T> T applyTo(T present, Class<T> type, ObjectMapper mapper) {
        return json.read(merge(mapper.valueToTree(present), patch), type);
    }

    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var result = target instanceof ObjectNode object
                ? object.deepCopy()
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                result.set(entry.getKey(), merge(result.path(entry.getKey()), entry.getValue()));
            }
        });
        return result;
    }
}
