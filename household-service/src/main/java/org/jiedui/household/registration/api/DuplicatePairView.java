package org.jiedui.household.registration.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.DuplicateGround;

/** Two households that may be one. */
@Schema(name = "SuspectedDuplicate")
public record DuplicatePairView(HouseholdSummary first, HouseholdSummary second, List<DuplicateGround> grounds) {}
