package org.jiedui.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.schedule.Round;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Switches off endpoints that have taken nothing for days, and says so to whoever registered them and to the office in
 * charge of their region. What waits is parked and can be replayed after the endpoint was switched on again. One that
 * cannot be switched off now is tried again in the next round and does not stand in the way of the others.
 */
@ApplicationScoped
public class WebhookWatch implements Round {
    private static final Logger LOG = Logger.getLogger(WebhookWatch.class);

    private final WebhookEndpointRepository endpoints;
    private final WebhookBacklog backlog;
    private final DeliveryQueue queue;
    private final Announcements announcements;
    private final Telling telling;
    private final Wording wording;
    private final WebhookConfig config;
    private final ObjectMapper mapper;
    private final TimeSource time;

    WebhookWatch(
            WebhookEndpointRepository endpoints,
            WebhookBacklog backlog,
            DeliveryQueue queue,
            Announcements announcements,
            Telling telling,
            Wording wording,
            WebhookConfig config,
            ObjectMapper mapper,
            TimeSource time) {
        this.endpoints = endpoints;
        this.backlog = backlog;
        this.queue = queue;
        this.announcements = announcements;
        this.telling = telling;
        this.wording = wording;
        this.config = config;
        this.mapper = mapper;
        this.time = time;
    }

    @Override
    public String name() {
        return "webhook-watch";
    }

    @Override
    public int round() {
        var disabled = 0;
        for (var lane : queue.failingSince(Channel.WEBHOOK, time.now().minus(config.disableAfter()))) {
            try {
                backlog.catchUp(lane.id());
                QuarkusTransaction.requiringNew().run(() -> disable(lane));
                disabled++;
            } catch (RuntimeException e) {
                LOG.errorf(e, "endpoint will be looked at again id=%s", lane.id());
            }
        }
        return disabled;
    }

    private void disable(DeliveryQueue.FailingLane lane) {
        endpoints.lockReplay(lane.id());
        if (endpoints.behind(lane.id(), true).isPresent()) {
            // it fell behind again meanwhile: the next round catches up first
            return;
        }
        if (!queue.stillFailing(lane.id(), time.now().minus(config.disableAfter()))) {
            return;
        }
        var waiting = queue.closeLane(lane.id());
        var endpoint = endpoints.findById(lane.id());
        if (endpoint == null || !endpoint.active()) {
            return;
        }
        endpoint.disable(time.now());
        endpoints.flush();
        var type = EventType.WEBHOOK_DISABLED;
        var data = new LinkedHashMap<String, Object>();
        data.put("endpointId", endpoint.id());
        data.put("region", endpoint.region());
        data.put("host", URI.create(endpoint.url()).getHost());
        data.put("failingSince", lane.since().atZone(time.zone()).toLocalDate().toString());
        data.put("waiting", waiting);
        var id = Ids.next();
        try {
            announcements.keep(
                    new Announcements.Fresh(
                            id,
                            type.fullType(),
                            type.eventName(),
                            endpoint.id(),
                            endpoint.region(),
                            time.now(),
                            wording.revisionInForce(type.eventName(), TextChannel.INBOX, endpoint.region()),
                            mapper.writeValueAsBytes(data)),
                    true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the notice", e);
        }
        var audience = new ArrayList<Addressee>();
        audience.add(new Addressee(Mailbox.ofAccount(endpoint.owner()), AudienceReason.OWN_ENDPOINT));
        Mailbox.ofOffice("county-officer", endpoint.region())
                .or(() -> Mailbox.ofOffice("province-officer", endpoint.region()))
                .ifPresent(mailbox -> audience.add(new Addressee(mailbox, AudienceReason.COUNTY_IN_CHARGE)));
        telling.tell(new Telling.News(id, type, endpoint.id(), endpoint.region(), false), audience);
    }
}
