package org.jiedui.notification.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * Own copy of who belongs to whom, kept from pairing events in the consumer's transaction. An older snapshot of a pairing
 * never overwrites a newer one.
 */
@ApplicationScoped
public class PairingParties {
    private static final String EFFECTIVE_HELPER = "COALESCE(h.account, p.helper_account)";

    private final DataSource database;

    PairingParties(DataSource database) {
        this.database = database;
    }

    /**
     * A pairing as its service announced it.
     *
     * @param active whether help is given now
     */
    public record Party(
            UUID pairingId,
            String helpedKind,
            UUID helpedId,
            UUID helperId,
            String helperAccount,
            String helpedAccount,
            String helpedRegion,
            boolean active,
            long version) {}

    /** Notes the present state of a pairing. */
    public void note(Party party) {
        try (var connection = database.getConnection();
                var upsert =
                        connection.prepareStatement("INSERT INTO pairing_party (pairing_id, helped_kind, helped_id,"
                                + " helper_id, helper_account, helped_account, helped_region, active,"
                                + " version) VALUES (?,?,?,?,?,?,?,?,?) AS n"
                                + " ON DUPLICATE KEY UPDATE"
                                + " helper_account = IF(n.version >= pairing_party.version, n.helper_account, pairing_party.helper_account),"
                                + " helped_account = IF(n.version >= pairing_party.version, n.helped_account, pairing_party.helped_account),"
                                + " helped_region = IF(n.version >= pairing_party.version, n.helped_region, pairing_party.helped_region),"
                                + " active = IF(n.version >= pairing_party.version, n.active, pairing_party.active),"
                                + " version = GREATEST(n.version, pairing_party.version)")) {
            upsert.setBytes(1, Ids.bytes(party.pairingId()));
            upsert.setString(2, party.helpedKind());
            upsert.setBytes(3, Ids.bytes(party.helpedId()));
            upsert.setBytes(4, Ids.bytes(party.helperId()));
            upsert.setString(5, party.helperAccount());
            upsert.setString(6, party.helpedAccount());
            upsert.setString(7, party.helpedRegion() == null ? "" : party.helpedRegion());
            upsert.setBoolean(8, party.active());
            upsert.setLong(9, party.version());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the pairing", e);
        }
    }

    /** Notes the account of a helper, which may come after his pairings; null means that he has none. */
    public void noteHelper(UUID helperId, String account) {
        try (var connection = database.getConnection();
                var change = connection.prepareStatement(
                        account == null
                                ? "DELETE FROM helper_account WHERE helper_id = ?"
                                : "REPLACE INTO helper_account (helper_id, account) VALUES (?, ?)")) {
            change.setBytes(1, Ids.bytes(helperId));
            if (account != null) {
                change.setString(2, account);
            }
            change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the helper", e);
        }
    }

    /** Notes the account of who leads a team, in its present pairings too; null: nobody acts for it. */
    public void noteTeam(UUID teamId, String account) {
        noteHelper(teamId, account);
        if (account == null) {
            try (var connection = database.getConnection();
                    var change = connection.prepareStatement(
                            "UPDATE pairing_party SET helper_account = NULL WHERE helper_id = ?")) {
                change.setBytes(1, Ids.bytes(teamId));
                change.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("could not note the team", e);
            }
        }
    }

    /** Accounts that actively help the households, by household; nothing for one that nobody helps. */
    public Map<UUID, Set<String>> activeHelpersOf(Collection<UUID> households) {
        var found = new HashMap<UUID, Set<String>>();
        if (households.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT p.helped_id, " + EFFECTIVE_HELPER
                        + " FROM pairing_party p LEFT JOIN helper_account h ON h.helper_id = p.helper_id"
                        + " WHERE p.active AND " + EFFECTIVE_HELPER + " IS NOT NULL AND p.helped_id IN ("
                        + "?,".repeat(households.size() - 1) + "?)")) {
            var at = 1;
            for (var household : households) {
                select.setBytes(at++, Ids.bytes(household));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(Ids.of(row.getBytes(1)), id -> new HashSet<>())
                            .add(row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the pairings", e);
        }
        return found;
    }

    /** Whether somebody actively helps the household. */
    public boolean isHelped(UUID household) {
        return exists("SELECT 1 FROM pairing_party WHERE helped_id = ? AND active LIMIT 1", household);
    }

    /** Whether the helper has an active pairing. */
    public boolean isHelping(UUID helper) {
        return exists("SELECT 1 FROM pairing_party WHERE helper_id = ? AND active LIMIT 1", helper);
    }

    /** Whether the helper's last day of service is over. */
    public boolean isGone(UUID helper, LocalDate today) {
        return exists(
                "SELECT 1 FROM helper_profile WHERE helper_id = ? AND last_day < '" + today + "' LIMIT 1", helper);
    }

    private boolean exists(String sql, UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the pairings", e);
        }
    }

    /**
     * The account of a person, as far as it is known from the registers and pairings.
     *
     * @param kind {@code HELPER} or {@code MENTEE}
     */
    public Optional<String> accountOf(String kind, UUID person) {
        var own = "HELPER".equals(kind)
                ? List.of(
                        "SELECT account FROM helper_account WHERE helper_id IN (",
                        "SELECT p.helper_account FROM pairing_party p WHERE p.helper_id IN (")
                : List.of("SELECT p.helped_account FROM pairing_party p WHERE p.helped_id IN (");
        return own.stream()
                .flatMap(select -> accounts(select, List.of(person)).stream().sorted())
                .findFirst();
    }

    /** Accounts of both sides of the pairings. */
    public Set<String> partiesOf(Collection<UUID> pairings) {
        var ids = List.copyOf(pairings);
        var parties = accounts(
                "SELECT " + EFFECTIVE_HELPER + " FROM pairing_party p LEFT JOIN helper_account h"
                        + " ON h.helper_id = p.helper_id WHERE p.pairing_id IN (",
                ids);
        parties.addAll(accounts("SELECT p.helped_account FROM pairing_party p WHERE p.pairing_id IN (", ids));
        return parties;
    }

    private Set<String> accounts(String select, List<UUID> ids) {
        var accounts = new HashSet<String>();
        if (ids.isEmpty()) {
            return accounts;
        }
        try (var connection = database.getConnection()) {
            read(connection, select + "?,".repeat(ids.size() - 1) + "?)", ids, accounts);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the pairings", e);
        }
        return accounts;
    }

    private static void read(Connection connection, String sql, List<UUID> ids, Set<String> into) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.size(); i++) {
                query.setBytes(i + 1, Ids.bytes(ids.get(i)));
            }
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1) != null) {
                        into.add(row.getString(1));
                    }
                }
            }
        }
    }
}
