package org.jiedui.evaluation.template;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.SubjectRole;

/** One version of a questionnaire. A draft may change; a released version never does, so that cycles can pin it. */
@Entity
@Table(name = "evaluation_template")
public class Template {
    /** Where a version stands. */
    public enum State {
        /** May still change; no cycle uses it. */
        DRAFT,
        /** Fixed for ever. */
        RELEASED
    }

    @Id
    private UUID id;

    private String code;
    private int number;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "subject_role")
    private SubjectRole subjectRole;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    @Convert(converter = SectionsColumn.class)
    @Column(columnDefinition = "MEDIUMTEXT")
    private List<Section> sections;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Template() {}

    Template(UUID id, int number, WriteTemplate command, Instant now) {
        this.id = id;
        this.code = command.code();
        this.number = number;
        this.state = State.DRAFT;
        this.createdAt = now;
        write(command, now);
    }

    /** Replaces the content of a draft; refuses for a released version. */
    void rewrite(WriteTemplate command, Instant now) {
        requireDraft();
        write(command, now);
    }

    /** Fixes the version. */
    void release(Instant now) {
        requireDraft();
        state = State.RELEASED;
        updatedAt = now;
    }

    private void requireDraft() {
        if (state != State.DRAFT) {
            throw EvaluationProblem.TEMPLATE_RELEASED.problem();
        }
    }

    private void write(WriteTemplate command, Instant now) {
        nameZh = command.nameZh();
        nameEn = command.nameEn();
        subjectRole = command.subjectRole();
        sections = List.copyOf(command.sections());
        updatedAt = now;
    }

    /** The section of a path, if this questionnaire asks that path. */
    public Optional<Section> section(EvaluationPath path) {
        return sections.stream().filter(s -> s.path() == path).findFirst();
    }

    /** Identifier of this version. */
    public UUID id() {
        return id;
    }

    /** Code, the same for all versions. */
    public String code() {
        return code;
    }

    /** Number of this version, from 1. */
    public int number() {
        return number;
    }

    /** Name in Chinese. */
    public String nameZh() {
        return nameZh;
    }

    /** Name in English. */
    public String nameEn() {
        return nameEn;
    }

    /** Who is evaluated with it. */
    public SubjectRole subjectRole() {
        return subjectRole;
    }

    /** Draft or released. */
    public State state() {
        return state;
    }

    /** What each path is asked. */
    public List<Section> sections() {
        return sections;
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
