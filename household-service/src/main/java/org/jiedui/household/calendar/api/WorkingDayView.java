package org.jiedui.household.calendar.api;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deadline in working days.
 *
 * @param from the day that is not counted
 * @param workingDays how many
 * @param day the deadline
 */
@Schema(name = "WorkingDay", examples = "{\"from\":\"2026-09-30\",\"workingDays\":3,\"day\":\"2026-10-10\"}")
public record WorkingDayView(LocalDate from, int workingDays, LocalDate day) {}
