package org.jiedui.notification.contact;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.delivery.Sender;
import org.jiedui.notification.template.TextChannel;

/**
 * Sends push messages to devices over an HTTP provider, which speaks to the makers' services: signed JSON with the words
 * of the inbox, or those of templates for {@code PUSH}. The delivery's id goes along as {@code requestId}, so that a
 * provider that remembers ids sends a repetition once. Only verified devices get anything but their code. A device that
 * the provider does not know any more is removed.
 */
@ApplicationScoped
public class PushSender implements Sender {
    /** Characters of a body. Push services refuse messages of more than 4 KB; in the inbox it is whole. */
    private static final int MOST = 800;

    private final ProviderCalls provider;
    private final Preparing preparing;
    private final ContactWords words;
    private final DeviceRemoval removal;
    private final PushConfig config;
    private final Vertx vertx;

    PushSender(
            ProviderCalls provider,
            Preparing preparing,
            ContactWords words,
            DeviceRemoval removal,
            PushConfig config,
            Vertx vertx) {
        this.provider = provider;
        this.preparing = preparing;
        this.words = words;
        this.removal = removal;
        this.config = config;
        this.vertx = vertx;
    }

    private record Message(UUID requestId, String device, String title, String body, String type) {
        @Override
        public String toString() {
            return "Message " + requestId;
        }
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        if (config.url().isEmpty() || config.secret().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "no push provider configured", null));
        }
        var message =
                preparing.prepare(delivery, "device removed or not verified", contact -> message(delivery, contact));
        if (message.instead() != null) {
            return CompletableFuture.completedFuture(message.instead());
        }
        return provider.post(
                        URI.create(config.url().get()),
                        config.key(),
                        config.secret().get(),
                        config.timeout(),
                        message.message())
                .thenCompose(outcome -> ProviderCalls.UNKNOWN_DEVICE.equals(outcome.note())
                        ? removed(delivery.recipient(), outcome)
                        : CompletableFuture.completedFuture(outcome));
    }

    /** Not on the thread that reads answers. When it fails, so does the attempt, and the next one finds the device again. */
    private CompletionStage<Outcome> removed(UUID device, Outcome outcome) {
        return vertx.executeBlocking(() -> {
                    removal.remove(device);
                    return outcome;
                })
                .toCompletionStage();
    }

    private Optional<Message> message(Outgoing delivery, ContactPoint contact) {
        return words.of(delivery, contact, TextChannel.PUSH)
                .map(text -> new Message(
                        delivery.id(), contact.value().clear(), text.title(), cut(text.body()), delivery.name()));
    }

    private static String cut(String body) {
        return body.codePointCount(0, body.length()) <= MOST
                ? body
                : body.substring(0, body.offsetByCodePoints(0, MOST - 1)) + "…";
    }
}
