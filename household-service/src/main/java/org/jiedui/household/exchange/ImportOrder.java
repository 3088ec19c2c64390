package org.jiedui.household.exchange;

import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/**
 * Parameters of an import job.
 *
 * @param kind what is imported
 * @param mode what to do with the rows
 * @param file the spooled upload
 * @param region region of the caller, {@code "*"} for all
 * @param roles roles of the caller
 * @param client client of the caller
 */
record ImportOrder(String kind, ImportMode mode, UUID file, String region, Set<String> roles, String client) {
    /** Whoever ordered it acts for a region: {@link Imports#importable} refuses others. */
    Caller caller(String account) {
        return new Caller(account, client, roles, region, Set.of(), true);
    }
}
