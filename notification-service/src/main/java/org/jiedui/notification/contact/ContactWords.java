package org.jiedui.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/** What is said to a contact point in a title and a text, in its language. */
@ApplicationScoped
class ContactWords {
    private final Wording wording;

    ContactWords(Wording wording) {
        this.wording = wording;
    }

    /** Empty when nothing may be said: the address is not verified. */
    Optional<Wording.Text> of(Outgoing delivery, ContactPoint contact, TextChannel channel) {
        var chinese = contact.chinese();
        if (delivery.name().equals(ContactRegistration.VERIFICATION)) {
            return wording.text(
                    delivery.name(),
                    TextChannel.EMAIL,
                    wording.revisionInForce(delivery.name(), TextChannel.EMAIL, ""),
                    Map.of("code", contact.code().clear()),
                    chinese);
        }
        if (contact.verifiedAt() == null) {
            return Optional.empty();
        }
        var first = wording.present(delivery.name(), channel, delivery.region(), delivery.data(), chinese);
        return delivery.parts().isEmpty() ? first : first.map(text -> gathered(text, delivery, channel, chinese));
    }

    /** Several events in one message, the latest first. */
    private Wording.Text gathered(Wording.Text first, Outgoing delivery, TextChannel channel, boolean chinese) {
        var texts = new ArrayList<Wording.Text>();
        texts.add(first);
        delivery.parts()
                .forEach(part -> wording.present(part.name(), channel, part.region(), part.data(), chinese)
                        .ifPresent(texts::add));
        Collections.reverse(texts);
        var body = texts.stream().map(text -> text.title() + "\n" + text.body()).distinct();
        return new Wording.Text(
                (chinese ? "【结对帮扶】%d 条消息" : "[Jiedui] %d messages").formatted(texts.size()),
                body.collect(Collectors.joining("\n\n")));
    }
}
