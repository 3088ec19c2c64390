package org.jiedui.household.registration;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The two assurances and three guarantees, and water (两不愁三保障及饮水).
 *
 * @param safeguardsCheckedOn day of the check, null when never checked
 */
@Embeddable
public record Safeguards(
        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard food,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard clothing,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard education,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard medicalCare,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard housing,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Safeguard water,

        LocalDate safeguardsCheckedOn) {
    /** Nothing checked yet. */
    public static final Safeguards UNCHECKED = new Safeguards(
            Safeguard.UNKNOWN,
            Safeguard.UNKNOWN,
            Safeguard.UNKNOWN,
            Safeguard.UNKNOWN,
            Safeguard.UNKNOWN,
            Safeguard.UNKNOWN,
            null);
}
