package org.jiedui.notification.broadcast.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.broadcast.Category;
import org.jiedui.notification.broadcast.Segment;
import org.jiedui.notification.broadcast.WriteBroadcast;
import org.jiedui.notification.delivery.Channel;

/**
 * A broadcast to write.
 *
 * @param channels beside the inbox
 * @param perMinute recipients told in a minute at most; 600 when absent
 * @param scheduledAt not before; when approved, if absent
 */
@Schema(examples = """
                {"category":"TECHNIQUE","zh":{"title":"春茶管护要点","body":"清明前后注意防霜。"},
                "en":{"title":"Care of spring tea","body":"Mind the frost around Qingming."},
                "segment":{"region":"330523","roles":["HELPER","VILLAGE_CLERK"],"needs":["INDUSTRY"],"tags":[],"skills":[]},
                "channels":["EMAIL"],"perMinute":600,"scheduledAt":"2027-03-20T01:00:00.000Z"}""")
public record BroadcastRequest(
        @NotNull Category category,
        @NotNull @Valid Words zh,
        @NotNull @Valid Words en,
        @NotNull @Valid Whom segment,
        @NotNull Set<@NotNull Way> channels,
        @Min(1) @Max(6_000_000) Integer perMinute,
        Instant scheduledAt) {
    /** Ways beside the inbox. */
    public enum Way {
        EMAIL,
        SMS
    }

    /** Title and body. */
    public record Words(
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 2000) String body) {}

    /** Whom it is for; empty sets do not narrow. */
    public record Whom(
            @NotNull
            @Pattern(
                    regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}",
                    message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code of 2, 4, 6, 9 or 12 digits")
            String region,

            @NotEmpty Set<Segment.@NotNull Role> roles,

            @NotNull @Size(max = 20)
            Set<@NotNull @Pattern(regexp = CODE, message = "FORMAT|应为代码|Must be a code") String> needs,

            @NotNull @Size(max = 20)
            Set<@NotNull @Pattern(regexp = CODE, message = "FORMAT|应为代码|Must be a code") String> tags,

            @NotNull @Size(max = 20)
            Set<@NotNull @Pattern(regexp = CODE, message = "FORMAT|应为代码|Must be a code") String> skills) {}

    private static final String CODE = "[A-Z][A-Z0-9_]{0,39}";

    WriteBroadcast toCommand() {
        return new WriteBroadcast(
                category,
                zh.title(),
                zh.body(),
                en.title(),
                en.body(),
                new Segment(segment.region(), segment.roles(), segment.needs(), segment.tags(), segment.skills()),
                channels.stream().map(way -> Channel.valueOf(way.name())).collect(Collectors.toUnmodifiableSet()),
                perMinute == null ? 600 : perMinute,
                scheduledAt);
    }
}
