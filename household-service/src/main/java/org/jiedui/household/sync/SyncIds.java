package org.jiedui.household.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The ids in a JSON text. */
final class SyncIds {
    private SyncIds() {}

    /** Puts another id in the place of each, or the same. */
    static void walk(JsonNode node, UnaryOperator<UUID> each) {
        if (node instanceof ObjectNode object) {
            for (var property : List.copyOf(object.properties())) {
                var id = id(property.getValue());
                if (id != null) {
                    object.put(property.getKey(), each.apply(id).toString());
                } else {
                    walk(property.getValue(), each);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var id = id(array.get(i));
                if (id != null) {
                    array.set(i, TextNode.valueOf(each.apply(id).toString()));
                } else {
                    walk(array.get(i), each);
                }
            }
        }
    }

    private static UUID id(JsonNode node) {
        return node.isTextual() && node.textValue().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? UUID.fromString(node.textValue())
                : null;
    }
}
