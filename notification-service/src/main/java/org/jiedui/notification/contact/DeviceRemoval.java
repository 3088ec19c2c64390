package org.jiedui.notification.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.inbox.Mailing;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Removes a device that its provider does not know any more, and says so in its holder's inbox: whoever relied on push
 * messages would otherwise wait for them in vain.
 */
@ApplicationScoped
public class DeviceRemoval {
    private final ContactPoints contacts;
    private final Announcements announcements;
    private final Mailing mailing;
    private final Wording wording;
    private final ObjectMapper mapper;
    private final TimeSource time;

    DeviceRemoval(
            ContactPoints contacts,
            Announcements announcements,
            Mailing mailing,
            Wording wording,
            ObjectMapper mapper,
            TimeSource time) {
        this.contacts = contacts;
        this.announcements = announcements;
        this.mailing = mailing;
        this.wording = wording;
        this.mapper = mapper;
        this.time = time;
    }

    /** Removes it and tells its holder in one transaction, once however many messages to it were on their way. */
    @Transactional
    void remove(UUID id) {
        var device = contacts.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (device == null) {
            return;
        }
        contacts.forget(id);
        contacts.delete(device);
        var type = EventType.DEVICE_REMOVED;
        var event = Ids.next();
        announcements.keep(
                new Announcements.Fresh(
                        event,
                        type.fullType(),
                        type.eventName(),
                        id,
                        "",
                        time.now(),
                        wording.revisionInForce(type.eventName(), TextChannel.INBOX, ""),
                        data(device)),
                true);
        mailing.post(
                event,
                type,
                id,
                false,
                List.of(new Addressee(Mailbox.ofAccount(device.account()), AudienceReason.OWN_PROFILE)));
    }

    private byte[] data(ContactPoint device) {
        try {
            return mapper.writeValueAsBytes(Map.of(
                    "contactPointId",
                    device.id(),
                    "registeredOn",
                    device.createdAt().atZone(time.zone()).toLocalDate().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the notice", e);
        }
    }
}
