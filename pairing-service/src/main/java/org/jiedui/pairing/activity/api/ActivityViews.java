package org.jiedui.pairing.activity.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.activity.Activity;
import org.jiedui.pairing.activity.ActivityLog;
import org.jiedui.pairing.activity.Method;
import org.jiedui.pairing.activity.RecordActivity;

/** What is told of activities and what is taken. */
public final class ActivityViews {
    private ActivityViews() {}

    /** An activity; homework shows where it stands. */
    public record ActivityView(
            UUID id,
            UUID pairingId,
            UUID helperId,
            String region,
            Method method,
            LocalDate heldOn,
            int minutes,
            String topic,
            String result,
            int problemsFound,
            int problemsSolved,
            LocalDate dueOn,
            String handIn,
            Instant handedInAt,
            String feedback,
            Activity.Grade grade,
            Instant feedbackAt,
            String recordedBy,
            Instant recordedAt,
            long version) {
        /** The view of an activity. */
        public static ActivityView of(Activity a) {
            return new ActivityView(
                    a.id(),
                    a.pairingId(),
                    a.helperId(),
                    a.region(),
                    a.method(),
                    a.heldOn(),
                    a.minutes(),
                    a.topic(),
                    a.result(),
                    a.problemsFound(),
                    a.problemsSolved(),
                    a.dueOn(),
                    a.handIn(),
                    a.handedInAt(),
                    a.feedback(),
                    a.grade(),
                    a.feedbackAt(),
                    a.recordedBy(),
                    a.recordedAt(),
                    a.version());
        }
    }

    /** What was done; {@code dueOn} for homework only. */
    public record RecordRequest(
            @NotNull Method method,
            @NotNull LocalDate heldOn,
            @NotNull @Min(0) @Max(1440) Integer minutes,
            @NotBlank @Size(max = 200) String topic,
            @Size(max = 1000) String result,
            @Min(0) @Max(10_000) Integer problemsFound,
            @Min(0) @Max(10_000) Integer problemsSolved,
            LocalDate dueOn) {
        /** Only homework is handed in, and not before it was given. */
        @AssertTrue(message = "DUE_ON|仅作业有提交期限，且不早于布置日期|Only homework is due, and not before it was given")
        @JsonIgnore
        public boolean isDueWhenHomework() {
            return method == null
                    || heldOn == null
                    || (method == Method.HOMEWORK ? dueOn != null && !dueOn.isBefore(heldOn) : dueOn == null);
        }

        RecordActivity toCommand() {
            return new RecordActivity(
                    method,
                    heldOn,
                    minutes,
                    topic,
                    result,
                    problemsFound == null ? 0 : problemsFound,
                    problemsSolved == null ? 0 : problemsSolved,
                    dueOn);
        }
    }

    /** A group activity and who was expected, each once. */
    public record GroupRequest(
            @NotNull @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}")
            String region,

            @NotNull UUID helperId,
            @NotNull Method method,
            @NotNull LocalDate heldOn,
            @NotNull @Min(1) @Max(1440) Integer minutes,
            @NotBlank @Size(max = 200) String topic,
            @Size(max = 1000) String result,
            @NotEmpty @Size(max = 500) List<@NotNull @Valid ExpectedRequest> expected) {
        /** Nobody twice. */
        @AssertTrue(message = "DUPLICATE|同一结对出现两次|A pairing is named twice")
        @JsonIgnore
        public boolean isEachOnce() {
            return expected == null
                    || expected.stream()
                                    .filter(each -> each != null && each.pairingId() != null)
                                    .map(ExpectedRequest::pairingId)
                                    .distinct()
                                    .count()
                            == expected.stream()
                                    .filter(each -> each != null && each.pairingId() != null)
                                    .count();
        }

        /** Homework is given in a pairing. */
        @AssertTrue(message = "METHOD|作业须在结对内布置|Homework is given within a pairing")
        @JsonIgnore
        public boolean isNoHomework() {
            return method != Method.HOMEWORK;
        }

        RecordActivity toCommand() {
            return new RecordActivity(method, heldOn, minutes, topic, result, 0, 0, null);
        }

        List<ActivityLog.Expected> toExpected() {
            return expected.stream()
                    .map(each -> new ActivityLog.Expected(
                            each.pairingId(), each.present(), Boolean.TRUE.equals(each.excused())))
                    .toList();
        }
    }

    /** Somebody who was expected; an excuse counts only for who was absent. */
    public record ExpectedRequest(
            @NotNull UUID pairingId, @NotNull Boolean present, Boolean excused) {}

    /** A homework handed in. */
    public record HandInRequest(@NotBlank @Size(max = 4000) String text) {}

    /** What the mentor says to it. */
    public record FeedbackRequest(
            @NotNull Activity.Grade grade,
            @NotBlank @Size(max = 2000) String text) {}
}
