package org.jiedui.household.registration;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * So much of one kind of land or asset.
 *
 * @param amount in the kind's unit, 0 to 999 999.99, at most two places; a decimal string on the wire
 * @param note in words, or null
 */
public record Asset(
        AssetKind kind,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        String note) {}
