package org.jiedui.household.request;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** Something that somebody asked for: opened → dispatched → answered → solved, or opened again. */
@Entity
public class Request {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;
    private UUID householdId;
    private UUID visitId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestKind kind;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestCategory category;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Urgency urgency;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private IntakeChannel channel;

    private String content;
    private LocalDate due;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestState state;

    private String openedBy;
    private Instant openedAt;
    private String dispatchedTo;
    private String answer;
    private Integer satisfaction;
    private Instant solvedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HandlerKind handlerKind;

    private String handlerAccount;
    private Instant dispatchedAt;
    private Instant answeredAt;
    private String aboutAccount;
    private String aboutRegion;
    private int reopened;
    private LocalDate overdueAnnounced;

    protected Request() {}

    Request(OpenRequest command, String region, UUID visitId, LocalDate due, String openedBy, Instant openedAt) {
        this.id = Ids.next();
        this.region = region;
        this.householdId = command.householdId();
        this.visitId = visitId;
        this.kind = command.kind();
        this.category = command.category();
        this.urgency = command.urgency();
        this.channel = command.channel();
        this.content = command.content();
        this.due = due;
        this.state = RequestState.OPEN;
        this.openedBy = openedBy;
        this.openedAt = openedAt;
        this.aboutAccount = command.aboutAccount();
        this.aboutRegion = command.aboutRegion();
    }

    void dispatch(Handler handler, Instant at) {
        require(RequestState.OPEN, RequestState.DISPATCHED);
        dispatchedTo = handler.name();
        handlerKind = handler.kind();
        handlerAccount = handler.account();
        dispatchedAt = at;
        state = RequestState.DISPATCHED;
    }

    void answer(String text, Instant at) {
        require(RequestState.OPEN, RequestState.DISPATCHED, RequestState.ANSWERED);
        answer = text;
        answeredAt = at;
        state = RequestState.ANSWERED;
    }

    void solve(Integer contentment, Instant at) {
        require(RequestState.ANSWERED);
        satisfaction = contentment;
        solvedAt = at;
        state = RequestState.SOLVED;
    }

    void reopen(LocalDate newDue) {
        require(RequestState.ANSWERED, RequestState.SOLVED);
        state = RequestState.OPEN;
        due = newDue;
        reopened++;
        solvedAt = null;
        satisfaction = null;
    }

    void moved(String division) {
        region = division;
    }

    void movedAbout(String division) {
        aboutRegion = division;
    }

    private void require(RequestState... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw HouseholdProblem.REQUEST_STATE.because(Reason.of(
                    state, "当前状态：" + state.zh() + "，可操作状态：" + labels(allowed), "Present state: " + state.en()));
        }
    }

    private static String labels(RequestState... states) {
        return String.join("、", List.of(states).stream().map(RequestState::zh).toList());
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

    /** The household concerned, or null. */
    public UUID householdId() {
        return householdId;
    }

    /** The visit at which it was found, or null. */
    public UUID visitId() {
        return visitId;
    }

    /** What was asked. */
    public RequestKind kind() {
        return kind;
    }

    /** What it is about. */
    public RequestCategory category() {
        return category;
    }

    /** Urgency. */
    public Urgency urgency() {
        return urgency;
    }

    /** How it came in. */
    public IntakeChannel channel() {
        return channel;
    }

    /** In words. */
    public String content() {
        return content;
    }

    /** Last day to answer. */
    public LocalDate due() {
        return due;
    }

    /** State. */
    public RequestState state() {
        return state;
    }

    /** Account of who noted it. */
    public String openedBy() {
        return openedBy;
    }

    /** When. */
    public Instant openedAt() {
        return openedAt;
    }

    /** Unit or person that handles it, or null. */
    public String dispatchedTo() {
        return dispatchedTo;
    }

    /** The answer, or null. */
    public String answer() {
        return answer;
    }

    /** 1 to 5 by the asker, or null. */
    public Integer satisfaction() {
        return satisfaction;
    }

    /** Kind of the handler, or null. */
    public HandlerKind handlerKind() {
        return handlerKind;
    }

    /** Account of the person or expert who handles it, or null. */
    public String handlerAccount() {
        return handlerAccount;
    }

    /** When it was dispatched last, or null. */
    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** When it was answered last, or null. */
    public Instant answeredAt() {
        return answeredAt;
    }

    /** The person complained about, or null. */
    public String aboutAccount() {
        return aboutAccount;
    }

    /** Division whose office is complained about, or null. */
    public String aboutRegion() {
        return aboutRegion;
    }

    /** How often it was opened again. */
    public int reopened() {
        return reopened;
    }

    /** When it was solved, or null. */
    public Instant solvedAt() {
        return solvedAt;
    }
}
