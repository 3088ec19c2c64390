package org.jiedui.pairing.organisation.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.organisation.AllianceRegistry.Invitation;

/**
 * A new alliance.
 *
 * @param region division of the founding office
 * @param leader the organisation or team that leads it
 * @param members whom to invite
 */
public record AllianceRequest(
        @NotBlank @Size(max = 120) String name,

        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @NotNull LocalDate since,
        @NotNull UUID leader,
        @Size(max = 200) List<@Valid @NotNull AllianceInvitation> members) {
    /** No day out of this world. */
    @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
    @JsonIgnore
    public boolean isThisWorldly() {
        return worldly(since);
    }

    private static boolean worldly(LocalDate day) {
        return day == null || (day.getYear() >= 1990 && day.getYear() <= 2100);
    }

    /**
     * Who is invited: a registered organisation or team by its id, or one of another province by name and division.
     *
     * @param since first day; left out: as long as the alliance
     */
    public record AllianceInvitation(
            UUID organisationId,
            @Size(max = 120) @Pattern(regexp = ".*\\S.*") String name,

            @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
            String region,

            LocalDate since) {
        /** Known or named, not both. */
        @AssertTrue(
                message =
                        "EXACTLY_ONE|填写单位标识，或外省单位的名称与区划|Either the organisation's id, or name and region of one of another province")
        @JsonIgnore
        public boolean isKnownOrNamed() {
            return organisationId != null ? name == null && region == null : name != null && region != null;
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return worldly(since);
        }

        Invitation toInvitation() {
            return new Invitation(organisationId, name == null ? null : name.trim(), region, since);
        }
    }

    List<Invitation> invitations() {
        return members == null
                ? List.of()
                : members.stream().map(AllianceInvitation::toInvitation).toList();
    }

    /**
     * What may change of one.
     *
     * @param until first day no longer in being, or null
     */
    public record AllianceChange(@NotBlank @Size(max = 120) String name, LocalDate until) {
        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return worldly(until);
        }
    }

    /** From which day on. */
    public record AllianceLead(@NotNull LocalDate from) {
        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return worldly(from);
        }
    }

    /** First day no longer a member. */
    public record AllianceLeave(@NotNull LocalDate on) {
        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return worldly(on);
        }
    }
}
