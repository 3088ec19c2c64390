package org.jiedui.household.region;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * An administrative division. Its code's prefixes are its ancestors; an abolished one keeps its row, so that old codes
 * still resolve. Written by imports and by recorded changes of divisions only.
 */
@Entity
public class Region {
    @Id
    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RegionLevel level;

    private String parent;
    private LocalDate validFrom;
    private LocalDate validTo;

    protected Region() {}

    Region(String code, String name, LocalDate validFrom) {
        this.code = code;
        this.name = name;
        this.level = new RegionCode(code).level();
        this.parent = new RegionCode(code).parent();
        this.validFrom = validFrom;
    }

    void rename(String to) {
        name = to;
    }

    void abolish(LocalDate lastDay) {
        validTo = lastDay;
    }

    /** Official code: 2, 4, 6, 9 or 12 digits. */
    public String code() {
        return code;
    }

    /** Official name. */
    public String name() {
        return name;
    }

    /** Level, given by the length of the code. */
    public RegionLevel level() {
        return level;
    }

    /** Code of the parent, empty for a province. */
    public String parent() {
        return parent;
    }

    /** First day, or null when not known. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day, or null while in force. */
    public LocalDate validTo() {
        return validTo;
    }

    /** Whether it exists on a day. */
    public boolean inForce(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
