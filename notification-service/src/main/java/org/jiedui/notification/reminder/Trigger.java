package org.jiedui.notification.reminder;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What starts or stops a reminder: {@code event:property}, or {@code event:property?name=value} ({@code !=}: the opposite)
 * for events whose data have that value; {@code event@property} stops all matters of a group.
 *
 * @param event event name
 * @param property of the event's data that names the matter; dotted when nested; a list names several
 * @param group whether it names the group instead
 * @param name property to be compared, or null
 * @param opposite whether it must differ
 * @param value as text; a list has it when one of its items, or the code of one, is it
 */
public record Trigger(String event, String property, boolean group, String name, boolean opposite, String value) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z][a-z-]{0,58})([:@])([A-Za-z][A-Za-z.]{0,39})(?:\\?([A-Za-z][A-Za-z.]{0,39})(!?=)([A-Za-z0-9_-]{1,40}))?");

    /** Reads one; empty when it has no such form. */
    public static Optional<Trigger> of(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Trigger(
                        form.group(1),
                        form.group(3),
                        form.group(2).equals("@"),
                        form.group(4),
                        "!=".equals(form.group(5)),
                        form.group(6)))
                : Optional.empty();
    }

    /** The form that is stored and shown. */
    public String text() {
        return event
                + (group ? "@" : ":")
                + property
                + (name == null ? "" : "?" + name + (opposite ? "!=" : "=") + value);
    }

    /** The matters that an event of this type names; none when the condition does not hold. */
    public List<UUID> matters(JsonNode data) {
        if (name != null && holds(at(data, name)) == opposite) {
            return List.of();
        }
        var found = new ArrayList<UUID>();
        var node = at(data, property);
        if (node.isArray()) {
            node.forEach(item -> id(item).ifPresent(found::add));
        } else {
            id(node).ifPresent(found::add);
        }
        return found;
    }

    private boolean holds(JsonNode node) {
        if (node.isArray()) {
            for (var item : node) {
                if ((item.isObject() ? item.path("code") : item).asText().equals(value)) {
                    return true;
                }
            }
            return false;
        }
        return node.asText().equals(value);
    }

    static JsonNode at(JsonNode data, String path) {
        var node = data;
        for (var step : path.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }

    /** A matter that is no UUID, such as a number, gets one that is made from it. */
    static Optional<UUID> id(JsonNode node) {
        if (node.isMissingNode() || node.isNull() || node.asText().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(node.asText()));
        } catch (IllegalArgumentException noUuid) {
            return Optional.of(UUID.nameUUIDFromBytes(node.asText().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
