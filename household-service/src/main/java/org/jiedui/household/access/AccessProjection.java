package org.jiedui.household.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jiedui.chassis.time.TimeSource;

/** Keeps the helpers' access, and what is known of a household's pairings, in step with the pairings. All verbs may be repeated without further effect. */
@ApplicationScoped
public class AccessProjection {
    private final AccessRepository access;
    private final PairingRepository pairings;
    private final AccessConfig config;
    private final TimeSource time;

    AccessProjection(AccessRepository access, PairingRepository pairings, AccessConfig config, TimeSource time) {
        this.access = access;
        this.pairings = pairings;
        this.config = config;
        this.time = time;
    }

    /**
     * The pairing is under way with this helper: the account sees the household; who acted for the helper before, a
     * former leader say, writes no more and reads on.
     *
     * @param account null for a helper without one
     * @param helperId the helper, null when not known
     * @param primary whether it is the household's main helper
     * @param termTo agreed last day, or null
     */
    @Transactional
    public void opened(
            UUID pairingId,
            String account,
            UUID householdId,
            LocalDate from,
            UUID helperId,
            boolean primary,
            LocalDate termTo) {
        var begun = from == null ? time.today() : from;
        pairings.findByIdOptional(pairingId)
                .ifPresentOrElse(
                        known -> known.open(householdId, helperId, primary, begun, termTo),
                        () -> pairings.persist(
                                new HouseholdPairing(pairingId, householdId, helperId, primary, begun, termTo)));
        HouseholdAccess own = null;
        for (var row : access.ofPairing(pairingId)) {
            if (row.account().equals(account)) {
                own = row;
            } else {
                // another account acts from now on
                row.end(time.today().minusDays(1), config.readingDays());
            }
        }
        if (account == null) {
            return;
        }
        if (own == null) {
            access.persist(new HouseholdAccess(new HouseholdAccess.Key(pairingId, account), householdId, begun));
        } else {
            own.reopen(householdId, begun);
        }
    }

    /** The helper is gone for good, whether or not the pairing is over: nobody writes from that day on. */
    @Transactional
    public void left(UUID pairingId, Instant at) {
        var lastDay = LocalDate.ofInstant(at, time.zone()).minusDays(1);
        access.ofPairing(pairingId).forEach(row -> row.end(lastDay, config.readingDays()));
    }

    /**
     * The pairing is over, or will be: its helper reads on for the configured days. Told again with an earlier day when the
     * helper goes for good within the overlap with a successor.
     *
     * @param until first day over; null: today
     */
    @Transactional
    public void ended(UUID pairingId, LocalDate until) {
        var lastDay = (until == null ? time.today() : until).minusDays(1);
        access.ofPairing(pairingId).forEach(row -> row.end(lastDay, config.readingDays()));
        pairings.findByIdOptional(pairingId).ifPresent(known -> known.end(lastDay));
    }
}
