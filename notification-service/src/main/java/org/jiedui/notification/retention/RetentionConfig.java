package org.jiedui.notification.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long things are kept that nobody waits for any more; each 1 day to 10 years, or the service does not start. */
@ConfigMapping(prefix = "jiedui.notification.retention")
public interface RetentionConfig {
    /** Whether this process deletes anything. */
    @WithDefault("true")
    boolean enabled();

    /** Messages in the inbox, read or not, with their marks: two yearly rounds of evaluation. */
    @WithDefault("P730D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration messages();

    /** Deliveries that have ended, with their attempts; the last change counts. */
    @WithDefault("P180D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration deliveries();

    /**
     * Events that no message, delivery or reminder refers to any more: as far back can be replayed. No event can be pulled
     * from the feed for longer. Longer than messages and deliveries are kept.
     */
    @WithDefault("P760D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration announcements();

    /** Who was to be told of a broadcast, after its end; the broadcast itself stays. */
    @WithDefault("P30D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration recipients();

    /** That an office got its weekly digest. */
    @WithDefault("P60D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration digests();

    /** Jobs after their end. */
    @WithDefault("P90D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration jobs();

    /** Rows that one statement deletes at most, 100 to 10 000: short locks, small steps for replicas of the database. */
    @WithDefault("2000")
    @Min(100)
    @Max(10_000)
    int slice();

    /** Pause after nothing was left to delete, 1 s to 1 day. */
    @WithDefault("PT10M")
    @DurationMin(seconds = 1)
    @DurationMax(days = 1)
    Duration pause();
}
