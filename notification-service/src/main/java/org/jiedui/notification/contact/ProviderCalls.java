package org.jiedui.notification.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.delivery.HttpCalls;
import org.jiedui.notification.delivery.Outcome;

/** Calls of the providers of SMS and push messages: signed JSON, answered with a code and the message's name there. */
@ApplicationScoped
class ProviderCalls {
    /** The provider's word for a device that is no longer there. */
    static final String UNKNOWN_DEVICE = "UNKNOWN_DEVICE";

    private static final int ANSWER_LIMIT = 16_384;

    private final HttpCalls http;
    private final ObjectMapper mapper;
    private final TimeSource time;

    ProviderCalls(HttpCalls http, ObjectMapper mapper, TimeSource time) {
        this.http = http;
        this.mapper = mapper;
        this.time = time;
    }

    private record Reply(String code, String messageId) {}

    /** Posts a message; always ends within the time limit, never with a fault. */
    CompletionStage<Outcome> post(URI url, String key, String secret, Duration timeout, Object message) {
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
                key,
                "x-timestamp",
                timestamp,
                "x-signature",
                SmsSignature.sign(secret, timestamp, body));
        return http.post(new HttpCalls.Call(url, address, headers, body, timeout, ANSWER_LIMIT))
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
            case "INVALID_NUMBER", "UNKNOWN_TEMPLATE", UNKNOWN_DEVICE, "BLOCKED" ->
                Outcome.hopeless(answer.status(), reply.code());
            default -> Outcome.refused(answer.status(), "refused by the provider");
        };
        return outcome.with(null, answer.head());
    }
}
