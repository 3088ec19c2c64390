package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.household.registration.CompulsoryEducationPolicy.ofAge;
import static org.jiedui.household.registration.CompulsoryEducationPolicy.outOfSchool;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-09")
class CompulsoryEducationPolicyTest {
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 22);

    @Test
    void beginsInTheSeptemberAfterTheSixthBirthday_andEndsAtSixteen() {
        assertThat(ofAge(LocalDate.of(2020, 9, 1), NOVEMBER)).isTrue();
        assertThat(ofAge(LocalDate.of(2020, 9, 2), NOVEMBER)).isFalse();
        assertThat(ofAge(LocalDate.of(2010, 11, 23), NOVEMBER)).isTrue();
        assertThat(ofAge(LocalDate.of(2010, 11, 22), NOVEMBER)).isFalse();
        assertThat(ofAge(LocalDate.of(2020, 3, 1), LocalDate.of(2026, 8, 31))).isFalse();
    }

    @Test
    void findsTheChildThatShouldBeAtSchool() {
        var born = LocalDate.of(2013, 5, 5);
        assertThat(outOfSchool(born, Schooling.NOT_AT_SCHOOL, Education.PRIMARY, NOVEMBER))
                .isTrue();
        assertThat(outOfSchool(born, Schooling.NOT_AT_SCHOOL, null, NOVEMBER)).isTrue();
        assertThat(outOfSchool(born, Schooling.GRADE_7, Education.PRIMARY, NOVEMBER))
                .isFalse();
        assertThat(outOfSchool(LocalDate.of(2011, 1, 1), Schooling.NOT_AT_SCHOOL, Education.JUNIOR_SECONDARY, NOVEMBER))
                .isFalse();
    }
}
