package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.HouseholdMaintenance.Stated;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Wish;

/** What a household needs and wishes. */
@Schema(
        name = "Needs",
        examples = "{\"needs\":[\"SCHOOLING\",\"EMPLOYMENT\"],\"remark\":\"希望在镇上找到工作\",\"wishes\":[\"WORK_LOCALLY\"]}")
public record NeedsRequest(
        @NotNull @Size(max = 13) List<@NotNull Need> needs,
        @Size(max = 500) String remark,
        @Size(max = 10) List<@NotNull Wish> wishes,
        @Size(max = 500) String wishesRemark) {
    Stated toStated() {
        return new Stated(needs, remark, wishes == null ? List.of() : wishes, wishesRemark);
    }
}
