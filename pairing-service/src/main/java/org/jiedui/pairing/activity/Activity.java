package org.jiedui.pairing.activity;

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

/** Something done within a pairing, or with a group (PA-16). What was handed in and its feedback are stored encrypted. */
@Entity
@Table(name = "activity")
public class Activity {
    /** How good a homework was found. */
    public enum Grade implements CodeValue {
        EXCELLENT("优秀", "excellent"),
        GOOD("良好", "good"),
        PASSED("合格", "passed"),
        AGAIN("重做", "to be done again");

        private final Label label;

        Grade(String zh, String en) {
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

    private String region;

    @Column(name = "pairing_id")
    private UUID pairingId;

    @Column(name = "helper_id")
    private UUID helperId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Method method;

    @Column(name = "held_on")
    private LocalDate heldOn;

    private int minutes;

    private String topic;

    private String result;

    @Column(name = "problems_found")
    private int problemsFound;

    @Column(name = "problems_solved")
    private int problemsSolved;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "hand_in")
    @Convert(converter = OnceClearText.class)
    private PersonalText handIn;

    @Column(name = "handed_in_at")
    private Instant handedInAt;

    @Convert(converter = OnceClearText.class)
    private PersonalText feedback;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Grade grade;

    @Column(name = "feedback_at")
    private Instant feedbackAt;

    @Column(name = "recorded_by")
    private String recordedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    protected Activity() {}

    Activity(UUID id, String region, UUID pairingId, UUID helperId, RecordActivity what, String by, Instant now) {
        this.id = id;
        this.region = region;
        this.pairingId = pairingId;
        this.helperId = helperId;
        method = what.method();
        heldOn = what.heldOn();
        minutes = what.minutes();
        topic = what.topic();
        result = what.result();
        problemsFound = what.problemsFound();
        problemsSolved = what.problemsSolved();
        dueOn = what.dueOn();
        recordedBy = by;
        recordedAt = now;
    }

    /** Whether it is a homework that waits to be handed in, for the first time or again. */
    boolean awaitsHandIn() {
        return method == Method.HOMEWORK && (handedInAt == null || grade == Grade.AGAIN);
    }

    /** Whether a handed-in homework waits for its feedback. */
    boolean awaitsFeedback() {
        return method == Method.HOMEWORK && handedInAt != null && grade == null;
    }

    void handIn(String text, Instant now) {
        handIn = PersonalText.of(text);
        handedInAt = now;
        grade = null;
        feedback = null;
        feedbackAt = null;
    }

    void feedback(Grade how, String words, Instant now) {
        grade = how;
        feedback = PersonalText.of(words);
        feedbackAt = now;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public String region() {
        return region;
    }

    /** The pairing, null for a group activity. */
    public UUID pairingId() {
        return pairingId;
    }

    /** Who held it. */
    public UUID helperId() {
        return helperId;
    }

    public Method method() {
        return method;
    }

    public LocalDate heldOn() {
        return heldOn;
    }

    public int minutes() {
        return minutes;
    }

    public String topic() {
        return topic;
    }

    public String result() {
        return result;
    }

    public int problemsFound() {
        return problemsFound;
    }

    public int problemsSolved() {
        return problemsSolved;
    }

    /** Last day to hand a homework in, or null. */
    public LocalDate dueOn() {
        return dueOn;
    }

    /** What was handed in, or null. */
    public String handIn() {
        return OnceClearText.clear(handIn);
    }

    public Instant handedInAt() {
        return handedInAt;
    }

    public String feedback() {
        return OnceClearText.clear(feedback);
    }

    public Grade grade() {
        return grade;
    }

    public Instant feedbackAt() {
        return feedbackAt;
    }

    public String recordedBy() {
        return recordedBy;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
