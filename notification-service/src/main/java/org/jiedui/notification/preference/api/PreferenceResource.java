package org.jiedui.notification.preference.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.preference.Digest;
import org.jiedui.notification.preference.Habits;
import org.jiedui.notification.preference.OptOut;
import org.jiedui.notification.preference.Preference;
import org.jiedui.notification.preference.PreferenceRepository;
import org.jiedui.notification.preference.Wishing;
import org.jiedui.notification.template.TextChannel;

/** What the caller wants to hear of, where and when. */
@Path("/api/v1/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "preferences")
public class PreferenceResource {
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    private final PreferenceRepository preferences;
    private final Wishing wishing;
    private final CurrentCaller callers;
    private final TimeSource time;

    PreferenceResource(PreferenceRepository preferences, Wishing wishing, CurrentCaller callers, TimeSource time) {
        this.time = time;
        this.preferences = preferences;
        this.wishing = wishing;
        this.callers = callers;
    }

    /** The wishes that replace the present ones. */
    @Schema(examples = """
                    {"optOuts":[{"type":"household-changed","channel":"EMAIL"}],
                    "quietHours":{"from":"22:00","to":"07:00","zone":"Asia/Shanghai"},
                    "digest":"DAILY","digestAt":"08:00"}""")
    public record PreferenceRequest(
            @NotNull @Size(max = 200) List<@NotNull @Valid Wish> optOuts,
            @Valid QuietHours quietHours,
            Digest digest,

            @Pattern(regexp = TIME, message = "FORMAT|应为 HH:mm|Must be HH:mm")
            String digestAt) {
        Habits habits(ZoneId fallback) {
            return new Habits(
                    quietHours == null ? null : LocalTime.parse(quietHours.from()),
                    quietHours == null ? null : LocalTime.parse(quietHours.to()),
                    quietHours == null || quietHours.zone() == null ? fallback : ZoneId.of(quietHours.zone()),
                    digest == null ? Digest.NONE : digest,
                    LocalTime.parse(digestAt == null ? "08:00" : digestAt));
        }

        Set<OptOut> toCommand() {
            return optOuts.stream().map(w -> new OptOut(w.type(), w.channel())).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Hours in which only urgent messages leave for mail and SMS; {@code to} earlier than {@code from}: over midnight.
     *
     * @param zone IANA name; that of the deployment when absent
     */
    public record QuietHours(
            @NotNull @Pattern(regexp = TIME, message = "FORMAT|应为 HH:mm|Must be HH:mm")
            String from,

            @NotNull @Pattern(regexp = TIME, message = "FORMAT|应为 HH:mm|Must be HH:mm")
            String to,

            @Size(max = 40) String zone) {
        /** Whether the zone is one. */
        @AssertTrue(message = "UNKNOWN_CODE|没有此时区|No such time zone")
        // not public: Jackson must not take it for the property of this name
        boolean isZone() {
            return zone == null || ZoneId.getAvailableZoneIds().contains(zone);
        }

        /** Whether they have a length. */
        @AssertTrue(message = "EMPTY_RANGE|起止时间不能相同|From and to must differ")
        boolean isTo() {
            return from == null || to == null || !from.equals(to);
        }
    }

    /** One unwanted type on one channel. */
    public record Wish(
            @NotBlank @Size(max = 60) String type, @NotNull TextChannel channel) {}

    /** Present wishes, and the types that may not be opted out of. */
    @Schema(example = """
            {"optOuts":[{"type":"household-changed","channel":"EMAIL"}],
             "quietHours":{"from":"22:00","to":"07:00","zone":"Asia/Shanghai"},"digest":"DAILY","digestAt":"08:00",
             "mandatory":["risk-alert-raised","task-assigned"]}""")
    public record PreferenceView(
            List<Wish> optOuts, QuietHours quietHours, Digest digest, String digestAt, List<String> mandatory) {
        static PreferenceView of(Set<OptOut> optOuts, Habits habits) {
            return new PreferenceView(
                    optOuts.stream()
                            .map(o -> new Wish(o.type(), o.channel()))
                            .sorted(Comparator.comparing(Wish::type).thenComparing(Wish::channel))
                            .toList(),
                    habits.quietFrom() == null
                            ? null
                            : new QuietHours(
                                    habits.quietFrom().toString(),
                                    habits.quietTo().toString(),
                                    habits.zone().getId()),
                    habits.digest(),
                    habits.digestAt().toString(),
                    Arrays.stream(EventType.values())
                            .filter(EventType::mandatory)
                            .map(EventType::eventName)
                            .toList());
        }
    }

    /** The caller's wishes. */
    @GET
    @Operation(summary = "Read the own preferences")
    @APIResponseSchema(value = PreferenceView.class, responseCode = "200")
    public Response get(@HeaderParam("If-None-Match") String ifNoneMatch) {
        var found = preferences.findByIdOptional(callers.get().subject());
        return Answers.ok(
                found.map(Preference::version).orElse(0L),
                ifNoneMatch,
                () -> PreferenceView.of(
                        found.map(Preference::optOuts).orElse(Set.of()),
                        found.map(p -> p.habits(time.zone())).orElseGet(() -> Habits.none(time.zone()))));
    }

    /** Replaces the caller's wishes. */
    @PUT
    @Operation(summary = "Replace the own preferences")
    @APIResponseSchema(value = PreferenceView.class, responseCode = "200")
    public Response put(PreferenceRequest request, @HeaderParam("If-Match") String ifMatch) {
        var saved = wishing.replace(callers.get(), request.toCommand(), request.habits(time.zone()), ifMatch);
        return Answers.ok(saved.version(), PreferenceView.of(saved.optOuts(), saved.habits(time.zone())));
    }
}
