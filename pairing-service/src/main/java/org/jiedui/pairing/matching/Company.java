package org.jiedui.pairing.matching;

import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * How many help one helped side in a programme already, or are proposed for it.
 *
 * @param all whoever holds a place, who stands in for somebody too
 * @param lasting without those
 * @param primary of all
 */
public record Company(int all, int lasting, int primary) {
    /** Nobody. */
    public static final Company NOBODY = new Company(0, 0, 0);

    /** With one more. */
    public Company and(boolean standsIn, boolean leads) {
        return new Company(all + 1, lasting + (standsIn ? 0 : 1), primary + (leads ? 1 : 0));
    }

    /** Both together. */
    Company and(Company others) {
        return new Company(all + others.all, lasting + others.lasting, primary + others.primary);
    }

    /**
     * Places to be filled in a role, within the programme's numbers.
     *
     * @param kind of the helped side
     * @param required departments that it needs
     * @param missing places that are open without these numbers
     */
    public int missing(String role, String kind, ProgrammeRules rules, int required, int missing) {
        var room = rules.maxHelpers() - all;
        if ("PRIMARY".equals(role)) {
            room = Math.min(room, FormPolicy.mostPrimary(kind, rules.maxPrimary(), required) - primary);
        }
        return FormPolicy.within(missing, lasting, rules.minHelpers(), room);
    }
}
