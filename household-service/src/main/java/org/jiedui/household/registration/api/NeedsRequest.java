package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Need;

/** What a household needs. */
@Schema(name = "Needs", examples = "{\"needs\":[\"SCHOOLING\",\"EMPLOYMENT\"],\"remark\":\"希望在镇上找到工作\"}")
public record NeedsRequest(
        @NotNull @Size(max = 13) List<@NotNull Need> needs,
        @Size(max = 500) String remark) {}
