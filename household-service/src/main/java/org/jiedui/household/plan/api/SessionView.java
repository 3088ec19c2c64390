package org.jiedui.household.plan.api;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A day of a training class. */
@Schema(name = "ProjectSession")
public record SessionView(
        LocalDate day,

        @Schema(description = "households that were present")
        int present) {}
