package org.jiedui.notification.preference.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.preference.OptOut;
import org.jiedui.notification.preference.Preference;
import org.jiedui.notification.preference.PreferenceRepository;
import org.jiedui.notification.preference.Wishing;
import org.jiedui.notification.template.TextChannel;

/** Opt-outs of the caller's own account. */
@Path("/api/v1/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "preferences")
public class PreferenceResource {
    private final PreferenceRepository preferences;
    private final Wishing wishing;
    private final CurrentCaller callers;

    PreferenceResource(PreferenceRepository preferences, Wishing wishing, CurrentCaller callers) {
        this.preferences = preferences;
        this.wishing = wishing;
        this.callers = callers;
    }

    /** The wishes that replace the present ones. */
    @Schema(examples = """
                    {"optOuts":[{"type":"household-changed","channel":"EMAIL"}]}""")
    public record PreferenceRequest(
            @NotNull @Size(max = 200) List<@NotNull @Valid Wish> optOuts) {
        Set<OptOut> toCommand() {
            return optOuts.stream().map(w -> new OptOut(w.type(), w.channel())).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** One unwanted type on one channel. */
    public record Wish(
            @NotBlank @Size(max = 60) String type, @NotNull TextChannel channel) {}

    /** Present wishes, and the types that may not be opted out of. */
    public record PreferenceView(List<Wish> optOuts, List<String> mandatory) {
        static PreferenceView of(Set<OptOut> optOuts) {
            return new PreferenceView(
                    optOuts.stream()
                            .map(o -> new Wish(o.type(), o.channel()))
                            .sorted(Comparator.comparing(Wish::type).thenComparing(Wish::channel))
                            .toList(),
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
                () -> PreferenceView.of(found.map(Preference::optOuts).orElse(Set.of())));
    }

    /** Replaces the caller's wishes. */
    @PUT
    @Operation(summary = "Replace the own preferences")
    @APIResponseSchema(value = PreferenceView.class, responseCode = "200")
    public Response put(PreferenceRequest request, @HeaderParam("If-Match") String ifMatch) {
        var saved = wishing.replace(callers.get(), request.toCommand(), ifMatch);
        return Answers.ok(saved.version(), PreferenceView.of(saved.optOuts()));
    }
}
