package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.MergeDuplicate;

/** How the file of a duplicate is merged into the surviving household's. */
@Schema(
        name = "MergeDuplicate",
        examples =
                "{\"version\":0,\"take\":[\"ADDRESS\"],\"members\":[{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e12\",\"relation\":\"DAUGHTER\"}],\"reason\":\"同一户重复建档\"}")
public record MergeDuplicateRequest(
        @Schema(description = "version of the duplicate, as the caller saw it") @NotNull
        Long version,

        @Schema(
                description =
                        "what is taken from the duplicate; the day of its last visit, its shocks that are not over and its incomes of years that the survivor has none of come over anyway")
        Set<MergeDuplicate.@NotNull Field> take,

        @Schema(
                description =
                        "members of the duplicate who come over, with the relation to the survivor's head; the others are recorded twice")
        @Size(max = 60)
        List<@NotNull @Valid RelationRequest> members,

        @NotBlank @Size(max = 500) String reason) {
    MergeDuplicate toCommand(UUID surviving, UUID duplicate) {
        return new MergeDuplicate(
                surviving,
                duplicate,
                version,
                take == null ? Set.of() : take,
                RelationRequest.byMember("members", members),
                reason);
    }
}
