package org.jiedui.notification.inbox;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;

/** Reads mailboxes. What may be read is part of every query; an event that is in two own mailboxes is one message. */
@ApplicationScoped
public class Messages implements PanacheRepositoryBase<Message, UUID> {
    private static final int FEW = 500;

    private final DataSource database;

    Messages(DataSource database) {
        this.database = database;
    }

    /** A page of the reader's messages, newest first. */
    public Page<Message> page(
            Reader reader, Boolean unread, boolean archived, Collection<String> types, PageRequest page) {
        return query(reader, unread, archived, types)
                .sortableBy("createdAt", Message::createdAt, Instant::parse)
                .page(getEntityManager(), "-createdAt", page);
    }

    /** How many messages the reader has under the same filters. */
    public long count(Reader reader, Boolean unread, boolean archived, Collection<String> types) {
        return query(reader, unread, archived, types).count(getEntityManager());
    }

    /**
     * How many messages the reader has neither read nor archived. All there are, less those that lie in the own mailbox and
     * in an office's, less those with a mark, muted types left out of each: so that a full mailbox of news costs one walk
     * along an index. The joins go from the smaller side to the larger, which the optimizer does not know of a young table.
     */
    public long unread(Reader reader) {
        var own = reader.mailboxes();
        var muted = List.copyOf(reader.muted());
        var in = " IN (" + marks(own.size()) + ")";
        var heard = muted.isEmpty() ? "" : " AND m.type NOT IN (" + marks(muted.size()) + ")";
        try (var connection = database.getConnection()) {
            var there = new HashMap<String, Long>();
            try (var all = connection.prepareStatement(
                    "SELECT m.mailbox, COUNT(*) FROM message m WHERE m.mailbox" + in + heard + " GROUP BY m.mailbox")) {
                bind(all, own, muted);
                try (var row = all.executeQuery()) {
                    while (row.next()) {
                        there.put(row.getString(1), row.getLong(2));
                    }
                }
            }
            var unread = there.values().stream().mapToLong(n -> n).sum();
            if (unread == 0) {
                return 0;
            }
            var personal = there.getOrDefault(own.get(0), 0L);
            if (personal > 0 && personal < unread) {
                var from = personal <= unread - personal
                        ? "message m STRAIGHT_JOIN message b"
                        : "message b STRAIGHT_JOIN message m";
                try (var twice = connection.prepareStatement("SELECT COUNT(*) FROM " + from
                        + " ON b.event_id = m.event_id AND b.mailbox > m.mailbox WHERE m.mailbox = ? AND b.mailbox" + in
                        + heard)) {
                    bind(twice, own.subList(0, 1), own, muted);
                    unread -= number(twice);
                }
            }
            try (var marked = connection.prepareStatement("SELECT COUNT(DISTINCT k.event_id) FROM message_mark k"
                    + " STRAIGHT_JOIN message m ON m.event_id = k.event_id AND m.mailbox" + in
                    + " WHERE k.account = ? AND (k.read_at IS NOT NULL OR k.archived_at IS NOT NULL)" + heard)) {
                bind(marked, own, List.of(reader.account()), muted);
                return unread - number(marked);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the messages", e);
        }
    }

    private static String marks(int count) {
        return "?,".repeat(count - 1) + "?";
    }

    @SafeVarargs
    private static void bind(PreparedStatement statement, List<String>... values) throws SQLException {
        var at = 1;
        for (var some : values) {
            for (var value : some) {
                statement.setString(at++, value);
            }
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** One message in one of the reader's mailboxes. */
    public Optional<Message> visible(Reader reader, UUID id) {
        return find("id = ?1 and mailbox in ?2", id, reader.mailboxes()).firstResultOptional();
    }

    /** Messages about any of the events; only those in the given mailboxes as long as these are few. */
    public List<Message> about(Collection<UUID> events, Collection<String> mailboxes) {
        if (events.isEmpty() || mailboxes.isEmpty()) {
            return List.of();
        }
        return mailboxes.size() <= FEW
                ? list("eventId in ?1 and mailbox in ?2 order by id", events, mailboxes)
                : list("eventId in ?1 order by id", events);
    }

    /** What the account did with the events. */
    public Map<UUID, MessageMark> marks(String account, Collection<UUID> events) {
        var marks = new HashMap<UUID, MessageMark>();
        if (!events.isEmpty()) {
            getEntityManager()
                    .createQuery(
                            "from MessageMark m where m.key.account = :account and m.key.eventId in :events",
                            MessageMark.class)
                    .setParameter("account", account)
                    .setParameter("events", events)
                    .getResultList()
                    .forEach(mark -> marks.put(mark.eventId(), mark));
        }
        return marks;
    }

    private static KeysetQuery<Message> query(
            Reader reader, Boolean unread, boolean archived, Collection<String> types) {
        var query = new KeysetQuery<>("inbox", Message.class, Message::id)
                .where("e.mailbox in :mailboxes", Map.of("mailboxes", reader.mailboxes()))
                .whereIf("e.type in :types", "types", types)
                .whereIf("e.type not in :muted", "muted", reader.muted());
        if (reader.mailboxes().size() > 1) {
            query.where(
                    "not exists (select 1 from Message o where o.eventId = e.eventId"
                            + " and o.mailbox in :own and o.mailbox < e.mailbox)",
                    Map.of("own", reader.mailboxes()));
        }
        query.where(
                (archived ? "" : "not ")
                        + "exists (select 1 from MessageMark a where a.key.account = :archiver"
                        + " and a.key.eventId = e.eventId and a.archivedAt is not null)",
                Map.of("archiver", reader.account()));
        if (unread != null) {
            query.where(
                    (unread ? "not " : "")
                            + "exists (select 1 from MessageMark r where r.key.account = :account"
                            + " and r.key.eventId = e.eventId and r.readAt is not null)",
                    Map.of("account", reader.account()));
        }
        return query;
    }
}
