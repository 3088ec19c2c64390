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
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdProblem;

/** A measure taken for a household. */
@Entity
public class Measure {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MeasureCategory category;

    private String title;
    private BigDecimal amount;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private FundsSource funds;

    private LocalDate fromDay;
    private LocalDate toDay;
    private String provider;
    private String result;
    private String tags;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Subsidy subsidy;

    private String recordedBy;
    private Instant recordedAt;
    private UUID fundId;
    private UUID projectId;
    private Integer planYear;
    private Integer goal;

    private Instant cancelledAt;
    private String cancelledBy;
    private String cancelReason;

    protected Measure() {}

    Measure(UUID householdId, String region, TakeMeasure command, String recordedBy, Instant recordedAt) {
        this.id = Ids.next();
        this.householdId = householdId;
        this.region = region;
        this.category = command.category();
        this.title = command.title();
        this.amount = command.amount() == null ? null : command.amount().yuan();
        this.funds = command.funds();
        this.fromDay = command.from();
        this.toDay = command.to();
        this.provider = command.provider();
        this.result = command.result();
        this.tags = Codes.join(command.tags());
        this.subsidy = command.subsidy();
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
        this.fundId = command.fundId();
        this.planYear = command.planYear();
        this.goal = command.goal();
    }

    /** Takes it back; refused a second time. */
    void cancel(String by, Instant at, String why) {
        requireStanding();
        cancelledBy = by;
        cancelledAt = at;
        cancelReason = why;
    }

    private void requireStanding() {
        if (cancelledAt != null) {
            throw HouseholdProblem.MEASURE_STATE.because(new Reason("CANCELLED", "措施已撤销", "It was cancelled"));
        }
    }

    /** When it was cancelled, or null. */
    public Instant cancelledAt() {
        return cancelledAt;
    }

    /** Account of who cancelled it, or null. */
    public String cancelledBy() {
        return cancelledBy;
    }

    /** Why it was cancelled, or null. */
    public String cancelReason() {
        return cancelReason;
    }

    /** Notes last day and result; a day before the first one is refused, and a cancelled measure. */
    void end(LocalDate last, String text) {
        requireStanding();
        if (last != null && last.isBefore(fromDay)) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/to", "ORDER", "结束日期早于开始日期", "Ends before it begins")));
        }
        toDay = last;
        result = text;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** The household. */
    public UUID householdId() {
        return householdId;
    }

    /** Its village. */
    public String region() {
        return region;
    }

    /** Category. */
    public MeasureCategory category() {
        return category;
    }

    /** Title. */
    public String title() {
        return title;
    }

    /** Yuan, or null. */
    public Money amount() {
        return amount == null ? null : new Money(amount);
    }

    /** Source of the money, or null. */
    public FundsSource funds() {
        return funds;
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

    /** What it pays for regularly, or null. */
    public Subsidy subsidy() {
        return subsidy;
    }

    /** The fund that pays, or null. */
    public UUID fundId() {
        return fundId;
    }

    /** The project of which it is the household's share, or null. */
    public UUID projectId() {
        return projectId;
    }

    /** Year of the plan that it carries out, or null. */
    public Integer planYear() {
        return planYear;
    }

    /** Goal of that plan, from 0, or null. */
    public Integer goal() {
        return goal;
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
