package org.jiedui.notification.template;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Words for the codes that travel in events, from {@code labels.properties} ({@code CODE=Chinese|English}, or
 * {@code property.CODE=…} for a code that means something else in that property). A code without a word is shown as it is,
 * so a new code of another service never breaks a message.
 */
@Singleton
public class CodeLabels {
    private final Map<String, String[]> labels = new HashMap<>();

    CodeLabels() {
        try (var stream = CodeLabels.class.getResourceAsStream("/labels.properties");
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var file = new Properties();
            file.load(reader);
            file.forEach((code, words) -> labels.put((String) code, ((String) words).split("\\|", 2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The word for the code in a property, or the code itself. */
    public String label(String property, String code, boolean chinese) {
        var words = labels.getOrDefault(property + "." + code, labels.get(code));
        return words == null ? code : words[chinese ? 0 : 1];
    }
}
