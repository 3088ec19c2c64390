package org.jiedui.notification.schedule;

/**
 * Work that comes due by itself. One replica at a time does it; each piece protects itself by a conditional update, so a
 * replica that outlives its lease does nothing twice.
 */
public interface Round {
    /** Name, unique: that of its lease. */
    String name();

    /**
     * Does what is due, in transactions of its own.
     *
     * @return how much was done; more than 0: ask again at once
     */
    int round();
}
