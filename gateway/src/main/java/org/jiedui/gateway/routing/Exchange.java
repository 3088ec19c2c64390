package org.jiedui.gateway.routing;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;
import org.jiedui.gateway.observation.Refuser;
import org.jiedui.gateway.observation.Visit;
import org.jiedui.gateway.resilience.Draining;
import org.jiedui.gateway.resilience.ResilienceConfig;

/**
 * One request on its way through: two pipes between caller and service, each held back when its other end is slow. Holds
 * no more of a body than the sockets' buffers. Whoever leaves first takes the other side along: a caller who goes away
 * ends the service's work, a service that breaks off ends the answer visibly. Confined to the event loop of the request.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Visit visit;
    private final Upstream upstream;
    private final Target.Terms terms;
    private final ResilienceConfig config;
    private final Draining draining;
    private final Vertx vertx;
    private final Context loop;
    private final Runnable endStream = this::endStreamOnItsLoop;

    private HttpClientRequest outgoing;
    private HttpClientResponse incoming;
    private int attempts;
    private long timer = -1;
    private long lastProgress;
    private boolean requestComplete;
    private boolean answerComplete;
    private boolean outcomeReported;
    private boolean over;

    Exchange(
            RoutingContext context,
            Visit visit,
            Upstream upstream,
            Target.Terms terms,
            ResilienceConfig config,
            Draining draining) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.visit = visit;
        this.upstream = upstream;
        this.terms = terms;
        this.config = config;
        this.draining = draining;
        this.vertx = context.vertx();
        this.loop = vertx.getOrCreateContext();
    }

    /** Sends the request on its way if the service has room and is believed to be there; refuses otherwise. */
    void start() {
        long circuitOpenFor = upstream.circuit().tryAcquire();
        if (circuitOpenFor > 0) {
            refuse(Refusal.retryAfter(GatewayProblem.UNAVAILABLE, TimeUnit.NANOSECONDS.toSeconds(circuitOpenFor) + 1));
            return;
        }
        if (!upstream.room(terms.stream()).tryEnter()) {
            refuse(Refusal.retryAfter(
                    GatewayProblem.SERVICE_BUSY, config.retryAfter().toSeconds()));
            return;
        }
        context.addEndHandler(this::ended);
        connect();
    }

    // ---- towards the service

    private void connect() {
        attempts++;
        outcomeReported = false;
        upstream.client(terms.stream())
                .request(request.method(), targetOf(request))
                .onComplete(this::connected);
    }

    private static String targetOf(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.charAt(0) == '/') {
            return uri;
        }
        String query = request.query();
        return query == null ? request.path() : request.path() + "?" + query;
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.succeeded()) {
            // told by the answer's future already; without a handler the client logs each reset of ours as an error
            connection.result().exceptionHandler(Exchange::heardElsewhere);
        }
        if (over) {
            if (connection.succeeded()) {
                connection.result().reset();
            }
            return;
        }
        if (connection.failed()) {
            reportFailure();
            if (!retry()) {
                LOG.debugf("Service %s cannot be reached: %s", upstream.name(), connection.cause());
                refuse(Refusal.retryAfter(
                        GatewayProblem.UNAVAILABLE, config.retryAfter().toSeconds()));
            }
            return;
        }
        send(connection.result());
    }

    private void send(HttpClientRequest out) {
        outgoing = out;
        Headers.copyRequest(request, visit, out.headers());
        out.response().onComplete(answer -> answered(out, answer));
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean hasBody = length != null ? !length.equals("0") : mayHaveBody();
        lastProgress = System.nanoTime();
        if (timer < 0) {
            watch(firstDeadline(hasBody));
        }
        if (!hasBody) {
            requestComplete = true;
            if (length != null) {
                out.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
            }
            out.end();
            if (!request.isEnded()) {
                request.resume(); // lets the end of the request arrive, which it has not yet
            }
            return;
        }
        if (length != null) {
            out.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        } else {
            out.setChunked(true);
        }
        takeBody(out);
    }

    /** Whether a body may follow although its length is not known. */
    private boolean mayHaveBody() {
        if (request.isEnded()) {
            return false;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }
        HttpMethod method = request.method();
        return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
    }

    private void takeBody(HttpClientRequest out) {
        request.exceptionHandler(gone -> abandon());
        request.handler(buffer -> {
            visit.received(buffer.length());
            lastProgress = System.nanoTime();
            if (visit.received() > terms.body()) {
                bodyTooLarge();
                return;
            }
            out.write(buffer);
            if (out.writeQueueFull()) {
                request.pause();
                out.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> {
            requestComplete = true;
            lastProgress = System.nanoTime();
            out.end();
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            response.writeContinue();
        }
        request.resume();
    }

    private void bodyTooLarge() {
        if (response.headWritten()) {
            abandon();
        } else {
            refuse(BodyLimit.refusal(terms.body()));
        }
    }

    // ---- towards the caller

    private void answered(HttpClientRequest out, AsyncResult<HttpClientResponse> answer) {
        if (over || out != outgoing) {
            if (answer.succeeded()) {
                answer.result().exceptionHandler(Exchange::heardElsewhere);
            }
            return;
        }
        if (answer.failed()) {
            brokenBeforeAnswer(answer.cause());
            return;
        }
        incoming = answer.result();
        lastProgress = System.nanoTime();
        int status = incoming.statusCode();
        reportOutcome(status);
        boolean compress = writeHead(status);
        boolean noBody = request.method() == HttpMethod.HEAD || status == 204 || status == 304;
        if (!noBody && (compress || !incoming.headers().contains(HttpHeaders.CONTENT_LENGTH))) {
            response.headers().remove(HttpHeaders.CONTENT_LENGTH);
            response.setChunked(true);
        }
        if (terms.stream()) {
            draining.add(endStream);
        }
        incoming.exceptionHandler(this::brokenInAnswer);
        incoming.handler(this::passOn);
        incoming.endHandler(end -> {
            answerComplete = true;
            if (!requestComplete) {
                // Answered early, without reading the whole body: the kept connection is of no use any more.
                outgoing.reset();
                Refuser.discardBody(request);
            }
            response.end();
        });
        if (terms.stream() && !noBody && !response.headWritten()) {
            // Nothing may come for minutes, but the caller wants to know that the stream is open.
            response.writeHead();
        }
    }

    private static void heardElsewhere(Throwable broken) {
        LOG.tracef("Exchange with a service broken: %s", broken);
    }

    private boolean writeHead(int status) {
        response.setStatusCode(status);
        MultiMap headers = response.headers();
        Headers.copyAnswer(incoming.headers(), headers);
        Locations.relativise(headers, upstream.authority());
        String accepted = request.method() == HttpMethod.HEAD ? null : request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean compress = Compression.applies(accepted, status, incoming.headers());
        if (compress) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        } else if (accepted != null && !headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // tells the server not to compress
        }
        if (draining.isDraining()) {
            if (request.version() == HttpVersion.HTTP_2) {
                request.connection().goAway(0);
            } else {
                headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        }
        return compress;
    }

    private void passOn(Buffer buffer) {
        lastProgress = System.nanoTime();
        visit.sent(buffer.length());
        response.write(buffer);
        if (response.writeQueueFull()) {
            incoming.pause();
            response.drainHandler(drained -> {
                lastProgress = System.nanoTime();
                incoming.resume();
            });
        }
    }

    // ---- when things go wrong

    private void brokenBeforeAnswer(Throwable cause) {
        boolean safe = (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) && requestComplete;
        reportFailure();
        if (safe && visit.received() == 0 && retry()) {
            return;
        }
        LOG.infof("Service %s broke off before its answer: %s", upstream.name(), cause.getMessage());
        refuse(Refusal.retryAfter(
                GatewayProblem.SERVICE_BROKE_OFF, config.retryAfter().toSeconds()));
    }

    private void brokenInAnswer(Throwable cause) {
        if (over || answerComplete) {
            return;
        }
        LOG.infof("Service %s broke off within its answer: %s", upstream.name(), cause.getMessage());
        visit.refused(GatewayProblem.SERVICE_BROKE_OFF.name());
        abandon();
    }

    /** Tries again if attempts are left. Only for requests of which the service has seen nothing, or safe ones. */
    private boolean retry() {
        if (attempts > config.retries()
                || draining.isDraining()
                || upstream.circuit().isOpen()) {
            return false;
        }
        outgoing = null;
        long pause = config.retryPause().toMillis() << (attempts - 1);
        vertx.setTimer(Math.max(1, pause), fired -> {
            if (!over) {
                connect();
            }
        });
        return true;
    }

    private void reportOutcome(int status) {
        boolean failure = status == 502
                || status == 504
                || (status == 503 && !incoming.headers().contains(HttpHeaders.RETRY_AFTER));
        if (failure) {
            reportFailure();
        } else if (!outcomeReported) {
            outcomeReported = true;
            upstream.circuit().succeeded();
        }
    }

    private void reportFailure() {
        if (!outcomeReported) {
            outcomeReported = true;
            upstream.circuit().failed();
        }
    }

    private Duration firstDeadline(boolean hasBody) {
        return hasBody ? min(config.idleTimeout(), terms.answerTimeout()) : terms.answerTimeout();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void watch(Duration wait) {
        timer = vertx.setTimer(Math.max(1, wait.toMillis()), fired -> checkProgress());
    }

    private void checkProgress() {
        timer = -1;
        if (over) {
            return;
        }
        Duration allowed = allowedSilence();
        long silent = System.nanoTime() - lastProgress;
        long left = allowed.toNanos() - silent;
        if (left > 0) {
            watch(Duration.ofNanos(left).plusMillis(1));
            return;
        }
        if (incoming != null) {
            visit.refused(GatewayProblem.SERVICE_TIMEOUT.name());
            abandon();
        } else if (!requestComplete) {
            refuse(Refusal.of(GatewayProblem.REQUEST_TIMEOUT));
        } else {
            reportFailure();
            LOG.infof("Service %s did not answer within %s", upstream.name(), allowed);
            refuse(Refusal.retryAfter(
                    GatewayProblem.SERVICE_TIMEOUT, config.retryAfter().toSeconds()));
        }
    }

    private Duration allowedSilence() {
        if (incoming != null) {
            return terms.stream() ? config.streamIdleTimeout() : config.idleTimeout();
        }
        return requestComplete ? terms.answerTimeout() : config.idleTimeout();
    }

    private void refuse(Refusal refusal) {
        HttpClientRequest out = outgoing;
        outgoing = null;
        if (out != null && incoming == null) {
            out.reset();
        }
        Refuser.refuse(context, refusal);
    }

    /** Gives up in the middle: the caller must not take what it has for the whole. */
    private void abandon() {
        if (over) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset(0x2); // INTERNAL_ERROR
        } else {
            request.connection().close();
        }
        finish();
    }

    private void endStreamOnItsLoop() {
        loop.runOnContext(now -> {
            if (!over && !response.ended()) {
                response.end();
            }
        });
    }

    private void ended(AsyncResult<Void> end) {
        finish();
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        if (terms.stream()) {
            draining.remove(endStream);
        }
        upstream.room(terms.stream()).leave();
        if (outgoing != null && !answerComplete) {
            outgoing.reset();
        }
    }
}
