package org.jiedui.evaluation.cycle.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Days of publicity; the configured number when absent. */
@Schema(example = "{\"days\": 5}")
public record PubliciseRequest(@Min(0) @Max(60) Integer days) {}
