package org.jiedui.household.registration;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * The house in which a household lives, owned or not; what it owns is among its {@link Asset}s, and whether housing and
 * water are safe is said by the {@link Safeguards}. Null: not known.
 *
 * @param floorSpace m², above 0 and below 10 000, two places; a decimal string on the wire
 */
public record Dwelling(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal floorSpace, HousingGrade housingGrade, Toilet toilet) {
    /** Nothing is known of it. */
    public static final Dwelling UNKNOWN = new Dwelling(null, null, null);

    /** This, or null when nothing is known. */
    public Dwelling orNull() {
        return equals(UNKNOWN) ? null : this;
    }

    /** This where it says something, else the other. */
    Dwelling or(Dwelling other) {
        return new Dwelling(
                floorSpace == null ? other.floorSpace : floorSpace,
                housingGrade == null ? other.housingGrade : housingGrade,
                toilet == null ? other.toilet : toilet);
    }
}
