package org.jiedui.household.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdProblem;

/** A project or training class that reaches many households; each has its share as a measure. */
@Entity
public class Project {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ProjectKind kind;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ProjectState state;

    private String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MeasureCategory category;

    private UUID fundId;
    private BigDecimal amount;
    private LocalDate fromDay;
    private LocalDate toDay;
    private String provider;
    private String result;
    private String tags;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Subsidy subsidy;

    private int households;
    private String recordedBy;
    private Instant recordedAt;

    protected Project() {}

    Project(OpenProject command, int households, String recordedBy, Instant recordedAt) {
        this.id = Ids.next();
        this.region = command.region();
        this.kind = command.kind();
        this.state = ProjectState.RUNNING;
        this.name = command.name();
        this.category = command.category();
        this.fundId = command.fundId();
        this.amount = command.amount() == null ? null : command.amount().yuan();
        this.fromDay = command.from();
        this.toDay = command.to();
        this.provider = command.provider();
        this.tags = Codes.join(command.tags());
        this.subsidy = command.subsidy();
        this.households = households;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    void requireRunning() {
        if (state != ProjectState.RUNNING) {
            throw HouseholdProblem.PROJECT_STATE.because(
                    Reason.of(state, "当前状态：" + state.zh(), "Present state: " + state.en()));
        }
    }

    /** Further households, and what they get in all or null. */
    void extend(int further, Money more) {
        households += further;
        if (more != null) {
            amount = amount == null ? more.yuan() : amount.add(more.yuan());
        }
    }

    /** A household takes no part after all; its share, or null, is not of the amount any more. */
    void withdraw(Money share) {
        households--;
        if (share != null) {
            amount = amount.subtract(share.yuan());
        }
    }

    void complete(String text, LocalDate lastDay) {
        requireRunning();
        state = ProjectState.COMPLETED;
        result = text;
        if (toDay == null) {
            toDay = lastDay;
        }
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Division. */
    public String region() {
        return region;
    }

    /** Project or training class. */
    public ProjectKind kind() {
        return kind;
    }

    /** State. */
    public ProjectState state() {
        return state;
    }

    /** Name. */
    public String name() {
        return name;
    }

    /** Category. */
    public MeasureCategory category() {
        return category;
    }

    /** The fund that pays, or null. */
    public UUID fundId() {
        return fundId;
    }

    /** Yuan in all, or null. */
    public Money amount() {
        return amount == null ? null : new Money(amount);
    }

    /** First day. */
    public LocalDate from() {
        return fromDay;
    }

    /** Last day, or null. */
    public LocalDate to() {
        return toDay;
    }

    /** Who provides it, or null. */
    public String provider() {
        return provider;
    }

    /** What came of it, or null. */
    public String result() {
        return result;
    }

    /** Tags. */
    public List<MeasureTag> tags() {
        return Codes.split(MeasureTag.class, tags);
    }

    /** What its shares pay for regularly, or null. */
    public Subsidy subsidy() {
        return subsidy;
    }

    /** How many households it reaches. */
    public int households() {
        return households;
    }

    /** Account of the recorder. */
    public String recordedBy() {
        return recordedBy;
    }

    /** When. */
    public Instant recordedAt() {
        return recordedAt;
    }
}
