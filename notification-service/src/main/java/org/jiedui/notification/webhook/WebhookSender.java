package org.jiedui.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.CloudEvent;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.HttpCalls;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.delivery.Sender;

/**
 * Calls an endpoint: signed CloudEvents JSON, to the address that was just checked, without following redirects, within
 * the time limit and reading no more of the answer than is allowed. 2xx is accepted; 410 parks; 429, 503 and everything
 * without an answer mean that the receiver is away; all else is a refusal of this delivery.
 */
@ApplicationScoped
public class WebhookSender implements Sender {
    private static final String SIGNATURE = "webhook-signature";

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final HttpCalls http;
    private final WebhookEndpointRepository endpoints;
    private final WebhookConfig config;
    private final AddressGuard guard;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private final ConcurrentHashMap<UUID, Target> targets = new ConcurrentHashMap<>();

    WebhookSender(
            HttpCalls http,
            WebhookEndpointRepository endpoints,
            WebhookConfig config,
            ObjectMapper mapper,
            TimeSource time) {
        this.endpoints = endpoints;
        this.config = config;
        this.guard = WebhookRegistration.guard(config);
        this.mapper = mapper;
        this.time = time;
        this.http = http;
    }

    private record Target(URI url, String secret, String oldSecret, Instant oldUntil, Instant asked) {
        List<String> secrets(Instant now) {
            return oldSecret == null || !oldUntil.isAfter(now) ? List.of(secret) : List.of(secret, oldSecret);
        }

        @Override
        public String toString() {
            return url.getHost();
        }
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        var target = target(delivery.recipient());
        if (target == null) {
            return CompletableFuture.completedFuture(Outcome.hopeless(null, "endpoint removed"));
        }
        var verdict = guard.check(target.url());
        if (!verdict.refusals().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "address " + verdict.refusals(), null));
        }
        return call(delivery, target, verdict.address());
    }

    private Target target(UUID id) {
        var now = time.now();
        return targets.compute(id, (key, known) -> {
            if (known != null && now.isBefore(known.asked().plus(FRESH))) {
                return known;
            }
            return QuarkusTransaction.requiringNew()
                    .call(() -> endpoints
                            .findByIdOptional(id)
                            .filter(WebhookEndpoint::active)
                            .map(e -> new Target(
                                    URI.create(e.url()),
                                    e.secret().clear(),
                                    e.oldSecret() == null ? null : e.oldSecret().clear(),
                                    e.oldSecretUntil(),
                                    now))
                            .orElse(null));
        });
    }

    private CompletionStage<Outcome> call(Outgoing delivery, Target target, InetSocketAddress address) {
        var body = body(delivery);
        var id = delivery.id().toString();
        var timestamp = time.now().getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/cloudevents+json; charset=utf-8");
        headers.put("user-agent", "jiedui-webhooks/1");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(SIGNATURE, WebhookSignature.sign(target.secrets(now()), id, timestamp, body));
        // path and query of an address may hold a key: only who it is goes into the attempts
        var head = "POST " + target.url().getScheme() + "://" + target.url().getRawAuthority() + "\n"
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ": "
                                + (header.getKey().equals(SIGNATURE) ? "v1,***" : header.getValue()))
                        .collect(Collectors.joining("\n"));
        return http.post(new HttpCalls.Call(
                        target.url(), address, headers, body, config.timeout(), config.answerLimit()))
                .thenApply(answer -> answer.outcome().with(head, answer.head()));
    }

    private Instant now() {
        return time.now();
    }

    private byte[] body(Outgoing delivery) {
        try {
            return mapper.writeValueAsBytes(CloudEvent.of(
                    delivery.eventId(),
                    delivery.fullType(),
                    delivery.subject(),
                    delivery.region(),
                    delivery.occurredAt(),
                    delivery.data(),
                    mapper));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the event", e);
        }
    }
}
