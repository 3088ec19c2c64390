package org.jiedui.evaluation.survey.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For which village. */
@Schema(example = "{\"village\":\"330523104201\"}")
public record IssueTokensRequest(
        @NotNull @Pattern(regexp = "\\d{12}") String village) {}
