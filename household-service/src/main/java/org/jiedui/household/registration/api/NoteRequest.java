package org.jiedui.household.registration.api;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Words to a decision. */
@Schema(name = "DecisionNote", examples = "{\"note\":\"材料齐全\"}")
public record NoteRequest(@Size(max = 500) String note) {}
