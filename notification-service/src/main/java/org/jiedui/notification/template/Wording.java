package org.jiedui.notification.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    /** Whoever saved words is told by them from then on; other replicas follow within the five seconds. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) Template saved) {
        present.clear();
    }

    /** Words of one message. */
    public record Text(String title, String body) {}

    /** A text that a provider keeps. */
    public record ProviderText(String templateId, Map<String, String> parameters) {}

    private record Words(TextTemplate titleZh, TextTemplate bodyZh, TextTemplate titleEn, TextTemplate bodyEn) {}

    private record Known(int revision, Instant asked) {}

    /** The revision in force in a region, 0 when there is none. At most five seconds old. */
    public int revisionInForce(String eventType, TextChannel channel, String region) {
        var province = region.length() < 2 ? "" : region.substring(0, 2);
        var now = time.now();
        return present.compute(
                        channel + ":" + eventType + "@" + province,
                        (key, known) ->
                                known != null && now.isBefore(known.asked().plus(FRESH))
                                        ? known
                                        : new Known(
                                                templates
                                                        .inForce(eventType, channel, province)
                                                        .map(Template::revision)
                                                        .orElse(0),
                                                now))
                .revision();
    }

    /**
     * The words for a channel in the revision that is in force now; those of the inbox where the channel has none.
     */
    public Optional<Text> present(String eventType, TextChannel channel, String region, byte[] data, boolean chinese) {
        var revision = revisionInForce(eventType, channel, region);
        return revision > 0
                ? text(eventType, channel, revision, data, chinese)
                : text(
                        eventType,
                        TextChannel.INBOX,
                        revisionInForce(eventType, TextChannel.INBOX, region),
                        data,
                        chinese);
    }

    /**
     * What an SMS provider needs to know: its template and the values of the variables in their order.
     *
     * @return empty when there is no template for this event
     */
    public Optional<ProviderText> providerText(String eventType, String region, byte[] data, boolean chinese) {
        return templates.inForce(eventType, TextChannel.SMS, region).map(template -> {
            var values = variables.values(data, chinese);
            var parameters = new LinkedHashMap<String, String>();
            template.body(chinese).variables().forEach(name -> parameters.put(name, values.getOrDefault(name, "—")));
            return new ProviderText(template.providerId(), parameters);
        });
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
