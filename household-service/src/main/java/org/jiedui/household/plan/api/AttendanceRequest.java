package org.jiedui.household.plan.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Households that were present; who is not named was absent. */
@Schema(name = "Attendance", examples = "{\"present\":[\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\"]}")
public record AttendanceRequest(@NotNull @Size(max = 5000) List<@NotNull UUID> present) {}
