package org.jiedui.household.registration;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Who has to be at school (Compulsory Education Law, arts. 2, 5 and 11): nine years, begun in the September after the
 * sixth birthday; a child of 16 is no longer counted.
 */
public final class CompulsoryEducationPolicy {
    private CompulsoryEducationPolicy() {}

    /** Whether a child that has to be at school is not, and has not finished. */
    public static boolean outOfSchool(LocalDate born, Schooling schooling, Education education, LocalDate today) {
        return ofAge(born, today)
                && (schooling == Schooling.NOT_AT_SCHOOL || schooling == Schooling.PRESCHOOL)
                && (education == null || !education.compulsoryDone());
    }

    /** Whether the child turned six before the last first of September and is under 16. */
    public static boolean ofAge(LocalDate born, LocalDate today) {
        var september = LocalDate.of(today.getYear(), 9, 1);
        var schoolYear = today.isBefore(september) ? september.minusYears(1) : september;
        return !born.plusYears(6).isAfter(schoolYear) && ChronoUnit.YEARS.between(born, today) < 16;
    }
}
