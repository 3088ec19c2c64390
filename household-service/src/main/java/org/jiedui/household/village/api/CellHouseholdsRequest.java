package org.jiedui.household.village.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Households that come into a cell, and others that leave it. */
@Schema(name = "CellHouseholds", examples = "{\"add\":[\"019a9f00-0000-7000-8000-000000000301\"],\"remove\":[]}")
public record CellHouseholdsRequest(
        @Size(max = 1000) List<@NotNull UUID> add,
        @Size(max = 1000) List<@NotNull UUID> remove) {}
