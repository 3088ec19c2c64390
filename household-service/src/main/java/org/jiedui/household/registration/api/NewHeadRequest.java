package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.NewHead;

/** Who becomes the head, and what everybody else who stays is to the new head. */
@Schema(name = "NewHead")
public record NewHeadRequest(
        @NotNull UUID memberId, @Size(max = 60) List<@NotNull @Valid RelationRequest> relations) {
    NewHead toNewHead() {
        return new NewHead(memberId, RelationRequest.byMember("newHead/relations", relations));
    }

    static NewHead of(NewHeadRequest request) {
        return request == null ? null : request.toNewHead();
    }
}
