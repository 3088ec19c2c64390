package org.jiedui.household.visit.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question or its answer. */
@Schema(name = "VisitQuestionText", examples = "{\"text\":\"为何连续三次未见到户主？\"}")
public record QuestionRequest(@NotBlank @Size(max = 1000) String text) {}
