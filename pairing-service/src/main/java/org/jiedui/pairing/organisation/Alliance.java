package org.jiedui.pairing.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** An alliance of organisations and teams across counties and provinces (PA-04); its members are rows of their own. */
@Entity
@Table(name = "alliance")
public class Alliance {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    private String name;

    private LocalDate since;

    private LocalDate until;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Alliance() {}

    Alliance(UUID id, String region, String name, LocalDate since, Instant now) {
        this.id = id;
        this.region = region;
        this.name = name;
        this.since = since;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void write(String newName, LocalDate end, Instant now) {
        name = newName;
        until = end;
        updatedAt = now;
    }

    /** Its members changed; makes a new version. */
    void touch(Instant now) {
        updatedAt = now;
    }

    /** Whether it has ended by the day. */
    boolean over(LocalDate day) {
        return until != null && !until.isAfter(day);
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Division of the founding office. */
    public String region() {
        return region;
    }

    public String name() {
        return name;
    }

    public LocalDate since() {
        return since;
    }

    /** First day no longer in being, or null. */
    public LocalDate until() {
        return until;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
