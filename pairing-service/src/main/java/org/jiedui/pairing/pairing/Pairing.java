package org.jiedui.pairing.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.pairing.PairingEvent;

/**
 * A dated interval between a helper side and a helped side (PA-05). It is never rewritten into another pairing: who
 * follows somebody gets an interval of his own.
 */
@Entity
@Table(name = "pairing")
public class Pairing {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    private String programme;

    @Column(name = "programme_id")
    private UUID programmeId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Role role;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PairingState state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "helper_side")
    private SideKind helperSide;

    @Column(name = "helper_id")
    private UUID helperId;

    @Column(name = "helper_account")
    private String helperAccount;

    @Column(name = "helper_kind")
    private String helperKind;

    @Column(name = "helper_unit")
    private String helperUnit;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "helped_kind")
    private HelpedKind helpedKind;

    @Column(name = "helped_id")
    private UUID helpedId;

    @Column(name = "helped_account")
    private String helpedAccount;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Column(name = "ended_on")
    private LocalDate endedOn;

    @Column(name = "helper_accepted_by")
    private String helperAcceptedBy;

    @Column(name = "helped_accepted_by")
    private String helpedAcceptedBy;

    @Column(name = "publicised_on")
    private LocalDate publicisedOn;

    @Column(name = "publicity_until")
    private LocalDate publicityUntil;

    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    @Column(name = "ceremony_on")
    private LocalDate ceremonyOn;

    @Column(name = "certificate_number")
    private String certificateNumber;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PairingReason reason;

    private String remark;

    @Column(name = "exception_reason")
    private String exceptionReason;

    @Column(name = "exception_document")
    private String exceptionDocument;

    @Column(name = "replaces_id")
    private UUID replacesId;

    @Column(name = "replaced_by_id")
    private UUID replacedById;

    @Column(name = "covers_id")
    private UUID coversId;

    /** Written past the entity, see {@link PairingRepository#seen}; for conditions only. */
    @Column(name = "last_activity_on", insertable = false, updatable = false)
    private LocalDate lastActivityOn;

    /** Since when it rests, or when it did last; for reports only. */
    @Column(name = "suspended_at")
    private Instant suspendedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Pairing() {}

    Pairing(
            UUID id,
            String programme,
            UUID programmeId,
            Role role,
            HelperSide helper,
            HelpedSide helped,
            LocalDate from,
            LocalDate to,
            Instant now) {
        this.id = id;
        this.programme = programme;
        this.programmeId = programmeId;
        this.role = role;
        this.region = helped.region();
        this.helperSide = helper.side();
        this.helperId = helper.id();
        this.helperAccount = helper.account();
        this.helperKind = helper.kind();
        this.helperUnit = helper.unit();
        this.helpedKind = helped.kind();
        this.helpedId = helped.id();
        this.helpedAccount = helped.account();
        this.validFrom = from;
        this.validTo = to;
        this.state = PairingState.PROPOSED;
        this.createdAt = now;
        this.updatedAt = now;
    }

    private void because(Words words) {
        reason = words.reason();
        remark = words.remark();
    }

    /** A side agrees; accepted once both did. */
    void accept(boolean helperAgrees, boolean helpedAgrees, String by, Instant now) {
        if (helperAgrees && helperAcceptedBy == null) {
            helperAcceptedBy = by;
        }
        if (helpedAgrees && helpedAcceptedBy == null) {
            helpedAcceptedBy = by;
        }
        if (helperAcceptedBy != null && helpedAcceptedBy != null) {
            state = PairingState.ACCEPTED;
        }
        updatedAt = now;
    }

    void publicise(LocalDate today, int days, Instant now) {
        state = PairingState.PUBLICISED;
        publicisedOn = today;
        publicityUntil = today.plusDays(days);
        updatedAt = now;
    }

    void confirm(String certificate, LocalDate ceremony, Instant now) {
        state = PairingState.ACTIVE;
        certificateNumber = certificate;
        ceremonyOn = ceremony;
        confirmedAt = now;
        updatedAt = now;
    }

    void follow(Pairing predecessor) {
        replacesId = predecessor.id;
        helperAcceptedBy = predecessor.helperAcceptedBy;
        helpedAcceptedBy = predecessor.helpedAcceptedBy;
        publicisedOn = predecessor.publicisedOn;
        publicityUntil = predecessor.publicityUntil;
    }

    void suspend(Words words, UncouplingPermit permit, Instant now) {
        if (state != PairingState.SUSPENDED) {
            suspendedAt = now;
        }
        state = PairingState.SUSPENDED;
        because(words);
        permit(permit);
        updatedAt = now;
    }

    void resume(Words words, Instant now) {
        state = PairingState.ACTIVE;
        because(words);
        updatedAt = now;
    }

    /** It takes the place of one that rests, for as long as that does. */
    void cover(Pairing absent) {
        follow(absent);
        replacesId = null;
        coversId = absent.id;
    }

    /** It was ended wrongly, or is needed again: the same interval goes on. */
    void reopen(LocalDate to, Words words, Instant now) {
        state = PairingState.ACTIVE;
        endedOn = null;
        validTo = to;
        because(words);
        updatedAt = now;
    }

    /** It lasts longer; when it rests only because its term was over, it goes on. */
    void extend(LocalDate to, Words words, Instant now) {
        validTo = to;
        if (state == PairingState.ACTIVE || reason == PairingReason.TERM_OVER) {
            state = PairingState.ACTIVE;
            because(words);
        }
        updatedAt = now;
    }

    /** The helped side moved to another division, or is a village that became another one. */
    void relocate(UUID helped, String newRegion, Instant now) {
        helpedId = helped;
        region = newRegion;
        updatedAt = now;
    }

    /** The same helper side has another account, kind or department from now on. */
    void follow(HelperSide side, Instant now) {
        helperAccount = side.account();
        helperKind = side.kind();
        helperUnit = side.unit();
        updatedAt = now;
    }

    /** It is over from this day on, or since its term is. */
    void finish(PairingState how, LocalDate day, Words words, UncouplingPermit permit, Instant now) {
        state = how;
        var last = past(day) ? until() : day;
        endedOn = last.isBefore(validFrom) ? validFrom : last;
        because(words);
        permit(permit);
        updatedAt = now;
    }

    /** Whoever goes for good within the overlap with the successor is done with it on that day. */
    void leaveOverlap(LocalDate day, Instant now) {
        endedOn = day;
        updatedAt = now;
    }

    void replacedBy(UUID successor) {
        replacedById = successor;
    }

    private void permit(UncouplingPermit permit) {
        if (permit != null) {
            exceptionReason = permit.reason();
            exceptionDocument = permit.document();
        }
    }

    /** The exception that was recorded for it last, or null. */
    UncouplingPermit permit() {
        return exceptionReason == null ? null : new UncouplingPermit(exceptionReason, exceptionDocument);
    }

    /** What events tell of it. */
    public PairingEvent.Snapshot snapshot() {
        return new PairingEvent.Snapshot(
                id,
                programme,
                role.name(),
                region,
                state.name(),
                new PairingEvent.HelperSide(helperId, helperAccount, helperKind, helperUnit),
                new PairingEvent.HelpedSide(helpedKind.name(), helpedId, helpedAccount, region),
                validFrom,
                endedOn == null ? validTo : endedOn,
                reason == null ? null : reason.name(),
                version);
    }

    /** First day after the interval, or null when it is open. */
    public LocalDate until() {
        return endedOn != null ? endedOn : validTo == null ? null : validTo.plusDays(1);
    }

    /** Whether its term has begun by a day and is not over. */
    boolean on(LocalDate day) {
        return !validFrom.isAfter(day) && !past(day);
    }

    /** Whether its term is over on a day. */
    boolean past(LocalDate day) {
        return validTo != null && validTo.isBefore(day);
    }

    /** What is left of its term: the last planned day; null when there is none or it is over. */
    LocalDate rest(LocalDate today) {
        return past(today) ? null : validTo;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Division of the helped side. */
    public String region() {
        return region;
    }

    public String programme() {
        return programme;
    }

    /** The period of the programme under which it was proposed. */
    public UUID programmeId() {
        return programmeId;
    }

    public Role role() {
        return role;
    }

    public PairingState state() {
        return state;
    }

    public SideKind helperSide() {
        return helperSide;
    }

    public UUID helperId() {
        return helperId;
    }

    public String helperAccount() {
        return helperAccount;
    }

    public String helperKind() {
        return helperKind;
    }

    public String helperUnit() {
        return helperUnit;
    }

    /** The helper side as far as it is repeated here. */
    HelperSide helper() {
        return new HelperSide(helperSide, helperId, helperAccount, helperKind, helperUnit);
    }

    public HelpedKind helpedKind() {
        return helpedKind;
    }

    public UUID helpedId() {
        return helpedId;
    }

    public String helpedAccount() {
        return helpedAccount;
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last planned day, or null. */
    public LocalDate validTo() {
        return validTo;
    }

    /** First day no longer paired, or null. */
    public LocalDate endedOn() {
        return endedOn;
    }

    public String helperAcceptedBy() {
        return helperAcceptedBy;
    }

    public String helpedAcceptedBy() {
        return helpedAcceptedBy;
    }

    public LocalDate publicisedOn() {
        return publicisedOn;
    }

    /** First day on which it may be confirmed, or null. */
    public LocalDate publicityUntil() {
        return publicityUntil;
    }

    /** Last day of its publicity, the one on which that was decided when it has no days; null before. */
    public LocalDate lastPublicDay() {
        return publicityUntil == null || !publicityUntil.isAfter(publicisedOn)
                ? publicisedOn
                : publicityUntil.minusDays(1);
    }

    public Instant confirmedAt() {
        return confirmedAt;
    }

    public LocalDate ceremonyOn() {
        return ceremonyOn;
    }

    public String certificateNumber() {
        return certificateNumber;
    }

    /** Why the last step was taken, as far as it needs a reason. */
    public PairingReason reason() {
        return reason;
    }

    /** The office's words about it, or null. */
    public String remark() {
        return remark;
    }

    public String exceptionReason() {
        return exceptionReason;
    }

    public String exceptionDocument() {
        return exceptionDocument;
    }

    public UUID replacesId() {
        return replacesId;
    }

    public UUID replacedById() {
        return replacedById;
    }

    /** The resting pairing that it stands in for, or null. */
    public UUID coversId() {
        return coversId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
