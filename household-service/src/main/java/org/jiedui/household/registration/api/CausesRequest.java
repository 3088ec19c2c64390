package org.jiedui.household.registration.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Causes;

/** Causes of poverty, as they are sent and shown. */
@Schema(name = "Causes", examples = "{\"main\":\"ILLNESS\",\"others\":[\"LACK_OF_FUNDS\"]}")
public record CausesRequest(
        Cause main,
        @Size(max = 2) List<@NotNull Cause> others,
        @Size(max = 200) String remark) {
    @AssertTrue(message = "MAIN_REPEATED|主要原因不能同时作为次要原因，次要原因不能重复|Others differ from the main cause and from each other")
    @Schema(hidden = true)
    boolean isDistinct() {
        return others == null
                || (!others.contains(main) && others.stream().distinct().count() == others.size());
    }

    @AssertTrue(message = "MAIN_MISSING|填写次要原因时须填写主要原因|Others need a main cause")
    @Schema(hidden = true)
    boolean isMainFirst() {
        return main != null || others == null || others.isEmpty();
    }

    @AssertTrue(message = "REMARK_MISSING|选择“其他”时须说明|OTHER needs a remark")
    @Schema(hidden = true)
    boolean isExplained() {
        var other = main == Cause.OTHER || (others != null && others.contains(Cause.OTHER));
        return !other || (remark != null && !remark.isBlank());
    }

    Causes toCauses() {
        return new Causes(main, others == null ? List.of() : others, remark);
    }

    static CausesRequest of(Causes causes) {
        return new CausesRequest(causes.main(), causes.others(), causes.remark());
    }
}
