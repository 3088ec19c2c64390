package org.jiedui.household.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who may see which household because of a pairing. */
@ApplicationScoped
public class AccessRepository implements PanacheRepositoryBase<HouseholdAccess, HouseholdAccess.Key> {
    /**
     * HQL that holds when account {@code :account} may read the household of expression {@code household} on
     * {@code :today}.
     */
    public static String mayRead(String household) {
        return "exists (select 1 from HouseholdAccess a where a.householdId = " + household
                + " and a.key.account = :account and a.validFrom <= :today"
                + " and (a.validTo is null or a.validTo >= :today))";
    }

    /** Whether the account's pairing with the household is under way on that day. */
    public boolean mayWrite(String account, UUID household, LocalDate today) {
        return count(
                        "key.account = ?1 and householdId = ?2 and validFrom <= ?3"
                                + " and (writableTo is null or writableTo >= ?3)",
                        account,
                        household,
                        today)
                > 0;
    }

    /** All rows of a pairing. */
    public List<HouseholdAccess> ofPairing(UUID pairingId) {
        return list("key.pairingId", pairingId);
    }
}
