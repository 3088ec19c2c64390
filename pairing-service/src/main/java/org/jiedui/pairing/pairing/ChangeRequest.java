package org.jiedui.pairing.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.CodeValue;
import org.jiedui.pairing.OnceClearText;

/** What a side of a pairing asks to be changed (PA-10): decided once, within a deadline of working days. */
@Entity
@Table(name = "change_request")
public class ChangeRequest {
    /** Who asks. */
    public enum Side {
        HELPER,
        HELPED
    }

    /** What is asked for. */
    public enum Wish implements CodeValue {
        OTHER_HELPER("更换帮扶责任人", "another helper"),
        REST("暂停", "a rest"),
        END("终止", "the end"),
        OTHER_TERM("变更期限", "another term");

        private final Label label;

        Wish(String zh, String en) {
            label = new Label(zh, en);
        }

        @Override
        public Label label() {
            return label;
        }
    }

    /** Where it stands. */
    public enum State implements CodeValue {
        OPEN("待决定", "open"),
        GRANTED("同意", "granted"),
        REFUSED("不同意", "refused"),
        TAKEN_BACK("已撤回", "taken back");

        private final Label label;

        State(String zh, String en) {
            label = new Label(zh, en);
        }

        @Override
        public Label label() {
            return label;
        }
    }

    @Id
    private UUID id;

    @Version
    private long version;

    @Column(name = "pairing_id")
    private UUID pairingId;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Side side;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Wish wish;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PairingReason reason;

    @Convert(converter = OnceClearText.class)
    private PersonalText text;

    @Column(name = "raised_by")
    private String raisedBy;

    @Column(name = "raised_at")
    private Instant raisedAt;

    private LocalDate due;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    @Convert(converter = OnceClearText.class)
    private PersonalText answer;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    private Instant decidedAt;

    /** For Hibernate. */
    protected ChangeRequest() {}

    ChangeRequest(
            UUID id,
            Pairing pairing,
            Side side,
            Wish wish,
            PairingReason reason,
            String text,
            String by,
            Instant now,
            LocalDate due) {
        this.id = id;
        pairingId = pairing.id();
        region = pairing.region();
        this.side = side;
        this.wish = wish;
        this.reason = reason;
        this.text = PersonalText.of(text);
        raisedBy = by;
        raisedAt = now;
        this.due = due;
        state = State.OPEN;
    }

    void decide(State how, String words, String by, Instant now) {
        state = how;
        answer = PersonalText.of(words);
        decidedBy = by;
        decidedAt = now;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public UUID pairingId() {
        return pairingId;
    }

    public String region() {
        return region;
    }

    public Side side() {
        return side;
    }

    public Wish wish() {
        return wish;
    }

    public PairingReason reason() {
        return reason;
    }

    public String text() {
        return OnceClearText.clear(text);
    }

    public String raisedBy() {
        return raisedBy;
    }

    public Instant raisedAt() {
        return raisedAt;
    }

    /** Last day of the deadline. */
    public LocalDate due() {
        return due;
    }

    public State state() {
        return state;
    }

    /** The office's words, or null. */
    public String answer() {
        return OnceClearText.clear(answer);
    }

    public String decidedBy() {
        return decidedBy;
    }

    public Instant decidedAt() {
        return decidedAt;
    }
}
