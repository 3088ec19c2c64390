package org.jiedui.notification.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.chassis.time.TimeSource;

/**
 * Puts an event into words. Revisions never change, so they are kept in memory for good; which one is in force is asked
 * anew every few seconds.
 */
@ApplicationScoped
public class Wording {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TemplateRepository templates;
    private final Variables variables;
    private final TimeSource time;
    private final Map<String, Words> revisions = new ConcurrentHashMap<>();
    private final Map<String, Known> present = new ConcurrentHashMap<>();

    Wording(TemplateRepository templates, Variables variables, TimeSource time) {
        this.templates = templates;
        this.variables = variables;
        this.time = time;
    }

    /** Words of one message. */
    public record Text(String title, String body) {}

    private record Words(TextTemplate titleZh, TextTemplate bodyZh, TextTemplate titleEn, TextTemplate bodyEn) {}

    private record Known(int revision, Instant asked) {}

    /** The revision in force, 0 when there is none. At most five seconds old. */
    public int revisionInForce(String eventType, TextChannel channel) {
        var now = time.now();
        return present.compute(
                        channel + ":" + eventType,
                        (key, known) ->
                                known != null && now.isBefore(known.asked().plus(FRESH))
                                        ? known
                                        : new Known(
                                                templates
                                                        .inForce(eventType, channel)
                                                        .map(Template::revision)
                                                        .orElse(0),
                                                now))
                .revision();
    }

    /** The event in words; empty when that revision does not exist. */
    public Optional<Text> text(String eventType, TextChannel channel, int revision, byte[] data, boolean chinese) {
        return text(eventType, channel, revision, variables.values(data, chinese), chinese);
    }

    /** The same with given values. */
    public Optional<Text> text(
            String eventType, TextChannel channel, int revision, Map<String, String> values, boolean chinese) {
        var words = revisions.computeIfAbsent(
                channel + ":" + eventType + ":" + revision,
                key -> templates
                        .revision(eventType, channel, revision)
                        .map(t -> new Words(t.title(true), t.body(true), t.title(false), t.body(false)))
                        .orElse(null));
        return Optional.ofNullable(words)
                .map(w -> new Text(
                        (chinese ? w.titleZh() : w.titleEn()).render(values),
                        (chinese ? w.bodyZh() : w.bodyEn()).render(values)));
    }
}
