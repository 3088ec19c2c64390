package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Members who become a household of their own. */
@Schema(
        name = "SplitHousehold",
        examples =
                "{\"members\":[{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e12\",\"relation\":\"HEAD\"}],\"address\":\"3组14号\",\"on\":\"2026-03-01\",\"reason\":\"儿子成家分户\"}")
public record SplitRequest(
        @Schema(description = "who goes, with the relation to the new household's head; exactly one is HEAD")
        @NotEmpty
        @Size(max = 60)
        List<@NotNull @Valid RelationRequest> members,

        @Schema(description = "village; absent: the same")
        @Pattern(regexp = "\\d{12}", message = "FORMAT|应为 12 位村级区划代码|Must be the code of a village, 12 digits")
        String region,

        @Size(max = 200) String address,

        @Schema(description = "the old household's new head, when its head goes") @Valid
        NewHeadRequest newHead,

        @NotNull LocalDate on,
        @Size(max = 500) String reason) {}
