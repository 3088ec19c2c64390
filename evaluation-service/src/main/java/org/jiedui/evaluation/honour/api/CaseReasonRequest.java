package org.jiedui.evaluation.honour.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why. */
@Schema(example = "{\"reason\":\"缺少成效数据\"}")
public record CaseReasonRequest(@NotBlank @Size(max = 500) String reason) {}
