package org.jiedui.household.sync.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.sync.SyncOperation;

/** A batch of operations made offline. */
@Schema(
        name = "SyncBatch",
        examples =
                "{\"operations\":[{\"id\":\"0193b2c4-0000-7000-8000-000000000001\",\"kind\":\"BEGIN_VISIT_DRAFT\",\"clientId\":\"0193b2c4-0000-7000-8000-00000000000a\",\"body\":{\"householdIds\":[\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\"],\"day\":\"2026-04-18\",\"manner\":\"HOME\",\"reached\":true,\"content\":\"孩子已返校\"}},{\"id\":\"0193b2c4-0000-7000-8000-000000000002\",\"kind\":\"RECORD_VISIT_DRAFT\",\"target\":\"0193b2c4-0000-7000-8000-00000000000a\",\"baseVersion\":0}]}")
public record SyncRequest(@NotEmpty @Size(max = 500) List<@NotNull @Valid Item> operations) {
    /** One operation. */
    @Schema(name = "SyncOperation")
    public record Item(
            @Schema(description = "given by the client; the same again is the same operation") @NotNull
            UUID id,

            @Schema(
                    description =
                            "RECORD_VISIT, BEGIN_VISIT_DRAFT, CHANGE_VISIT_DRAFT, RECORD_VISIT_DRAFT, PUT_NEEDS, PUT_SAFEGUARDS, PUT_DWELLING, PATCH_HOUSEHOLD, TAKE_MEASURE, NOTE_MEASURE_RESULT, OPEN_REQUEST, ANSWER_REQUEST")
            @NotBlank
            @Size(max = 40)
            String kind,

            @Schema(
                    description =
                            "the record it is about: the server's id, or the client's `clientId` of an earlier operation")
            UUID target,

            @Schema(
                    description =
                            "the client's own id of the record that it creates; later operations may name it, here and anywhere in `body`")
            UUID clientId,

            @Schema(description = "the version that the client changed; needed by changes")
            Long baseVersion,

            @Schema(implementation = Object.class, description = "as the resource takes it")
            JsonNode body) {
        SyncOperation toOperation() {
            return new SyncOperation(id, kind, target, clientId, baseVersion, body);
        }
    }
}
