package org.jiedui.household.request.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a request. */
@Schema(name = "AnswerRequest", examples = "{\"answer\":\"已推荐到镇来料加工点,月底上岗\"}")
public record AnswerRequest(@NotBlank @Size(max = 2000) String answer) {}
