package org.jiedui.household.calendar.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.calendar.CalendarDay;
import org.jiedui.household.calendar.CalendarYear;

/** The calendar of a year as the API shows it. */
@Schema(
        name = "CalendarYear",
        examples =
                "{\"year\":2026,\"published\":true,\"source\":\"国务院办公厅关于2026年部分节假日安排的通知\",\"days\":[{\"day\":\"2026-01-01\",\"kind\":\"HOLIDAY\",\"name\":\"元旦\"}],\"publishedAt\":\"2025-11-04T00:00:00.000Z\"}")
public record CalendarYearView(
        int year,

        @Schema(description = "false: nothing was published; weekends only")
        boolean published,

        String source,
        List<CalendarDay> days,
        Instant publishedAt) {
    static CalendarYearView of(int year, Optional<CalendarYear> publication, List<CalendarDay> days) {
        return new CalendarYearView(
                year,
                publication.isPresent(),
                publication.map(CalendarYear::source).orElse(null),
                days,
                publication.map(CalendarYear::publishedAt).orElse(null));
    }
}
