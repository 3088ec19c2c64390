package org.jiedui.household.village.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.village.VillageProfile;
import org.jiedui.household.village.VillageRepository;

/** Bodies of village profiles for the change feed. */
@ApplicationScoped
public class VillageBodies implements ChangeBodies {
    private final VillageRepository villages;

    VillageBodies(VillageRepository villages) {
        this.villages = villages;
    }

    @Override
    public String resource() {
        return "village-profiles";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var codes = villages.byIds(caller.regionPrefix(), ids).stream()
                .map(VillageProfile::village)
                .toList();
        var found = new HashMap<UUID, Object>();
        villages.described(codes)
                .values()
                .forEach(village -> found.put(village.profile().id(), VillageProfileView.of(village, true)));
        return found;
    }
}
