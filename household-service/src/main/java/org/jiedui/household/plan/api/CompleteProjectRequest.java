package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a project. */
@Schema(name = "CompleteProject", examples = "{\"result\":\"38户掌握竹编技术,12户已接单\"}")
public record CompleteProjectRequest(
        @NotBlank @Size(max = 500) String result) {}
