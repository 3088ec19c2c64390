package org.jiedui.household.publicity;

import java.time.LocalDate;

/**
 * Post a notice.
 *
 * @param region village
 * @param from first day; null: today
 * @param until last day; null: as many days as usual
 * @param contentFrom measures that began from this day; null: a year before the first day
 * @param contentTo measures that began to this day; null: the first day
 */
public record PostPublicity(
        String region,
        PublicityKind kind,
        String title,
        String place,
        String contact,
        LocalDate from,
        LocalDate until,
        LocalDate contentFrom,
        LocalDate contentTo) {}
