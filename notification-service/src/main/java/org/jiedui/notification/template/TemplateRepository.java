package org.jiedui.notification.template;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** All revisions of all templates. */
@ApplicationScoped
public class TemplateRepository implements PanacheRepositoryBase<Template, UUID> {
    /** The revision in force. */
    public Optional<Template> inForce(String eventType, TextChannel channel) {
        return find("eventType = ?1 and channel = ?2 order by revision desc", eventType, channel.name())
                .page(0, 1)
                .firstResultOptional();
    }

    /** One revision. */
    public Optional<Template> revision(String eventType, TextChannel channel, int revision) {
        return find("eventType = ?1 and channel = ?2 and revision = ?3", eventType, channel.name(), revision)
                .firstResultOptional();
    }
}
