package org.jiedui.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.delivery.Sender;
import org.jiedui.notification.template.Wording;

/**
 * Sends SMS over an HTTP provider: signed JSON with the provider's template id and its parameters. The delivery's id goes
 * along as {@code requestId}, so that a provider that remembers ids sends a repetition once. Only verified numbers get
 * anything but their code.
 */
@ApplicationScoped
public class SmsSender implements Sender {
    private final ProviderCalls provider;
    private final Preparing preparing;
    private final Wording wording;
    private final SmsConfig config;

    SmsSender(ProviderCalls provider, Preparing preparing, Wording wording, SmsConfig config) {
        this.provider = provider;
        this.preparing = preparing;
        this.wording = wording;
        this.config = config;
    }

    private record Message(
            UUID requestId, String phone, String signName, String templateId, Map<String, String> parameters) {
        @Override
        public String toString() {
            return "Message " + requestId;
        }
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        if (config.url().isEmpty() || config.secret().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "no SMS provider configured", null));
        }
        var message = preparing.prepare(
                delivery, "number removed or not verified, or no template", contact -> message(delivery, contact));
        if (message.instead() != null) {
            return CompletableFuture.completedFuture(message.instead());
        }
        return provider.post(
                URI.create(config.url().get()),
                config.key(),
                config.secret().get(),
                config.timeout(),
                message.message());
    }

    private Optional<Message> message(Outgoing delivery, ContactPoint contact) {
        var phone = contact.value().clear();
        if (delivery.name().equals(ContactRegistration.VERIFICATION)) {
            return Optional.of(new Message(
                    delivery.id(),
                    phone,
                    config.signName(),
                    config.verificationTemplate(),
                    new LinkedHashMap<>(Map.of("code", contact.code().clear()))));
        }
        return contact.verifiedAt() == null
                ? Optional.empty()
                : wording.providerText(delivery.name(), delivery.region(), delivery.data(), contact.chinese())
                        .map(text -> new Message(
                                delivery.id(), phone, config.signName(), text.templateId(), text.parameters()));
    }
}
