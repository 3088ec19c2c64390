package org.jiedui.household.risk;

import java.util.List;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.HouseholdSnapshot;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.registration.Schooling;

/** The household when its risk was eliminated; figures and codes, nothing personal. */
record AfterSnapshot(
        Integer incomeYear,
        Money incomePerCapita,
        Safeguards safeguards,
        List<Need> needs,
        List<Schooling> schooling,
        int members) {
    static AfterSnapshot of(HouseholdSnapshot household) {
        var present =
                household.members().stream().filter(m -> m.departedOn() == null).toList();
        return new AfterSnapshot(
                household.incomeYear(),
                household.incomePerCapita(),
                household.safeguards(),
                household.needs(),
                present.stream().map(HouseholdSnapshot.Person::schooling).toList(),
                present.size());
    }
}
