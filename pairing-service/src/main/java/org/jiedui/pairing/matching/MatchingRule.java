package org.jiedui.pairing.matching;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What one rule counts for in one period and division (PA-13). Periods of one code and division follow each other and
 * never overlap; the longest code that holds a division decides there.
 */
@Entity
@Table(name = "matching_rule")
public class MatchingRule {
    @Id
    private UUID id;

    @Version
    private long version;

    private String code;

    private String region;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    private boolean hard;

    private int weight;

    private Integer threshold;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Column(name = "description_zh")
    private String descriptionZh;

    @Column(name = "description_en")
    private String descriptionEn;

    /** For Hibernate. */
    protected MatchingRule() {}

    MatchingRule(UUID id, ReviseRule wish) {
        this.id = id;
        code = wish.code();
        region = wish.region();
        validFrom = wish.validFrom();
        write(wish);
    }

    final void write(ReviseRule wish) {
        hard = wish.hard();
        weight = wish.weight();
        threshold = wish.threshold();
        nameZh = wish.nameZh();
        nameEn = wish.nameEn();
        descriptionZh = wish.descriptionZh();
        descriptionEn = wish.descriptionEn();
    }

    void endBefore(LocalDate day) {
        validTo = day.minusDays(1);
    }

    /** Identity of this period of the rule. */
    public UUID id() {
        return id;
    }

    /** Tells this version of this period from those of all other periods, each of which begins at version 0. */
    public long tag() {
        return validFrom.toEpochDay() * 1_000_000 + version;
    }

    /** A {@link MatchRule}, or a {@link Veto} that is hard by nature. */
    public String code() {
        return code;
    }

    /** Division code; empty: everywhere. */
    public String region() {
        return region;
    }

    /** First day. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day, or null. */
    public LocalDate validTo() {
        return validTo;
    }

    /** Whether it vetoes. */
    public boolean hard() {
        return hard;
    }

    /** Greatest number of points. */
    public int weight() {
        return weight;
    }

    /** Per cent of the rule that a hard one asks for, or null. */
    public Integer threshold() {
        return threshold;
    }

    /** Chinese name. */
    public String nameZh() {
        return nameZh;
    }

    /** English name. */
    public String nameEn() {
        return nameEn;
    }

    /** Chinese description. */
    public String descriptionZh() {
        return descriptionZh;
    }

    /** English description. */
    public String descriptionEn() {
        return descriptionEn;
    }
}
