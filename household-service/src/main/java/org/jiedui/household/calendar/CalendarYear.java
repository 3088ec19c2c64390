package org.jiedui.household.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;

/**
 * The published calendar of a year. It is replaced as a whole; {@link #revision} is new with every replacement, which is
 * how every replica notices.
 */
@Entity
public class CalendarYear {
    @Id
    private Integer year;

    @Version
    private long version;

    private UUID revision;
    private String source;
    private String publishedBy;
    private Instant publishedAt;

    protected CalendarYear() {}

    CalendarYear(int year) {
        this.year = year;
    }

    void publish(String document, String by, Instant at) {
        revision = Ids.next();
        source = document;
        publishedBy = by;
        publishedAt = at;
    }

    /** The year. */
    public int year() {
        return year;
    }

    /** Entity tag: 1 for the first publication; 0 is the tag of a year of which nothing was published. */
    public long tag() {
        return version + 1;
    }

    /** The document that published it. */
    public String source() {
        return source;
    }

    /** Account of who entered it. */
    public String publishedBy() {
        return publishedBy;
    }

    /** When it was entered. */
    public Instant publishedAt() {
        return publishedAt;
    }
}
