package org.jiedui.household.publicity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** A notice in a village: who, what, where, from and until. Its entries never change. */
@Entity
public class Publicity {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PublicityKind kind;

    private String title;
    private String place;
    private String contact;
    private LocalDate fromDay;
    private LocalDate untilDay;
    private LocalDate contentFrom;
    private LocalDate contentTo;
    private int entryCount;
    private int openObjections;
    private String postedBy;
    private Instant postedAt;
    private Instant closedAt;
    private Instant withdrawnAt;
    private String withdrawnReason;

    protected Publicity() {}

    Publicity(PostPublicity command, int entryCount, String postedBy, Instant postedAt) {
        this.id = Ids.next();
        this.region = command.region();
        this.kind = command.kind();
        this.title = command.title();
        this.place = command.place();
        this.contact = command.contact();
        this.fromDay = command.from();
        this.untilDay = command.until();
        this.contentFrom = command.contentFrom();
        this.contentTo = command.contentTo();
        this.entryCount = entryCount;
        this.postedBy = postedBy;
        this.postedAt = postedAt;
    }

    /** Takes the notice off the wall; refused once it is closed. */
    void withdraw(String reason, Instant now, LocalDate today) {
        var state = state(today);
        if (state == PublicityState.CLOSED || state == PublicityState.WITHDRAWN) {
            throw HouseholdProblem.PUBLICITY_ENDED.problem();
        }
        withdrawnAt = now;
        withdrawnReason = reason;
    }

    /** Ends the matter; refused before its days are over and while objections are open. */
    void close(Instant now, LocalDate today) {
        switch (state(today)) {
            case CLOSED, WITHDRAWN -> throw HouseholdProblem.PUBLICITY_ENDED.problem();
            case SCHEDULED, RUNNING ->
                throw HouseholdProblem.PUBLICITY_RUNNING.because(
                        new Reason("UNTIL", "公示至 " + untilDay, "Until " + untilDay));
            case OVER -> {
                if (openObjections > 0) {
                    throw HouseholdProblem.OBJECTIONS_OPEN.because(new Reason(
                            "OPEN", "尚有 " + openObjections + " 条异议未答复", openObjections + " objections are open"));
                }
                closedAt = now;
            }
        }
    }

    void objected(LocalDate today) {
        var state = state(today);
        if (state != PublicityState.RUNNING && state != PublicityState.OVER) {
            throw HouseholdProblem.PUBLICITY_ENDED.problem();
        }
        openObjections++;
    }

    void answered() {
        openObjections--;
    }

    /** Where it stands on a day. */
    public PublicityState state(LocalDate today) {
        return PublicityPolicy.state(fromDay, untilDay, withdrawnAt != null, closedAt != null, today);
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Village. */
    public String region() {
        return region;
    }

    /** What it is about. */
    public PublicityKind kind() {
        return kind;
    }

    /** Headline. */
    public String title() {
        return title;
    }

    /** Where it hangs. */
    public String place() {
        return place;
    }

    /** Office that takes objections. */
    public String contact() {
        return contact;
    }

    /** First day. */
    public LocalDate fromDay() {
        return fromDay;
    }

    /** Last day. */
    public LocalDate untilDay() {
        return untilDay;
    }

    /** First day of the measures shown, or null. */
    public LocalDate contentFrom() {
        return contentFrom;
    }

    /** Last day of the measures shown, or null. */
    public LocalDate contentTo() {
        return contentTo;
    }

    /** Number of entries. */
    public int entryCount() {
        return entryCount;
    }

    /** Objections without answer. */
    public int openObjections() {
        return openObjections;
    }

    /** When it was posted. */
    public Instant postedAt() {
        return postedAt;
    }

    /** When it was closed, or null. */
    public Instant closedAt() {
        return closedAt;
    }

    /** When it was withdrawn, or null. */
    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    /** Why it was withdrawn, or null. */
    public String withdrawnReason() {
        return withdrawnReason;
    }
}
