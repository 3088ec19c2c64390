package org.jiedui.pairing.pairing.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.pairing.pairing.PairingAcceptance;
import org.jiedui.pairing.pairing.PairingCover;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.ReplaceHelper;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.pairing.UncouplingPermit;
import org.jiedui.pairing.pairing.Words;

/** What the decisions about a pairing take. */
public final class Decisions {
    private Decisions() {}

    /** Whether a day, or none, is one that people may mean. */
    static boolean storable(LocalDate day) {
        return day == null || day.getYear() >= 1990 && day.getYear() <= 2100;
    }

    /** Acceptance; without a side: one's own for a party, both for an office. */
    public record AcceptRequest(PairingAcceptance.Side side) {}

    /** Publicity; without days: as few as allowed. */
    public record PubliciseRequest(@Min(0) @Max(90) Integer days) {}

    /** Confirmation with the day of the ceremony. */
    public record ConfirmRequest(LocalDate ceremonyOn) {}

    /** Why, with a remark that stays in this service. */
    public record ReasonRequest(
            @NotNull PairingReason reason, @Size(max = 500) String remark) {
        Words toWords() {
            return new Words(reason, remark);
        }
    }

    /**
     * Why, and the recorded exception under which a household may be left without a primary helper or a department, or a
     * village without a team.
     */
    public record LeaveRequest(
            @NotNull PairingReason reason,
            @Size(max = 500) String remark,
            @Valid ExceptionRecord exception) {
        Words toWords() {
            return new Words(reason, remark);
        }

        UncouplingPermit toPermit() {
            return exception == null ? null : new UncouplingPermit(exception.reason(), exception.document());
        }
    }

    /** A recorded exception. */
    public record ExceptionRecord(
            @NotBlank @Size(max = 500) String reason,
            @Size(max = 200) String document) {}

    /** Another helper takes over on this day, until another for the rest of the term unless named; exactly one of helperId and teamId. */
    public record ReplaceHelperRequest(
            UUID helperId,
            UUID teamId,
            @NotNull LocalDate from,
            LocalDate to,
            @Min(0) @Max(ReplaceHelper.MOST_OVERLAP_DAYS) Integer overlapDays,
            @NotNull PairingReason reason,
            @Size(max = 500) String remark) {
        /** One helper side. */
        @AssertTrue(message = "EXACTLY_ONE|helperId 与 teamId 须且只能填一个|Name exactly one of helperId and teamId")
        @JsonIgnore
        public boolean isHelperSideNamed() {
            return (helperId == null) != (teamId == null);
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return storable(from) && storable(to);
        }

        ReplaceHelper toCommand(UUID pairing) {
            return new ReplaceHelper(
                    pairing,
                    helperId != null ? SideKind.PERSON : SideKind.TEAM,
                    helperId != null ? helperId : teamId,
                    from,
                    to,
                    overlapDays == null ? 0 : overlapDays,
                    new Words(reason, remark));
        }
    }

    /** Somebody stands in until a day, inclusive; exactly one of helperId and teamId. */
    public record CoverRequest(
            UUID helperId,
            UUID teamId,
            LocalDate until,
            @NotNull PairingReason reason,
            @Size(max = 500) String remark) {
        /** One helper side. */
        @AssertTrue(message = "EXACTLY_ONE|helperId 与 teamId 须且只能填一个|Name exactly one of helperId and teamId")
        @JsonIgnore
        public boolean isHelperSideNamed() {
            return (helperId == null) != (teamId == null);
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return storable(until);
        }

        PairingCover.Cover toCommand(UUID pairing) {
            return new PairingCover.Cover(
                    pairing,
                    helperId != null ? SideKind.PERSON : SideKind.TEAM,
                    helperId != null ? helperId : teamId,
                    until,
                    new Words(reason, remark));
        }
    }

    /** Why it goes on, and the new last day; to re-open it, only when the old one is over. */
    public record ReopenRequest(
            LocalDate to,
            @NotNull PairingReason reason,
            @Size(max = 500) String remark) {
        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return storable(to);
        }

        Words toWords() {
            return new Words(reason, remark);
        }
    }

    /** An objection. */
    public record ObjectionRequest(
            @NotBlank @Size(max = 1000) String text) {}

    /** The answer to one. */
    public record AnswerRequest(
            @NotBlank @Size(max = 1000) String text,
            @NotNull Boolean upheld) {}
}
