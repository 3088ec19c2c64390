package org.jiedui.notification.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.HttpCalls;
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
    private static final int ANSWER_LIMIT = 16_384;

    private final HttpCalls http;
    private final ContactPoints contacts;
    private final Wording wording;
    private final SmsConfig config;
    private final ObjectMapper mapper;
    private final TimeSource time;

    SmsSender(
            HttpCalls http,
            ContactPoints contacts,
            Wording wording,
            SmsConfig config,
            ObjectMapper mapper,
            TimeSource time) {
        this.http = http;
        this.contacts = contacts;
        this.wording = wording;
        this.config = config;
        this.mapper = mapper;
        this.time = time;
    }

    private record Message(
            UUID requestId, String phone, String signName, String templateId, Map<String, String> parameters) {
        @Override
        public String toString() {
            return "Message " + requestId;
        }
    }

    private record Reply(String code, String messageId) {}

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        if (config.url().isEmpty() || config.secret().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "no SMS provider configured", null));
        }
        var message = QuarkusTransaction.requiringNew().call(() -> message(delivery));
        if (message.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Outcome.hopeless(null, "number removed or not verified, or no template"));
        }
        return post(message.get());
    }

    private CompletionStage<Outcome> post(Message message) {
        var url = URI.create(config.url().orElseThrow());
        var timestamp = Long.toString(time.now().getEpochSecond());
        byte[] body;
        InetSocketAddress address;
        try {
            body = mapper.writeValueAsBytes(message);
            address = new InetSocketAddress(
                    InetAddress.getByName(url.getHost()),
                    url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the message", e);
        } catch (UnknownHostException e) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "provider is not known by name", null));
        }
        var headers = Map.of(
                "content-type",
                "application/json; charset=utf-8",
                "x-key",
                config.key(),
                "x-timestamp",
                timestamp,
                "x-signature",
                SmsSignature.sign(config.secret().orElseThrow(), timestamp, body));
        return http.post(new HttpCalls.Call(url, address, headers, body, config.timeout(), ANSWER_LIMIT))
                .thenApply(this::outcome);
    }

    /** A taken message has code OK and a name; garbage with status 200 is not taken for one. */
    private Outcome outcome(HttpCalls.Answer answer) {
        if (!answer.ok()) {
            return answer.outcome().with(null, answer.head());
        }
        Reply reply;
        try {
            reply = mapper.readValue(answer.body(), Reply.class);
        } catch (JsonProcessingException e) {
            return Outcome.refused(answer.status(), "the answer is not readable")
                    .with(null, answer.head());
        }
        if (reply == null || reply.code() == null) {
            return Outcome.refused(answer.status(), "the answer has no code").with(null, answer.head());
        }
        var outcome = switch (reply.code()) {
            case "OK" ->
                Outcome.accepted(answer.status(), "accepted by the provider").called(reply.messageId());
            case "THROTTLED", "BALANCE_EXHAUSTED" ->
                Outcome.unavailable(answer.status(), reply.code(), answer.retryAfter());
            case "INVALID_NUMBER", "UNKNOWN_TEMPLATE", "BLOCKED" -> Outcome.hopeless(answer.status(), reply.code());
            default -> Outcome.refused(answer.status(), "refused by the provider");
        };
        return outcome.with(null, answer.head());
    }

    private Optional<Message> message(Outgoing delivery) {
        var contact = contacts.findByIdOptional(delivery.recipient());
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        var chinese = contact.get().chinese();
        var phone = contact.get().value().clear();
        if (delivery.name().equals(ContactRegistration.VERIFICATION)) {
            var code = contact.get().code();
            return code == null
                    ? Optional.empty()
                    : Optional.of(new Message(
                            delivery.id(),
                            phone,
                            config.signName(),
                            config.verificationTemplate(),
                            new LinkedHashMap<>(Map.of("code", code.clear()))));
        }
        return contact.get().verifiedAt() == null
                ? Optional.empty()
                : wording.providerText(delivery.name(), delivery.region(), delivery.data(), chinese)
                        .map(text -> new Message(
                                delivery.id(), phone, config.signName(), text.templateId(), text.parameters()));
    }
}
