package org.jiedui.pairing.programme;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.pairing.CodeList;

/** A kind of pairing with its rules in one period (PA-01). Periods of one code follow each other and never overlap. */
@Entity
@Table(name = "programme")
public class Programme {
    @Id
    private UUID id;

    @Version
    private long version;

    private String code;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Form form;

    private String roles;

    @Column(name = "helper_sides")
    private String helperSides;

    @Column(name = "helper_kinds")
    private String helperKinds;

    @Column(name = "helped_kinds")
    private String helpedKinds;

    @Column(name = "min_helpers")
    private int minHelpers;

    @Column(name = "max_primary")
    private int maxPrimary;

    @Column(name = "max_helpers")
    private int maxHelpers;

    @Column(name = "min_helped")
    private int minHelped;

    @Column(name = "max_helped")
    private int maxHelped;

    @Column(name = "term_min_months")
    private Integer termMinMonths;

    @Column(name = "term_max_months")
    private Integer termMaxMonths;

    @Column(name = "visit_every_days")
    private Integer visitEveryDays;

    @Column(name = "publicity_days")
    private int publicityDays;

    @Column(name = "evaluation_template")
    private String evaluationTemplate;

    @Column(name = "unit_levels")
    private String unitLevels;

    /** For Hibernate. */
    protected Programme() {}

    Programme(UUID id, String code, LocalDate validFrom, String nameZh, String nameEn, ProgrammeRules rules) {
        this.id = id;
        this.code = code;
        this.validFrom = validFrom;
        write(nameZh, nameEn, rules);
    }

    final void write(String zh, String en, ProgrammeRules rules) {
        nameZh = zh;
        nameEn = en;
        form = rules.form();
        roles = CodeList.join(rules.roles());
        helperSides = CodeList.join(rules.helperSides());
        helperKinds = CodeList.join(rules.helperKinds());
        helpedKinds = CodeList.join(rules.helpedKinds());
        minHelpers = rules.minHelpers();
        maxPrimary = rules.maxPrimary();
        maxHelpers = rules.maxHelpers();
        minHelped = rules.minHelped();
        maxHelped = rules.maxHelped();
        termMinMonths = rules.termMinMonths();
        termMaxMonths = rules.termMaxMonths();
        visitEveryDays = rules.visitEveryDays();
        publicityDays = rules.publicityDays();
        evaluationTemplate = rules.evaluationTemplate();
        unitLevels = CodeList.join(rules.unitLevels());
    }

    void endBefore(LocalDate day) {
        validTo = day.minusDays(1);
    }

    /** Identity of this period of the programme. */
    public UUID id() {
        return id;
    }

    /** Optimistic version. */
    public long version() {
        return version;
    }

    /** Tells this version of this period from those of all other periods, each of which begins at version 0. */
    public long tag() {
        return validFrom.toEpochDay() * 1_000_000 + version;
    }

    /** Stable code, such as {@code HOUSEHOLD_HELP}. */
    public String code() {
        return code;
    }

    /** First day of these rules. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day of these rules, or null. */
    public LocalDate validTo() {
        return validTo;
    }

    /** Chinese name. */
    public String nameZh() {
        return nameZh;
    }

    /** English name. */
    public String nameEn() {
        return nameEn;
    }

    /** The rules of the period. */
    public ProgrammeRules rules() {
        return new ProgrammeRules(
                form,
                CodeList.split(roles),
                CodeList.split(helperSides),
                CodeList.split(helperKinds),
                CodeList.split(helpedKinds),
                minHelpers,
                maxPrimary,
                maxHelpers,
                minHelped,
                maxHelped,
                termMinMonths,
                termMaxMonths,
                visitEveryDays,
                publicityDays,
                evaluationTemplate,
                CodeList.split(unitLevels));
    }
}
