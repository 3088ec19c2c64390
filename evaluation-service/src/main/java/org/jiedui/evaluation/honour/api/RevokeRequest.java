package org.jiedui.evaluation.honour.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why it no longer counts. */
@Schema(example = "{\"reason\":\"申报材料不实\"}")
public record RevokeRequest(@NotBlank @Size(max = 1000) String reason) {}
