package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.List;
import org.jiedui.household.income.IncomeLine;

/**
 * Command: register a household. Checked at the edge for all that needs no database.
 *
 * @param region village code
 * @param registeredOn first day of its file; null: today
 * @param dwelling null: not known
 * @param members at least one, exactly one of them the head
 */
public record RegisterHousehold(
        String region,
        HouseholdType type,
        HouseholdDescription description,
        List<Need> needs,
        String needsRemark,
        List<MemberData> members,
        List<Income> incomes,
        Safeguards safeguards,
        Dwelling dwelling,
        LocalDate registeredOn) {
    /** Income of a year. */
    public record Income(int year, List<IncomeLine> lines) {}

    @Override
    public String toString() {
        return "RegisterHousehold[" + region + "]";
    }
}
