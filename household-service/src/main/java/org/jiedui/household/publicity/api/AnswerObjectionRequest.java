package org.jiedui.household.publicity.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to an objection. */
@Schema(name = "AnswerObjection", examples = "{\"upheld\":false,\"answer\":\"经核对银行流水，金额无误\"}")
public record AnswerObjectionRequest(
        @NotNull Boolean upheld, @NotBlank @Size(max = 1000) String answer) {}
