package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.programme.ProgrammeRules;

/** Live pairings that would be refused under the rules of another period of their programme (PA-01). */
@ApplicationScoped
public class Misfits {
    private static final String LIVE = " in (PROPOSED, ACCEPTED, PUBLICISED, ACTIVE, SUSPENDED)";

    /** Who helps the same helped side in the same programme; who stands in for one of them does not count beside him. */
    private static final String TOGETHER = "(select count(*) from Pairing o where o.helpedId = e.helpedId"
            + " and o.programme = e.programme and o.coversId is null and o.state" + LIVE;

    private final PairingRepository pairings;

    Misfits(PairingRepository pairings) {
        this.pairings = pairings;
    }

    /**
     * Those that no longer fit, as the beginning of a list: role, sides, kind, level, number of helpers, of primary ones or of
     * helped sides, or length of the term; a successor's may be shorter.
     *
     * @param on the rules' day; pairings that are over by then are left out
     */
    public KeysetQuery<Pairing> under(String programme, ProgrammeRules rules, LocalDate on, Caller caller) {
        var faults = "str(e.role) not in :roles or str(e.helperSide) not in :sides or str(e.helpedKind) not in :helped"
                + " or " + TOGETHER + ") not between :minHelpers and :maxHelpers"
                + " or str(e.role) = 'PRIMARY' and " + TOGETHER + " and str(o.role) = 'PRIMARY') > :maxPrimary"
                + " or (select count(*) from Pairing o where o.helperId = e.helperId and o.programme = e.programme"
                + " and o.state" + LIVE + ") not between :minHelped and :maxHelped";
        var with = new HashMap<String, Object>();
        with.put("code", programme);
        with.put("on", on);
        with.put("roles", rules.roles());
        with.put("sides", rules.helperSides());
        with.put("helped", rules.helpedKinds());
        with.put("minHelpers", (long) rules.minHelpers());
        with.put("maxHelpers", (long) rules.maxHelpers());
        with.put("maxPrimary", (long) rules.maxPrimary());
        with.put("minHelped", (long) rules.minHelped());
        with.put("maxHelped", (long) rules.maxHelped());
        if (!rules.helperKinds().isEmpty()) {
            faults += " or e.helperKind not in :kinds";
            with.put("kinds", rules.helperKinds());
        }
        if (!rules.unitLevels().isEmpty()) {
            faults += " or exists (select 1 from Helper h where h.id = e.helperId and h.unitLevel not in :levels)"
                    + " or exists (select 1 from Organisation o where o.id = e.helperId and o.unitLevel not in :levels)";
            with.put(
                    "levels",
                    rules.unitLevels().stream().map(UnitLevel::valueOf).toList());
        }
        if (rules.termMaxMonths() != null) {
            faults += " or e.validTo is null or e.validTo >= timestampadd(month, :termMax, e.validFrom)";
            with.put("termMax", rules.termMaxMonths());
        }
        if (rules.termMinMonths() != null) {
            faults += " or e.replacesId is null and e.coversId is null"
                    + " and timestampadd(day, 1, e.validTo) < timestampadd(month, :termMin, e.validFrom)";
            with.put("termMin", rules.termMinMonths());
        }
        return pairings.visible(caller)
                .where(
                        "e.programme = :code and e.state" + LIVE + " and (e.validTo is null or e.validTo >= :on)"
                                + " and (" + faults + ")",
                        with);
    }
}
