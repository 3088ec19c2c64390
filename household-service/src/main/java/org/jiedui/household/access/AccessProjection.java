package org.jiedui.household.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.chassis.time.TimeSource;

/** Keeps the helpers' access in step with the pairings. Both verbs may be repeated without further effect. */
@ApplicationScoped
public class AccessProjection {
    private final AccessRepository access;
    private final AccessConfig config;
    private final TimeSource time;

    AccessProjection(AccessRepository access, AccessConfig config, TimeSource time) {
        this.access = access;
        this.config = config;
        this.time = time;
    }

    /** The pairing is under way with this helper: the account sees the household, an earlier helper of it reads on. */
    @Transactional
    public void opened(UUID pairingId, String account, UUID householdId, LocalDate from) {
        HouseholdAccess own = null;
        for (var row : access.ofPairing(pairingId)) {
            if (row.account().equals(account)) {
                own = row;
            } else {
                row.end(time.today(), config.readingDays());
            }
        }
        if (account == null) {
            return;
        }
        var first = from == null ? time.today() : from;
        if (own == null) {
            access.persist(new HouseholdAccess(new HouseholdAccess.Key(pairingId, account), householdId, first));
        } else {
            own.reopen(householdId, first);
        }
    }

    /** The pairing is over: its helper reads on for the configured days. */
    @Transactional
    public void ended(UUID pairingId, LocalDate lastDay) {
        var day = lastDay == null ? time.today() : lastDay;
        access.ofPairing(pairingId).forEach(row -> row.end(day, config.readingDays()));
    }
}
