package org.jiedui.household.publicity;

import java.time.LocalDate;
import java.util.Map;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.registration.MonitoredCategory;

/**
 * What a publicity may show and when (domain HH-17): never an identity number, phone, account or anything about health.
 * Pure; days are handed in.
 */
public final class PublicityPolicy {
    private static final Map<MeasureCategory, PublicityMatter> SHOWN = Map.ofEntries(
            Map.entry(MeasureCategory.INDUSTRY, PublicityMatter.INDUSTRY),
            Map.entry(MeasureCategory.EMPLOYMENT, PublicityMatter.EMPLOYMENT),
            Map.entry(MeasureCategory.FINANCE, PublicityMatter.FINANCE),
            Map.entry(MeasureCategory.PUBLIC_POST, PublicityMatter.PUBLIC_POST),
            Map.entry(MeasureCategory.SAFE_HOUSING, PublicityMatter.SAFE_HOUSING),
            Map.entry(MeasureCategory.SAFE_WATER, PublicityMatter.SAFE_WATER),
            Map.entry(MeasureCategory.COMPULSORY_EDUCATION, PublicityMatter.COMPULSORY_EDUCATION),
            Map.entry(MeasureCategory.EDUCATION, PublicityMatter.EDUCATION),
            Map.entry(MeasureCategory.RELOCATION, PublicityMatter.RELOCATION),
            Map.entry(MeasureCategory.LIVING_CONDITIONS, PublicityMatter.LIVING_CONDITIONS),
            Map.entry(MeasureCategory.INFRASTRUCTURE, PublicityMatter.INFRASTRUCTURE));

    private PublicityPolicy() {}

    /** What is said of a measure: its category, unless that tells something about health. */
    public static PublicityMatter matter(MeasureCategory category) {
        return SHOWN.getOrDefault(category, PublicityMatter.OTHER_HELP);
    }

    /** What is said of a case: its category once there is one; the risks that led to it are not shown. */
    public static PublicityMatter matter(MonitoredCategory category, boolean elimination) {
        if (elimination) {
            return PublicityMatter.TO_BE_ELIMINATED;
        }
        return category == null
                ? PublicityMatter.TO_BE_MONITORED
                : switch (category) {
                    case UNSTABLE -> PublicityMatter.UNSTABLE;
                    case MARGINAL -> PublicityMatter.MARGINAL;
                    case SUDDEN_HARDSHIP -> PublicityMatter.SUDDEN_HARDSHIP;
                };
    }

    /** Where a notice stands that hangs from a day to another, both included. */
    public static PublicityState state(
            LocalDate from, LocalDate until, boolean withdrawn, boolean closed, LocalDate today) {
        if (withdrawn) {
            return PublicityState.WITHDRAWN;
        }
        if (closed) {
            return PublicityState.CLOSED;
        }
        if (today.isBefore(from)) {
            return PublicityState.SCHEDULED;
        }
        return today.isAfter(until) ? PublicityState.OVER : PublicityState.RUNNING;
    }

    /** Whether a notice from a day to another hangs long enough. */
    public static boolean longEnough(LocalDate from, LocalDate until, int days) {
        return !until.isBefore(from.plusDays(days - 1L)) && !until.isAfter(from.plusDays(59));
    }
}
