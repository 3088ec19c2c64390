package org.jiedui.notification.template;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text with variables in braces, such as {@code {householdNumber}}. There is nothing else in it: no conditions, no
 * expressions, nothing that could be executed.
 *
 * @param text the text as its author wrote it
 */
public record TextTemplate(String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9.]*)}");

    /** The variables that it names, in their order. */
    public Set<String> variables() {
        var names = new LinkedHashSet<String>();
        var matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Whether a brace stands alone or encloses no name. */
    public boolean malformed() {
        var rest = VARIABLE.matcher(text).replaceAll("");
        return rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0;
    }

    /** The text with the values put in; a variable without a value becomes a dash. Values are not read again. */
    public String render(Map<String, String> values) {
        var matcher = VARIABLE.matcher(text);
        var out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    out, java.util.regex.Matcher.quoteReplacement(values.getOrDefault(matcher.group(1), "—")));
        }
        return matcher.appendTail(out).toString();
    }
}
