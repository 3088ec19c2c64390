package org.jiedui.household.request.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is to handle a request. */
@Schema(name = "DispatchRequest", examples = "{\"to\":\"杭垓镇社会事务办\"}")
public record DispatchRequest(@NotBlank @Size(max = 120) String to) {}
