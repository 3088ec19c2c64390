package org.jiedui.notification.inbox;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.value.Slices;

/** Reads mailboxes. What may be read is part of every query; an event that is in two own mailboxes is one message. */
@ApplicationScoped
public class Messages implements PanacheRepositoryBase<Message, UUID> {
    private static final int FEW = 500;

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

    /** One message in one of the reader's mailboxes. */
    public Optional<Message> visible(Reader reader, UUID id) {
        return find("id = ?1 and mailbox in ?2", id, reader.mailboxes()).firstResultOptional();
    }

    /** Messages about any of the events in any of the mailboxes, in the order of their making. */
    List<Message> about(Collection<UUID> events, Set<String> mailboxes) {
        if (events.isEmpty() || mailboxes.isEmpty()) {
            return List.of();
        }
        if (mailboxes.size() <= FEW) {
            return list("eventId in ?1 and mailbox in ?2 order by id", events, mailboxes);
        }
        // a broadcast has a hundred thousand messages, of which few are for open streams
        List<UUID> ids;
        try (var rows = getEntityManager()
                .createQuery(
                        "select m.id, m.mailbox from Message m where m.eventId in :events order by m.id",
                        Object[].class)
                .setParameter("events", events)
                .getResultStream()) {
            ids = rows.filter(row -> mailboxes.contains((String) row[1]))
                    .map(row -> (UUID) row[0])
                    .toList();
        }
        var found = new ArrayList<Message>();
        Slices.of(ids, FEW).forEach(some -> found.addAll(list("id in ?1 order by id", some)));
        return found;
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
