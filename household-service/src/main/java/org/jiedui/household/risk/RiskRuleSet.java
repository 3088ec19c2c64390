package org.jiedui.household.risk;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;

/** A version of the thresholds for a region and a validity; never edited, another one takes its place. */
@Entity
public class RiskRuleSet {
    @Id
    private UUID id;

    private String region;
    private int revision;
    private LocalDate validFrom;
    private LocalDate validTo;

    @Convert(converter = RiskThresholdsText.class)
    private RiskThresholds thresholds;

    private String source;
    private String createdBy;
    private Instant createdAt;

    protected RiskRuleSet() {}

    RiskRuleSet(
            String region,
            int revision,
            LocalDate validFrom,
            LocalDate validTo,
            RiskThresholds thresholds,
            String source,
            String createdBy,
            Instant createdAt) {
        this.id = Ids.next();
        this.region = region;
        this.revision = revision;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.thresholds = thresholds;
        this.source = source;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** The same of another division. */
    RiskRuleSet of(String division) {
        return new RiskRuleSet(division, revision, validFrom, validTo, thresholds, source, createdBy, createdAt);
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Division code; empty for the whole country. */
    public String region() {
        return region;
    }

    /** 1, 2, 3 … in its region. */
    public int revision() {
        return revision;
    }

    /** First day. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day; null until replaced. */
    public LocalDate validTo() {
        return validTo;
    }

    /** What the rules measure with. */
    public RiskThresholds thresholds() {
        return thresholds;
    }

    /** The document that sets it. */
    public String source() {
        return source;
    }

    /** Account. */
    public String createdBy() {
        return createdBy;
    }

    /** When. */
    public Instant createdAt() {
        return createdAt;
    }
}
