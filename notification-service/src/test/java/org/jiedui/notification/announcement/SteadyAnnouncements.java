package org.jiedui.notification.announcement;

import jakarta.enterprise.inject.Vetoed;
import org.jiedui.chassis.feed.ChangePage;

/** The kept events, of which one more arrives before each reading. */
@Vetoed
public class SteadyAnnouncements extends Announcements {
    private final Announcements kept;
    private final Runnable arrival;

    /** Lets the arrival happen, which ends when its event has a place. */
    public SteadyAnnouncements(Announcements kept, Runnable arrival) {
        super(null, null, null, null, null);
        this.kept = kept;
        this.arrival = arrival;
    }

    @Override
    public ChangePage announcedAfter(String cursor, int limit) {
        return announcedBetween(cursor, null, limit);
    }

    @Override
    public ChangePage announcedBetween(String cursor, String until, int limit) {
        arrival.run();
        return kept.announcedBetween(cursor, until, limit);
    }

    @Override
    public String present() {
        return kept.present();
    }
}
