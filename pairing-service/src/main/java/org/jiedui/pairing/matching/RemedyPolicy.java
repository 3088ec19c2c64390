package org.jiedui.pairing.matching;

/** What would make a vetoed candidate feasible (PA-13). Pure. */
public final class RemedyPolicy {
    private RemedyPolicy() {}

    /** What would take one veto away that stands between the two. */
    public static Remedy against(Veto veto, HelperFacts helper, HelpedFacts helped, Demand demand) {
        return switch (veto) {
            case CAPACITY_FULL -> of(Remedy.Code.ADD_A_PLACE, String.valueOf(helper.taken() + 1));
            case NOT_AVAILABLE ->
                helper.availableFrom().isAfter(demand.from())
                        ? of(Remedy.Code.BEGIN_LATER, helper.availableFrom().toString())
                        : of(
                                Remedy.Code.EXTEND_AVAILABILITY,
                                (demand.to() == null ? demand.from() : demand.to()).toString());
            case ON_LEAVE ->
                helper.absentUntil() == null
                        ? of(Remedy.Code.EXTEND_AVAILABILITY, null)
                        : of(Remedy.Code.BEGIN_LATER, helper.absentUntil().toString());
            case LEAVES_BEFORE_END ->
                of(Remedy.Code.END_EARLIER, helper.availableTo().toString());
            case OUTSIDE_SERVICE_REGION -> widened(helper.serviceRegion(), helped.region());
            case CONFLICT_OF_INTEREST, SAME_PERSON -> new Remedy(Remedy.Code.NOTHING, false, null);
            case HELPER_IN_NEED -> of(Remedy.Code.WAIT_UNTIL_STABLE, null);
            case ALREADY_PAIRED -> of(Remedy.Code.END_PRESENT_PAIRING, null);
            case KIND_NOT_ALLOWED -> of(Remedy.Code.OTHER_PROGRAMME, helper.kind());
            case UNIT_LEVEL_NOT_ALLOWED -> of(Remedy.Code.OTHER_PROGRAMME, helper.unitLevel());
            case SAME_DEPARTMENT -> of(Remedy.Code.OTHER_DEPARTMENT_FIRST, null);
            case EVALUATED_UNFIT, EVALUATION_TOO_LOW -> of(Remedy.Code.BETTER_EVALUATION, null);
            case LOAD_TOO_HIGH -> of(Remedy.Code.ADD_A_PLACE, String.valueOf(helper.places() + 1));
            case KIND_DOES_NOT_FIT, SKILL_MISSING, TOO_FAR, DIALECT_NOT_SHARED, NOT_WISHED, NOT_CONTINUED ->
                of(Remedy.Code.LOWER_THRESHOLD, null);
        };
    }

    private static Remedy of(Remedy.Code code, String value) {
        return new Remedy(code, true, value);
    }

    /** The smallest division that holds both; none does across provinces. */
    private static Remedy widened(String served, String asked) {
        for (var length : new int[] {12, 9, 6, 4, 2}) {
            if (served.length() >= length && asked.length() >= length && served.regionMatches(0, asked, 0, length)) {
                return of(Remedy.Code.WIDEN_SERVICE_REGION, served.substring(0, length));
            }
        }
        return of(Remedy.Code.WIDEN_SERVICE_REGION, asked);
    }
}
