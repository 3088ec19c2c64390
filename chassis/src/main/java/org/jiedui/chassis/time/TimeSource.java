package org.jiedui.chassis.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The only place where time enters. Rules get their time handed in; use cases take it from here.
 *
 * <p>Instants have microsecond precision, as the columns that store them do. Days are those of the deployment's time
 * zone ({@code jiedui.time-zone}, default Asia/Shanghai), because deadlines and effective dates are legal days.
 */
@ApplicationScoped
public class TimeSource {
    private final Clock clock;

    /** The system's clock, read in the zone of the deployment. */
    public TimeSource(@ConfigProperty(name = "jiedui.time-zone", defaultValue = "Asia/Shanghai") ZoneId zone) {
        this.clock = Clock.system(zone);
    }

    /** Now, UTC, truncated to microseconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The current day in the zone of the deployment. */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The zone whose days count. */
    public ZoneId zone() {
        return clock.getZone();
    }
}
