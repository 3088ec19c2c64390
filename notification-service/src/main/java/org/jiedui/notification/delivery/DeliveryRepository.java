package org.jiedui.notification.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.AudienceReason;

/** Deliveries as their readers see them: officers those of their region, everybody the own ones. */
@ApplicationScoped
public class DeliveryRepository implements PanacheRepositoryBase<Delivery, UUID> {
    private static final String VISIBLE = "(e.region like concat(:prefix, '%') or e.account = :account)";

    private static final List<String> OF_OFFICES =
            AudienceReason.OF_OFFICES.stream().map(Enum::name).toList();

    /**
     * Whether the office {@code m} of the receiving address is one because of which it hears of the delivery {@code e}: in
     * charge of its region, or one that has the message, as the village on the other side of a move.
     */
    private static final String OFFICE = "m.contact_point_id = e.recipient AND m.mailbox LIKE 'role:%'"
            + " AND m.confirmed_at > :confirmedAfter AND (e.region LIKE CONCAT(SUBSTRING_INDEX(m.mailbox, '@', -1), '%')"
            + " OR EXISTS (SELECT 1 FROM message k WHERE k.event_id = e.event_id AND k.mailbox = m.mailbox))";

    private final DataSource database;
    private final DeliveryConfig config;
    private final TimeSource time;

