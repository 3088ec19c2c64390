package org.jiedui.notification.audience;

import java.util.Arrays;
import java.util.List;
import org.jiedui.chassis.web.CodeParameter;

/** A query parameter that takes names of event types, separated by commas. */
public final class EventTypeParameter {
    private EventTypeParameter() {}

    /**
     * The names that were asked for, empty when the parameter is absent.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code INVALID_REQUEST} with {@code UNKNOWN_CODE} for a name
     *     that no event has
     */
    public static List<String> of(String name, String text) {
        if (text == null) {
            return List.of();
        }
        var types = Arrays.asList(text.split(",", -1));
        if (!types.stream().allMatch(type -> EventType.named(type).isPresent())) {
            throw CodeParameter.unknown(name);
        }
        return types;
    }
}
