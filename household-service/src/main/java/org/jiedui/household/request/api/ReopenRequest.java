package org.jiedui.household.request.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why the asker is not content. */
@Schema(name = "ReopenRequest", examples = "{\"reason\":\"岗位三天后取消,仍无工作\"}")
public record ReopenRequest(@NotBlank @Size(max = 2000) String reason) {}
