package org.jiedui.pairing.pairing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.security.Caller;

/** Gaps, open ones and closed ones. */
@ApplicationScoped
public class GapRepository implements PanacheRepositoryBase<Gap, UUID> {
    /** The open gap of a household. */
    public Optional<Gap> open(UUID householdId) {
        return find("householdId = ?1 and closedAt is null", householdId).firstResultOptional();
    }

    /** The open gaps of the caller's region as the beginning of a list. */
    public KeysetQuery<Gap> openIn(Caller caller) {
        return new KeysetQuery<>("gaps", Gap.class, Gap::id)
                .where(
                        "e.closedAt is null and e.region like concat(:prefix, '%')",
                        Map.of("prefix", caller.regionPrefix()));
    }
}
