package org.jiedui.notification.broadcast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.schedule.Round;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Tells approved broadcasts when their time has come, at their pace: a step locks the broadcast, reads the
 * next recipients and tells them in one transaction, so that everybody is told once and a stop counts from the next step on.
 */
@ApplicationScoped
public class BroadcastRound implements Round {
    private static final Logger LOG = Logger.getLogger(BroadcastRound.class);
    private static final int STEP = 2000;

    private final BroadcastRepository broadcasts;
    private final Profiles profiles;
    private final Announcements announcements;
    private final Telling telling;
    private final Wording wording;
    private final ObjectMapper mapper;
    private final TimeSource time;

    BroadcastRound(
            BroadcastRepository broadcasts,
            Profiles profiles,
            Announcements announcements,
            Telling telling,
            Wording wording,
            ObjectMapper mapper,
            TimeSource time) {
        this.broadcasts = broadcasts;
        this.profiles = profiles;
        this.announcements = announcements;
        this.telling = telling;
        this.wording = wording;
        this.mapper = mapper;
        this.time = time;
    }

    @Override
    public String name() {
        return "broadcasts";
    }

    @Override
    public int round() {
        var told = 0;
        for (var id : QuarkusTransaction.requiringNew().call(() -> broadcasts.due(time.now()))) {
            told += stepOrGoOn(id);
        }
        return told;
    }

    /** A broadcast that fails is tried again in the next round and does not stand in the way of the others. */
    private int stepOrGoOn(UUID id) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> step(id));
        } catch (RuntimeException e) {
            LOG.errorf(e, "broadcast will be tried again id=%s", id);
            return 0;
        }
    }

    private int step(UUID id) {
        var broadcast = broadcasts.lock(id);
        var now = time.now();
        if (broadcast.state() == BroadcastState.APPROVED) {
            broadcast.begin(profiles.take(id, broadcast.segment()), now);
            announce(broadcast);
        }
        if (broadcast.state() != BroadcastState.SENDING) {
            return 0;
        }
        var allowed = PacePolicy.allowed(broadcast.perMinute(), broadcast.paceUsedUp(), now, STEP);
        if (allowed == 0) {
            return 0;
        }
        var mailboxes = profiles.next(id, broadcast.toldUpTo(), allowed);
        if (mailboxes.isEmpty()) {
            broadcast.end(now);
            return 0;
        }
        var last = mailboxes.get(mailboxes.size() - 1);
        telling.tell(
                new Telling.News(id, EventType.BROADCAST_SENT, id, broadcast.region(), false),
                AudienceReason.IN_THE_SEGMENT,
                mailboxes,
                profiles.between(id, broadcast.toldUpTo(), last),
                broadcast.channels());
        broadcast.told(mailboxes.size(), last, now);
        return mailboxes.size();
    }

    private void announce(Broadcast broadcast) {
        var written = broadcast.written();
        var data = new LinkedHashMap<String, Object>();
        data.put("broadcastId", broadcast.id());
        data.put("category", written.category());
        data.put("region", broadcast.region());
        data.put("title", Map.of("zh", written.titleZh(), "en", written.titleEn()));
        data.put("body", Map.of("zh", written.bodyZh(), "en", written.bodyEn()));
        try {
            announcements.keep(
                    new Announcements.Fresh(
                            broadcast.id(),
                            EventType.BROADCAST_SENT.fullType(),
                            EventType.BROADCAST_SENT.eventName(),
                            broadcast.id(),
                            broadcast.region(),
                            time.now(),
                            wording.revisionInForce(
                                    EventType.BROADCAST_SENT.eventName(), TextChannel.INBOX, broadcast.region()),
                            mapper.writeValueAsBytes(data)),
                    true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the broadcast", e);
        }
    }
}
