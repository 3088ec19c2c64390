package org.jiedui.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.CloudEvent;
import org.jiedui.notification.delivery.Channel;
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
    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpClient http;
    private final WebhookEndpointRepository endpoints;
    private final WebhookConfig config;
    private final AddressGuard guard;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private final ConcurrentHashMap<UUID, Target> targets = new ConcurrentHashMap<>();

    WebhookSender(
            Vertx vertx,
            WebhookEndpointRepository endpoints,
            WebhookConfig config,
            ObjectMapper mapper,
            TimeSource time) {
        this.vertx = vertx;
        this.endpoints = endpoints;
        this.config = config;
        this.guard = WebhookRegistration.guard(config);
        this.mapper = mapper;
        this.time = time;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setIdleTimeout(30)
                .setMaxPoolSize(8)
                .setKeepAliveTimeout(15)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16_384));
    }

    private record Target(URI url, String secret, Instant asked) {
        @Override
        public String toString() {
            return url.getHost();
        }
    }

    @PreDestroy
    void close() {
        http.close();
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
                            .map(e -> new Target(URI.create(e.url()), e.secret().clear(), now))
                            .orElse(null));
        });
    }

    private CompletionStage<Outcome> call(Outgoing delivery, Target target, InetSocketAddress address) {
        var body = body(delivery);
        var ended = new CompletableFuture<Outcome>();
        var attempt = new Attempt(ended);
        var id = delivery.id().toString();
        var timestamp = time.now().getEpochSecond();
        var url = target.url();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(address))
                .setHost(url.getHost())
                .setPort(address.getPort())
                .setSsl(url.getScheme().equalsIgnoreCase("https"))
                .setURI(path(url))
                .setFollowRedirects(false)
                .putHeader("content-type", "application/cloudevents+json; charset=utf-8")
                .putHeader("user-agent", "jiedui-webhooks/1")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader("webhook-signature", WebhookSignature.sign(target.secret(), id, timestamp, body));
        var timer = vertx.setTimer(config.timeout().toMillis(), t -> attempt.overdue());
        ended.whenComplete((outcome, fault) -> vertx.cancelTimer(timer));
        http.request(options)
                .onFailure(
                        e -> attempt.noAnswer("no connection: " + e.getClass().getSimpleName()))
                .onSuccess(request -> {
                    attempt.begun(request);
                    request.exceptionHandler(
                            e -> attempt.noAnswer("broken: " + e.getClass().getSimpleName()));
                    request.response().onSuccess(answer -> attempt.answered(answer, config.answerLimit()));
                    request.send(Buffer.buffer(body));
                });
        return ended;
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

    private static String path(URI url) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** One call; whatever ends it first counts, and whatever is still open then is closed. */
    private static final class Attempt {
        private final CompletableFuture<Outcome> ended;
        private volatile HttpClientRequest request;
        private volatile Integer status;

        private Attempt(CompletableFuture<Outcome> ended) {
            this.ended = ended;
        }

        private void begun(HttpClientRequest begun) {
            request = begun;
            if (ended.isDone()) {
                begun.reset();
            }
        }

        private void overdue() {
            if (status != null) {
                end(outcome(status, null));
            } else {
                end(Outcome.unavailable(null, "no answer in time", null));
            }
        }

        private void noAnswer(String note) {
            if (status == null) {
                end(Outcome.unavailable(null, note, null));
            } else {
                end(outcome(status, null));
            }
        }

        private void answered(HttpClientResponse answer, int limit) {
            status = answer.statusCode();
            var outcome = outcome(answer.statusCode(), retryAfter(answer.getHeader("retry-after")));
            var read = new int[1];
            answer.handler(piece -> {
                read[0] += piece.length();
                if (read[0] > limit) {
                    end(outcome);
                }
            });
            answer.exceptionHandler(e -> end(outcome));
            answer.endHandler(end -> ended.complete(outcome));
        }

        private void end(Outcome outcome) {
            if (ended.complete(outcome) && request != null) {
                request.reset();
            }
        }

        private static Outcome outcome(int status, Duration retryAfter) {
            if (status >= 200 && status < 300) {
                return Outcome.accepted(status, "accepted");
            }
            if (status == 410) {
                return Outcome.hopeless(status, "gone");
            }
            if (status == 429 || status == 503) {
                return Outcome.unavailable(status, "receiver is busy", retryAfter);
            }
            return Outcome.refused(status, status < 400 ? "redirects are not followed" : "refused");
        }

        private static Duration retryAfter(String header) {
            if (header == null || !header.trim().matches("\\d{1,6}")) {
                LOG.debugf("no usable Retry-After");
                return null;
            }
            return Duration.ofSeconds(Long.parseLong(header.trim()));
        }
    }
}
