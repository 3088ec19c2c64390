package org.jiedui.notification.delivery;

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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jiedui.chassis.time.TimeSource;

/**
 * Calls that leave the platform: to an address that was judged before, within a time limit, reading no more of the answer
 * than is allowed, never following a redirect. Whatever ends a call first counts; a status that came is an answer, however
 * badly its body ends.
 */
@ApplicationScoped
public class HttpCalls {
    private final Vertx vertx;
    private final HttpClient http;
    private final TimeSource time;

    HttpCalls(Vertx vertx, DeliveryConfig config, TimeSource time) {
        this.vertx = vertx;
        this.time = time;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(10_000)
                .setIdleTimeout(30)
                // of one host: its endpoints share it, and a slow one must not make the others wait for a connection
                .setMaxPoolSize(config.lanes() * config.parallel())
                .setKeepAliveTimeout(15)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16_384));
    }

    /**
     * One call.
     *
     * @param address where to connect to; the URL's host is only named in the request and checked against the certificate
     * @param answerLimit bytes of the answer that are read at most
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Call(
            URI url,
            InetSocketAddress address,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            int answerLimit) {
        @Override
        public String toString() {
            return String.valueOf(url.getHost());
        }
    }

    /**
     * What came back.
     *
     * @param status null without an answer
     * @param head status and header lines, cut
     * @param body what was read of it
     * @param fault why there is no answer, or null
     */
    public record Answer(Integer status, Duration retryAfter, String head, String body, String fault) {
        /** Whether the receiver took it. */
        public boolean ok() {
            return status != null && status >= 200 && status < 300;
        }

        /**
         * What the status means where the body says nothing: 2xx is taken, 410 is for ever, 429, 503 and no answer mean
         * that the receiver is away, all else is a refusal of this one.
         */
        public Outcome outcome() {
            if (status == null) {
                return Outcome.unavailable(null, fault, null);
            }
            if (ok()) {
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
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /** Posts; always ends within the time limit, never with a fault. */
    public CompletionStage<Answer> post(Call call) {
        var ended = new CompletableFuture<Answer>();
        var attempt = new Attempt(ended);
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(call.address()))
                .setHost(call.url().getHost())
                .setPort(call.address().getPort())
                .setSsl("https".equalsIgnoreCase(call.url().getScheme()))
                .setURI(path(call.url()))
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        var timer = vertx.setTimer(call.timeout().toMillis(), t -> attempt.overdue());
        ended.whenComplete((outcome, fault) -> vertx.cancelTimer(timer));
        http.request(options)
                .onFailure(
                        e -> attempt.noAnswer("no connection: " + e.getClass().getSimpleName()))
                .onSuccess(request -> {
                    attempt.begun(request);
                    request.exceptionHandler(
                            e -> attempt.noAnswer("broken: " + e.getClass().getSimpleName()));
                    request.response().onSuccess(answer -> attempt.answered(answer, call.answerLimit()));
                    request.send(Buffer.buffer(call.body()));
                });
        return ended;
    }

    private static String path(URI url) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** One call; whatever ends it first counts, and whatever is still open then is closed. */
    private final class Attempt {
        private final CompletableFuture<Answer> ended;
        private final Buffer body = Buffer.buffer();
        private volatile HttpClientRequest request;
        private volatile HttpClientResponse answer;

        private Attempt(CompletableFuture<Answer> ended) {
            this.ended = ended;
        }

        private void begun(HttpClientRequest begun) {
            request = begun;
            if (ended.isDone()) {
                begun.reset();
            }
        }

        private void overdue() {
            end("no answer in time");
        }

        private void noAnswer(String note) {
            end(note);
        }

        private void answered(HttpClientResponse arrived, int limit) {
            answer = arrived;
            arrived.handler(piece -> {
                if (body.length() + piece.length() > limit) {
                    end(null);
                } else {
                    body.appendBuffer(piece);
                }
            });
            arrived.exceptionHandler(e -> end(null));
            arrived.endHandler(end -> ended.complete(read()));
        }

        private void end(String fault) {
            if (ended.complete(answer == null ? new Answer(null, null, null, "", fault) : read()) && request != null) {
                request.reset();
            }
        }

        private Answer read() {
            var head = answer.statusCode() + "\n"
                    + answer.headers().entries().stream()
                            .filter(header -> !header.getKey().equalsIgnoreCase("set-cookie"))
                            .map(header -> header.getKey() + ": " + header.getValue())
                            .collect(Collectors.joining("\n"));
            return new Answer(
                    answer.statusCode(),
                    RetryPolicy.wish(answer.getHeader("retry-after"), time.now()),
                    head,
                    body.toString(),
                    null);
        }
    }
}
