package org.jiedui.notification.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.notification.announcement.Announcement;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Puts messages into words when they are read: in the reader's language, by the revision that was in force when the
 * event arrived.
 */
@ApplicationScoped
public class Letters {
    private final Announcements announcements;
    private final Messages messages;
    private final Wording wording;
    private final ObjectMapper mapper;

    Letters(Announcements announcements, Messages messages, Wording wording, ObjectMapper mapper) {
        this.announcements = announcements;
        this.messages = messages;
        this.wording = wording;
        this.mapper = mapper;
    }

    /** The messages in words, with the marks of the account, in the same order. */
    public Map<UUID, Letter> of(String account, Collection<Message> some, boolean chinese) {
        var events = some.stream().map(Message::eventId).distinct().toList();
        var known = events.isEmpty()
                ? Map.<UUID, Announcement>of()
                : announcements.list("id in ?1", events).stream()
                        .collect(Collectors.toMap(Announcement::id, Function.identity()));
        var marks = messages.marks(account, events);
        return some.stream()
                .collect(Collectors.toMap(
                        Message::id, m -> letter(m, known.get(m.eventId()), marks.get(m.eventId()), chinese)));
    }

    /** One message in words. */
    public Letter of(String account, Message message, boolean chinese) {
        return of(account, List.of(message), chinese).get(message.id());
    }

    /** A message that nobody has marked yet, in words, as JSON. */
    String json(Message message, Announcement event, boolean chinese) {
        try {
            return mapper.writeValueAsString(letter(message, event, null, chinese));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the letter", e);
        }
    }

    private Letter letter(Message message, Announcement event, MessageMark mark, boolean chinese) {
        var text = wording.text(message.type(), TextChannel.INBOX, event.templateVersion(), event.data(), chinese)
                .orElseGet(() -> new Wording.Text(message.type(), ""));
        try {
            return new Letter(
                    message.id(),
                    message.eventId(),
                    message.type(),
                    text.title(),
                    text.body(),
                    event.region(),
                    event.subject(),
                    message.reason(),
                    AudienceReason.valueOf(message.reason()).text(chinese),
                    event.occurredAt(),
                    message.createdAt(),
                    mark != null && mark.readAt() != null,
                    mark != null && mark.archivedAt() != null,
                    message.times(),
                    mapper.readTree(event.data()));
        } catch (IOException e) {
            throw new IllegalStateException("stored event data are not readable", e);
        }
    }
}
