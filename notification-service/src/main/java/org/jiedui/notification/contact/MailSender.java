package org.jiedui.notification.contact;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.delivery.Sender;
import org.jiedui.notification.template.TextChannel;

/**
 * Sends e-mail over SMTP, in the language of the contact point, with a {@code Message-ID} that is the same in every
 * attempt of a delivery. Only verified addresses get anything but their code.
 */
@ApplicationScoped
public class MailSender implements Sender {
    private final Preparing preparing;
    private final ContactWords words;
    private final MailConfig config;
    private final MailClient client;

    MailSender(Vertx vertx, Preparing preparing, ContactWords words, MailConfig config) {
        this.preparing = preparing;
        this.words = words;
        this.config = config;
        this.client = config.host().map(host -> client(vertx, host, config)).orElse(null);
    }

    private static MailClient client(Vertx vertx, String host, MailConfig config) {
        var options = new io.vertx.ext.mail.MailConfig()
                .setHostname(host)
                .setPort(config.port())
                .setSsl(config.ssl())
                .setStarttls(StartTLSOptions.valueOf(config.startTls()))
                .setMaxPoolSize(8)
                .setKeepAlive(true);
        // a connection that waits for work is let go by the pool before its silence would close it under a mail
        var silence = (int) config.timeout().toMillis();
        options.setKeepAliveTimeout(silence / 2)
                .setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS)
                .setConnectTimeout(silence)
                .setIdleTimeout(silence)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        config.username().ifPresent(options::setUsername);
        config.password().ifPresent(options::setPassword);
        return MailClient.create(vertx, options);
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        if (client == null) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "no mail server configured", null));
        }
        var mail = preparing.prepare(delivery, "address removed or not verified", contact -> mail(delivery, contact));
        if (mail.instead() != null) {
            return CompletableFuture.completedFuture(mail.instead());
        }
        var ended = new CompletableFuture<Outcome>();
        client.sendMail(mail.message())
                .onSuccess(result -> ended.complete(Outcome.accepted(null, "accepted by the mail server")))
                .onFailure(fault -> ended.complete(outcome(fault)));
        return ended.completeOnTimeout(
                Outcome.unavailable(null, "no answer in time", null),
                2 * config.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Optional<MailMessage> mail(Outgoing delivery, ContactPoint contact) {
        return words.of(delivery, contact, TextChannel.EMAIL)
                .map(text -> new MailMessage()
                        .setFrom(config.from())
                        .setTo(contact.value().clear())
                        .setSubject(oneLine(text.title()))
                        .setText(text.body())
                        .setFixedHeaders(false)
                        .addHeader("Message-ID", "<" + delivery.id() + "@jiedui>"));
    }

    /** A subject without line ends: behind one of them further headers could be written. */
    static String oneLine(String title) {
        return title.replaceAll("\\R+", " ");
    }

    /** A server that names the recipient as wrong refuses this mail; all else means that it is away. */
    private static Outcome outcome(Throwable fault) {
        var message = String.valueOf(fault.getMessage());
        var note = fault.getClass().getSimpleName();
        return message.contains("recipient") || message.contains("550")
                ? Outcome.refused(550, note)
                : Outcome.unavailable(null, note, null);
    }
}
