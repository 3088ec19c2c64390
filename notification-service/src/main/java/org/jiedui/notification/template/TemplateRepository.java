package org.jiedui.notification.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** All revisions of all templates. */
@ApplicationScoped
public class TemplateRepository implements PanacheRepositoryBase<Template, UUID> {
    /** The revision in force in a region: the latest of its province, else the latest general one. */
    public Optional<Template> inForce(String eventType, TextChannel channel, String region) {
        var province = region.length() < 2 ? "" : region.substring(0, 2);
        return latest(eventType, channel, province)
                .or(() -> province.isEmpty() ? Optional.empty() : latest(eventType, channel, ""));
    }

    private Optional<Template> latest(String eventType, TextChannel channel, String province) {
        return find(
                        "eventType = ?1 and channel = ?2 and region = ?3 order by revision desc",
                        eventType,
                        channel.name(),
                        province)
                .page(0, 1)
                .firstResultOptional();
    }

    /** The highest revision of any province, 0 when there is none. */
    public int highest(String eventType, TextChannel channel) {
        return find("eventType = ?1 and channel = ?2 order by revision desc", eventType, channel.name())
                .page(0, 1)
                .firstResultOptional()
                .map(Template::revision)
                .orElse(0);
    }

    /** One revision. */
    public Optional<Template> revision(String eventType, TextChannel channel, int revision) {
        return find("eventType = ?1 and channel = ?2 and revision = ?3", eventType, channel.name(), revision)
                .firstResultOptional();
    }
}
