package org.jiedui.household.request.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That what was asked is done; contentment of the asker, 1 to 5. */
@Schema(name = "SolveRequest", examples = "{\"satisfaction\":5}")
public record SolveRequest(@Min(1) @Max(5) Integer satisfaction) {}
