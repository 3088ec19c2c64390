package org.jiedui.household.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jiedui.household.calendar.WorkingDays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-13")
class RequestPolicyTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    @Test
    void isDueAfterWorkingDays() {
        assertThat(RequestPolicy.due(FRIDAY, 1, WorkingDays.WEEKDAYS)).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(RequestPolicy.due(FRIDAY, 15, WorkingDays.WEEKDAYS)).isEqualTo(LocalDate.of(2026, 12, 11));
    }

    @Test
    void isOverdue_whenNobodyAnsweredInTime() {
        assertThat(RequestPolicy.isOverdue(RequestState.DISPATCHED, FRIDAY, FRIDAY))
                .isFalse();
        assertThat(RequestPolicy.isOverdue(RequestState.DISPATCHED, FRIDAY, FRIDAY.plusDays(1)))
                .isTrue();
        assertThat(RequestPolicy.isOverdue(RequestState.ANSWERED, FRIDAY, FRIDAY.plusDays(1)))
                .isFalse();
        assertThat(RequestPolicy.isOverdue(RequestState.SOLVED, FRIDAY, FRIDAY.plusDays(1)))
                .isFalse();
    }

    @Test
    void tellsOfAComplaintOnlyAboveTheOfficeComplainedAbout() {
        var village = "330523104201";
        assertThat(RequestPolicy.announcedRegion(RequestKind.HELP, village, null, false))
                .isEqualTo(village);
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, null, false))
                .isEqualTo("330523104");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, null, true))
                .isEqualTo("330523");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, village, true))
                .isEqualTo("330523104");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, village, false))
                .isEqualTo("330523104");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, "330523104", false))
                .isEqualTo("330523");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, "330523", false))
                .isEqualTo("3305");
        assertThat(RequestPolicy.announcedRegion(RequestKind.COMPLAINT, village, "33", false))
                .isEqualTo("33");
    }

    @Test
    void showsAComplaintOnlyAboveTheOfficeComplainedAbout() {
        assertThat(RequestPolicy.officeMaySee("330523", "330523104")).isTrue();
        assertThat(RequestPolicy.officeMaySee("", "33")).isTrue();
        assertThat(RequestPolicy.officeMaySee("330523104", "330523104")).isFalse();
        assertThat(RequestPolicy.officeMaySee("330523104", "330523")).isFalse();
        assertThat(RequestPolicy.officeMaySee("330522", "330523104")).isFalse();
        assertThat(RequestPolicy.officeMaySee("330523104", null)).isTrue();
    }
}
