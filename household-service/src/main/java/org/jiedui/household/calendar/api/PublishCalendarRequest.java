package org.jiedui.household.calendar.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.household.calendar.CalendarDay;
import org.jiedui.household.calendar.DayKind;

/** The calendar of a year, as it is sent. */
@Schema(
        name = "PublishCalendar",
        examples =
                "{\"source\":\"国务院办公厅关于2026年部分节假日安排的通知\",\"days\":[{\"day\":\"2026-01-01\",\"kind\":\"HOLIDAY\",\"name\":\"元旦\"},{\"day\":\"2026-01-04\",\"kind\":\"WORKDAY\",\"name\":\"元旦调休\"}]}")
public record PublishCalendarRequest(
        @NotBlank @Size(max = 300) String source,
        @NotNull @Size(max = 366) List<@NotNull @Valid Day> days) {
    /** A day that differs from its weekday, or a weekend day within a holiday. */
    @Schema(name = "PublishCalendarDay")
    public record Day(
            @NotNull LocalDate day,
            @NotNull DayKind kind,
            @NotBlank @Size(max = 60) String name) {}

    /** The days; refuses those of another year and those named twice, all at once. */
    List<CalendarDay> of(int year) {
        var wrong = new ArrayList<Violation>();
        var seen = new HashSet<LocalDate>();
        for (var i = 0; i < days.size(); i++) {
            var day = days.get(i).day();
            if (day.getYear() != year) {
                wrong.add(new Violation("/days/" + i + "/day", "OTHER_YEAR", "不在该年度内", "Not a day of that year"));
            } else if (!seen.add(day)) {
                wrong.add(new Violation("/days/" + i + "/day", "TWICE", "日期重复", "Named twice"));
            }
        }
        if (!wrong.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(wrong);
        }
        return days.stream()
                .map(d -> new CalendarDay(d.day(), d.kind(), d.name()))
                .toList();
    }
}
