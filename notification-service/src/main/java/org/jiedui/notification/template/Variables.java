package org.jiedui.notification.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiedui.notification.audience.EventType;

/**
 * Reads an event's data as the variables of a text: nested properties dotted, lists joined, codes in words where
 * {@link CodeLabels} knows them. An object with nothing but {@code zh} and {@code en} is one variable in the language of
 * the text.
 */
@Singleton
public class Variables {
    private final ObjectMapper mapper;
    private final CodeLabels labels;

    Variables(ObjectMapper mapper, CodeLabels labels) {
        this.mapper = mapper;
        this.labels = labels;
    }

    /** The variables that texts about this type may use. */
    public Set<String> of(EventType type) {
        return new TreeSet<>(values(type.sample(), true).keySet());
    }

    /** The values of one event in one language. */
    public Map<String, String> values(byte[] data, boolean chinese) {
        try {
            return values(mapper.readTree(data), chinese);
        } catch (IOException e) {
            throw new IllegalStateException("stored event data are not readable", e);
        }
    }

    /** The same for data as text. */
    public Map<String, String> values(String data, boolean chinese) {
        try {
            return values(mapper.readTree(data), chinese);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event data are not readable", e);
        }
    }

    private Map<String, String> values(JsonNode data, boolean chinese) {
        var values = new LinkedHashMap<String, String>();
        collect("", data, chinese, values);
        return values;
    }

    private void collect(String prefix, JsonNode node, boolean chinese, Map<String, String> into) {
        node.properties().forEach(field -> {
            var value = field.getValue();
            var name = prefix + field.getKey();
            if (value.size() == 2 && value.has("zh") && value.has("en")) {
                into.put(name, value.path(chinese ? "zh" : "en").asText());
            } else if (value.isObject()) {
                collect(name + ".", value, chinese, into);
            } else {
                into.put(name, word(field.getKey(), value, chinese));
            }
        });
    }

    private String word(String property, JsonNode value, boolean chinese) {
        if (value.isArray()) {
            var words = new ArrayList<String>();
            value.forEach(item -> words.add(word(property, item.isObject() ? item.path("code") : item, chinese)));
            return String.join(chinese ? "、" : ", ", words);
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? (chinese ? "是" : "yes") : (chinese ? "否" : "no");
        }
        return value.isNull() || value.isMissingNode() ? "—" : labels.label(property, value.asText(), chinese);
    }
}