    DeliveryRepository(DataSource database, DeliveryConfig config, TimeSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /** A page, newest first. */
    public Page<Delivery> page(
            Caller caller,
            UUID recipient,
            UUID eventId,
            Collection<String> states,
            Collection<String> channels,
            PageRequest page) {
        return new KeysetQuery<>("deliveries", Delivery.class, Delivery::id)
                .where(VISIBLE, Map.of("prefix", caller.regionPrefix(), "account", caller.subject()))
                .whereIf("e.recipient = :recipient", "recipient", recipient)
                .whereIf("e.eventId = :eventId", "eventId", eventId)
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.channel in :channels", "channels", channels)
                .sortableBy("createdAt", Delivery::createdAt, Instant::parse)
                .page(getEntityManager(), "-createdAt", page);
    }

    /** One delivery, if the caller may see it. */
    public Optional<Delivery> visible(Caller caller, UUID id) {
        return find(
                        "from Delivery e where e.id = :id and " + VISIBLE,
                        Map.of("id", id, "prefix", caller.regionPrefix(), "account", caller.subject()))
                .firstResultOptional();
    }

    /** The attempts of a delivery, in their order. */
    public List<Attempt> attempts(UUID delivery) {
        var found = new ArrayList<Attempt>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT number, at, state, status, note, request_head,"
                        + " answer_head FROM delivery_attempt WHERE delivery_id = ? ORDER BY number")) {
            select.setBytes(1, Ids.bytes(delivery));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Attempt(
                            row.getInt(1),
                            row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            DeliveryState.valueOf(row.getString(3)),
                            (Integer) row.getObject(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the attempts", e);
        }
        return found;
    }

    /**
     * One attempt.
     *
     * @param number from 1
     * @param state of the delivery afterwards
     * @param requestHead what was sent before the body, or null
     * @param answerHead what came back before the body, or null
     */
    @Schema(example = """
            {"number":1,"at":"2026-11-21T08:30:05.000Z","state":"FAILED","status":500,"note":"refused",
             "requestHead":"POST https://platform.example\\nwebhook-id: 0193e0c4-b000-7000-8000-00000000e001",
             "answerHead":"500\\ncontent-length: 0"}""")
    public record Attempt(
            int number,
            Instant at,
            DeliveryState state,
            Integer status,
            String note,
            String requestHead,
            String answerHead) {}

    /** Whether something that the caller sees goes to this recipient. */
    boolean reaches(Caller caller, UUID recipient) {
        return count(
                        "from Delivery e where e.recipient = :recipient and " + VISIBLE,
                        Map.of("recipient", recipient, "prefix", caller.regionPrefix(), "account", caller.subject()))
                > 0;
    }

    /** Whether the delivery's receiver is still there; keeps it from being removed in the running transaction. */
    boolean reachable(Delivery delivery) {
        return !getEntityManager()
                .createNativeQuery("SELECT 1 FROM delivery_lane WHERE id = :lane FOR SHARE")
                .setParameter("lane", Ids.bytes(delivery.lane))
                .getResultList()
                .isEmpty();
    }

    /**
     * Whether the receiver still holds an office because of which it was told, if it was because of one; keeps it from being
     * taken away in the running transaction.
     */
    boolean stillInOffice(Delivery delivery) {
        if (!toAnAddress(delivery) || !OF_OFFICES.contains(delivery.reason())) {
            return true;
        }
        return !getEntityManager()
                .createNativeQuery("SELECT 1 FROM delivery e JOIN contact_point_mailbox m ON " + OFFICE
                        + " WHERE e.id = :id FOR SHARE OF m")
                .setParameter("confirmedAfter", time.now().minus(config.officeLife()))
                .setParameter("id", Ids.bytes(delivery.id()))
                .getResultList()
                .isEmpty();
    }

    /** Whether the receiver has not opted out since. */
    boolean wanted(Delivery delivery) {
        return getEntityManager()
                .createNativeQuery("SELECT 1 FROM delivery e WHERE e.id = :id AND " + DeliveryQueue.UNWANTED)
                .setParameter("id", Ids.bytes(delivery.id()))
                .getResultList()
                .isEmpty();
    }

    static boolean toAnAddress(Delivery delivery) {
        return switch (Channel.valueOf(delivery.channel())) {
            case EMAIL, SMS, PUSH -> true;
            case WEBHOOK, WECOM, DINGTALK -> false;
        };
    }

    /**
     * Enqueues everything again that meets the conditions, whose receiver is still there, in the office because of which it
     * was told, and has not opted out of it, in the running transaction; returns how many. Codes are asked for anew instead.
     */
    int again(
            Caller caller,
            UUID recipient,
            Collection<String> states,
            Collection<String> channels,
            Instant now,
            Instant giveUpAt) {
        var sql =
                new StringBuilder("UPDATE delivery e SET e.state = 'PENDING', e.next_at = :now, e.give_up_at = :until,"
                        + " e.updated_at = :now, e.version = e.version + 1 WHERE " + VISIBLE
                        + " AND e.state IN (:states)"
                        + " AND EXISTS (SELECT 1 FROM delivery_lane l WHERE l.id = e.lane)"
                        + " AND (e.channel NOT IN ('EMAIL', 'SMS', 'PUSH') OR e.reason <> '" + AudienceReason.ASKED_FOR
                        + "') AND NOT " + DeliveryQueue.UNWANTED
                        + " AND (e.channel NOT IN ('EMAIL', 'SMS', 'PUSH') OR e.reason NOT IN (:ofOffices)"
                        + " OR EXISTS (SELECT 1 FROM contact_point_mailbox m WHERE " + OFFICE + "))");
        sql.append(recipient == null ? "" : " AND e.recipient = :recipient");
        sql.append(channels.isEmpty() ? "" : " AND e.channel IN (:channels)");
        var update = getEntityManager()
                .createNativeQuery(sql.toString())
                .setParameter("prefix", caller.regionPrefix())
                .setParameter("account", caller.subject())
                .setParameter("states", states)
                .setParameter("ofOffices", OF_OFFICES)
                .setParameter("confirmedAfter", time.now().minus(config.officeLife()))
                .setParameter("now", now)
                .setParameter("until", giveUpAt);
        if (recipient != null) {
            update.setParameter("recipient", Ids.bytes(recipient));
        }
        if (!channels.isEmpty()) {
            update.setParameter("channels", channels);
        }
        return update.executeUpdate();
    }
}
