package org.jiedui.chassis.trial;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;

/** The one entity of the service that the chassis is tried in. */
@Entity
public class Note {
    @Id
    UUID id;

    @Version
    long version;

    String title;
    PersonalText phone;
    String region;

    @jakarta.persistence.Column(name = "created_at")
    Instant createdAt;

    protected Note() {}

    Note(UUID id, String title, PersonalText phone, String region, Instant createdAt) {
        this.id = id;
        this.title = title;
        this.phone = phone;
        this.region = region;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }
}
