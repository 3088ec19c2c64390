package org.jiedui.pairing.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;

/**
 * How many helpers a household needs (PA-12): able-bodied households one-to-one; a household with a child out of school or,
 * as was decided of it, at risk of leaving school, without labour or with nobody who can care for themselves at least two
 * helpers of different departments.
 */
public final class FormPolicy {
    /** The decided risk that a child leaves school (因学). */
    public static final String SCHOOLING = "SCHOOLING";

    private FormPolicy() {}

    /**
     * Fewest helpers of different departments.
     *
     * @param childrenOutOfSchool children of compulsory-school age out of school
     * @param risks codes of the risks that were decided of the household
     * @param labour members who can work
     * @param selfCare whether somebody in the household can care for themselves
     * @return 1 or 2
     */
    public static int requiredPartners(
            int childrenOutOfSchool, Collection<String> risks, int labour, boolean selfCare) {
        return childrenOutOfSchool > 0 || risks.contains(SCHOOLING) || labour <= 0 || !selfCare ? 2 : 1;
    }

    /**
     * How many helpers are still to be found: of other departments, and in any case one when only supporting ones are
     * there, as those do not couple a household (PA-08).
     *
     * @param led whether a primary helper is there or proposed
     */
    public static int missing(int required, Collection<String> presentUnits, boolean led) {
        return Math.max(required - departments(presentUnits), led ? 0 : 1);
    }

    /**
     * The same within the numbers of a programme (PA-01): whoever has or gets a helper there is to have its fewest, and nobody
     * gets more than it takes.
     *
     * @param missing helpers who are missing without the programme's numbers
     * @param present helpers in the programme, all roles, without who stands in
     * @param fewest its fewest of one helped side
     * @param room how many more it takes in the role in question; may be negative
     */
    public static int within(int missing, int present, int fewest, int room) {
        var wanted = missing + present > 0 ? Math.max(missing, fewest - present) : 0;
        return Math.max(0, Math.min(wanted, room));
    }

    /**
     * Most primary helpers of one helped side: of a household no more than it needs departments.
     *
     * @param kind of the helped side
     * @param most as the programme says
     */
    public static int mostPrimary(String kind, int most, int required) {
        return "HOUSEHOLD".equals(kind) ? Math.min(most, Math.max(1, required)) : most;
    }

    /** How many different departments there are; a department is known by its name without regard to case and blanks. */
    public static int departments(Collection<String> units) {
        return (int) units.stream().map(FormPolicy::department).distinct().count();
    }

    /**
     * Whether a household that has its departments would lose them with this helper.
     *
     * @param others units of the helpers who stay
     */
    public static boolean wouldBreak(int required, Collection<String> others, String unit) {
        var before = new ArrayList<>(others);
        before.add(unit);
        return departments(others) < required && departments(before) >= required;
    }

    /** What makes two names the same department. */
    public static String department(String unit) {
        return unit.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
