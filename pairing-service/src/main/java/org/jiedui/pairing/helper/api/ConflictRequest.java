package org.jiedui.pairing.helper.api;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jiedui.pairing.helper.ConflictKind;

/** A tie between a helper and a household. */
public record ConflictRequest(
        @NotNull UUID householdId, @NotNull ConflictKind kind) {}
