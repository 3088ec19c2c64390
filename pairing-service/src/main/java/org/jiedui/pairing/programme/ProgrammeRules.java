package org.jiedui.pairing.programme;

import java.util.List;

/**
 * The rules of a programme in one period.
 *
 * @param form how many stand on either side
 * @param roles {@code PRIMARY}, {@code SUPPORTING}
 * @param helperSides {@code PERSON}, {@code TEAM}
 * @param helperKinds kinds of helper that may take part; empty: all
 * @param helpedKinds {@code HOUSEHOLD}, {@code MENTEE}, {@code VILLAGE}, {@code ENTERPRISE}
 * @param minHelpers fewest helpers of one helped side
 * @param maxPrimary most primary helpers of one helped side
 * @param maxHelpers most helpers of one helped side in the programme, all roles
 * @param minHelped fewest helped sides of one helper side, all roles
 * @param maxHelped most helped sides of one helper side, all roles
 * @param termMinMonths shortest term, or null
 * @param termMaxMonths longest term; null: a term need not be set
 * @param visitEveryDays longest time between two visits, or null
 * @param publicityDays shortest publicity, days
 * @param evaluationTemplate code of the template, or null
 * @param unitLevels eligible levels of the helper's unit; empty: all
 */
public record ProgrammeRules(
        Form form,
        List<String> roles,
        List<String> helperSides,
        List<String> helperKinds,
        List<String> helpedKinds,
        int minHelpers,
        int maxPrimary,
        int maxHelpers,
        int minHelped,
        int maxHelped,
        Integer termMinMonths,
        Integer termMaxMonths,
        Integer visitEveryDays,
        int publicityDays,
        String evaluationTemplate,
        List<String> unitLevels) {}
