package org.jiedui.pairing.organisation.api;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.organisation.MemberRole;
import org.jiedui.pairing.organisation.OrganisationDetails;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;
import org.jiedui.pairing.organisation.OrganisationKind;

/**
 * A team of helpers, past members included. Left out: it may be paired in its county, with one primary place and a hundred
 * supporting ones.
 */
public record TeamRequest(
        @NotNull @Pattern(regexp = "VILLAGE_TEAM|SERVICE_GROUP|TRIO|CONSULTING_GROUP|MENTOR_STUDIO")
        String kind,

        @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String topic,

        @NotBlank @Size(max = 120) String name,
        @NotBlank @Size(max = 120) String unit,
        @NotNull UnitLevel unitLevel,

        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String serviceRegion,

        @NotEmpty @Size(max = 200) List<@Valid @NotNull Member> members,
        @Min(0) @Max(1000) Integer primaryPlaces,
        @Min(0) @Max(1000) Integer supportingPlaces) {
    /** A studio is about something, other teams serve. */
    @AssertTrue(message = "TOPIC|导师工作室须有专题代码，其他团队不填|A mentor studio has a topic, other teams have none")
    @JsonIgnore
    public boolean isAboutSomething() {
        return kind == null || kind.equals("MENTOR_STUDIO") == (topic != null);
    }

    /** A member; {@code until} is the first day no longer a member. */
    public record Member(
            @NotNull UUID helperId,
            @NotNull MemberRole role,
            @NotNull LocalDate since,
            LocalDate until) {
        /** The end is after the beginning. */
        @AssertTrue(message = "TERM_INVERTED|结束日期早于开始日期|Ends before it begins")
        @JsonIgnore
        public boolean isInOrder() {
            return since == null || until == null || until.isAfter(since);
        }
    }

    OrganisationDetails toDetails() {
        return new OrganisationDetails(
                OrganisationKind.valueOf(kind),
                topic,
                name.trim(),
                unit.trim(),
                unitLevel,
                region,
                serviceRegion != null ? serviceRegion : region.substring(0, Math.min(6, region.length())),
                null,
                members.stream()
                        .map(m -> new Membership(m.helperId(), m.role(), m.since(), m.until()))
                        .toList(),
                primaryPlaces == null ? 1 : primaryPlaces,
                supportingPlaces == null ? 100 : supportingPlaces);
    }
}
