package org.jiedui.household.registration.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.Member;

/** Bodies of households for the change feed. */
@ApplicationScoped
public class HouseholdBodies implements ChangeBodies {
    private final HouseholdRepository records;

    HouseholdBodies(HouseholdRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "households";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        var members = new HashMap<UUID, List<Member>>();
        var visible = records.visibleToRead(caller, ids);
        records.membersToRead(visible)
                .forEach(member -> members.computeIfAbsent(member.householdId(), id -> new ArrayList<>())
                        .add(member));
        for (var household : visible) {
            found.put(household.id(), HouseholdView.of(household, members.getOrDefault(household.id(), List.of())));
        }
        return found;
    }
}
