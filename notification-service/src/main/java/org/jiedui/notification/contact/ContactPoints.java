package org.jiedui.notification.contact;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/** Contact points and the mailboxes whose messages also go to them. */
@ApplicationScoped
public class ContactPoints implements PanacheRepositoryBase<ContactPoint, UUID> {
    private final DataSource database;

    ContactPoints(DataSource database) {
        this.database = database;
    }

    /** A verified address that belongs to one of the asked mailboxes. */
    public record Reachable(UUID id, String account) {}

    /** Own contact points of an account. */
    public List<ContactPoint> of(String account) {
        return list("account = ?1 order by id", account);
    }

    /** One own contact point. */
    public Optional<ContactPoint> own(String account, UUID id) {
        return find("account = ?1 and id = ?2", account, id).firstResultOptional();
    }

    /** The own contact point with this address. */
    public Optional<ContactPoint> own(String account, byte[] hash) {
        return find("account = ?1 and valueHash = ?2", account, hash).firstResultOptional();
    }

    /** Whether somebody else verified the address. */
    public boolean takenByOther(String account, byte[] hash) {
        return count("account <> ?1 and verifiedHash = ?2", account, hash) > 0;
    }

    private static LocalDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    /**
     * Whose messages go to the addresses of an account.
     *
     * @param mailboxes by contact point; none yet for one that was just registered
     * @param asOf issue of the token that said so last, or the end of the offices; null before the first
     */
    record Held(Map<UUID, Set<String>> mailboxes, Instant asOf) {
        /** All of them. */
        Set<String> all() {
            return mailboxes.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Reads it; {@code lock} lets others who change it wait for the end of the running transaction. */
    Held held(String account, boolean lock) {
        var mailboxes = new LinkedHashMap<UUID, Set<String>>();
        Instant asOf = null;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT c.id, m.mailbox, m.confirmed_at FROM contact_point c"
                        + " LEFT JOIN contact_point_mailbox m ON m.contact_point_id = c.id WHERE c.account = ?"
                        + " ORDER BY c.id" + (lock ? " FOR UPDATE" : ""))) {
            select.setString(1, account);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var mine = mailboxes.computeIfAbsent(Ids.of(row.getBytes(1)), id -> new TreeSet<>());
                    if (row.getString(2) != null) {
                        mine.add(row.getString(2));
                        var at = row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                        asOf = asOf == null || at.isAfter(asOf) ? at : asOf;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the mailboxes", e);
        }
        return new Held(mailboxes, asOf);
    }

    /** Sets the mailboxes of contact points anew, in the running transaction. */
    void remember(Collection<UUID> ids, Collection<String> mailboxes, Instant asOf) {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("DELETE FROM contact_point_mailbox WHERE contact_point_id = ?");
                var insert = connection.prepareStatement(
                        "INSERT INTO contact_point_mailbox (mailbox, contact_point_id, confirmed_at) VALUES (?, ?, ?)");
                var touch =
                        connection.prepareStatement("UPDATE contact_point SET version = version + 1 WHERE id = ?")) {
            for (var id : ids) {
                delete.setBytes(1, Ids.bytes(id));
                delete.addBatch();
                touch.setBytes(1, Ids.bytes(id));
                touch.addBatch();
                for (var mailbox : mailboxes) {
                    insert.setString(1, mailbox);
                    insert.setBytes(2, Ids.bytes(id));
                    insert.setObject(3, utc(asOf));
                    insert.addBatch();
                }
            }
            delete.executeBatch();
            insert.executeBatch();
            touch.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not remember the mailboxes", e);
        }
    }

    /** Forgets the mailboxes of a contact point. */
    public void forget(UUID id) {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("DELETE FROM contact_point_mailbox WHERE contact_point_id = ?")) {
            delete.setBytes(1, Ids.bytes(id));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget the mailboxes", e);
        }
    }

    /**
     * Verified addresses behind the mailboxes, by mailbox; nothing for one without.
     *
     * @param since offices that were not confirmed later than that are left out
     */
    public Map<String, List<Reachable>> reachable(Set<String> mailboxes, ContactKind kind, Instant since) {
        var found = new HashMap<String, List<Reachable>>();
        if (mailboxes.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT c.id, c.account, m.mailbox FROM contact_point_mailbox m"
                                + " JOIN contact_point c ON c.id = m.contact_point_id WHERE c.kind = ?"
                                + " AND c.verified_hash IS NOT NULL AND m.mailbox IN ("
                                + "?,".repeat(mailboxes.size() - 1)
                                + "?) AND (m.mailbox LIKE 'account:%' OR m.confirmed_at > ?)")) {
            select.setString(1, kind.name());
            var at = 2;
            for (var mailbox : mailboxes) {
                select.setString(at++, mailbox);
            }
            select.setObject(at, utc(since));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString(3), m -> new ArrayList<>())
                            .add(new Reachable(Ids.of(row.getBytes(1)), row.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the contact points", e);
        }
        return found;
    }
}
