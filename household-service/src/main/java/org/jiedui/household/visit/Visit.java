package org.jiedui.household.visit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A contact with one or more households; reached or only tried. Never changed. */
@Entity
public class Visit {
    @Id
    private UUID id;

    private String region;
    private String visitorAccount;
    private LocalDate day;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private VisitManner manner;

    private boolean reached;
    private String content;
    private Instant createdAt;

    protected Visit() {}

    Visit(UUID id, RecordVisit command, String region, String visitorAccount, Instant createdAt) {
        this.id = id;
        this.region = region;
        this.visitorAccount = visitorAccount;
        this.day = command.day();
        this.manner = command.manner();
        this.reached = command.reached();
        this.content = command.content();
        this.createdAt = createdAt;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Village of the first household. */
    public String region() {
        return region;
    }

    /** Account of the visitor. */
    public String visitorAccount() {
        return visitorAccount;
    }

    /** Day. */
    public LocalDate day() {
        return day;
    }

    /** How. */
    public VisitManner manner() {
        return manner;
    }

    /** Whether somebody was met. */
    public boolean reached() {
        return reached;
    }

    /** In words. */
    public String content() {
        return content;
    }

    /** When it was noted. */
    public Instant createdAt() {
        return createdAt;
    }
}
