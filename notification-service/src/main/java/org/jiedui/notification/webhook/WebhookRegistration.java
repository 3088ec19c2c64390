package org.jiedui.notification.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;

/** Registers, tests and removes endpoints. */
@ApplicationScoped
public class WebhookRegistration {
    private final WebhookEndpointRepository endpoints;
    private final WebhookBacklog backlog;
    private final Announcements announcements;
    private final DeliveryQueue queue;
    private final AuditTrail audit;
    private final TimeSource time;
    private final WebhookConfig config;
    private final AddressGuard guard;

    WebhookRegistration(
            WebhookEndpointRepository endpoints,
            WebhookBacklog backlog,
            Announcements announcements,
            DeliveryQueue queue,
            AuditTrail audit,
            TimeSource time,
            WebhookConfig config) {
        this.endpoints = endpoints;
        this.backlog = backlog;
        this.announcements = announcements;
        this.queue = queue;
        this.audit = audit;
        this.time = time;
        this.config = config;
        this.guard = guard(config);
    }

    /** A registered endpoint with its secret in clear: shown this once. */
    public record Registered(WebhookEndpoint endpoint, String secret) {}

    /** The guard that the configuration asks for. */
    public static AddressGuard guard(WebhookConfig config) {
        return new AddressGuard(
                InetAddress::getAllByName,
                config.allowPrivate(),
                config.allowedNetworks().orElse(List.of()).stream()
                        .map(Network::of)
                        .toList());
    }

    /**
     * Registers an endpoint in the caller's region.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}, or {@code WEBHOOK_ADDRESS_REFUSED} with
     *     all reasons
     */
    @Transactional
    public Registered register(Caller caller, RegisterEndpoint command) {
        caller.requireCovers(command.region());
        requireAllowed(command.url());
        var secret = WebhookSignature.newSecret();
        var endpoint = new WebhookEndpoint(Ids.next(), command, secret, caller.subject(), time.now());
        endpoints.persistAndFlush(endpoint);
        queue.openLane(endpoint.id(), Channel.WEBHOOK);
        audit.record(
                caller,
                "WEBHOOK_REGISTERED",
                "webhook-endpoint",
                endpoint.id(),
                endpoint.region(),
                Map.of("types", endpoint.types()));
        return new Registered(endpoint, secret);
    }

    /** Changes address, types or region; what waits goes to the new address. Refuses as {@link #register} does. */
    @Transactional
    public WebhookEndpoint change(Caller caller, UUID id, RegisterEndpoint command, String ifMatch) {
        // what came until now goes by the old types and region
        backlog.catchUp(id);
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, endpoint.version());
        caller.requireCovers(command.region());
        requireAllowed(command.url());
        endpoint.change(command);
        endpoints.flush();
        queue.unpause(id);
        audit.record(caller, "WEBHOOK_CHANGED", "webhook-endpoint", id, endpoint.region(), Map.of());
        return endpoint;
    }

    /** Gives a new secret; the old one goes on signing beside it for the configured time, so that no event is lost. */
    @Transactional
    public Registered rotate(Caller caller, UUID id, String ifMatch) {
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, endpoint.version());
        var secret = WebhookSignature.newSecret();
        endpoint.rotate(secret, time.now().plus(config.oldSecretLife()));
        endpoints.flush();
        audit.record(caller, "WEBHOOK_SECRET_ROTATED", "webhook-endpoint", id, endpoint.region(), Map.of());
        return new Registered(endpoint, secret);
    }

    /** Switches a switched-off endpoint on again; {@code STATE_CONFLICT} when it is on. What was parked is replayed on request. */
    @Transactional
    public WebhookEndpoint enable(Caller caller, UUID id, String ifMatch) {
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, endpoint.version());
        if (endpoint.active()) {
            throw CommonProblem.STATE_CONFLICT.detail("该地址未停用", "The endpoint is not switched off");
        }
        endpoint.enable();
        endpoints.flush();
        queue.openLane(id, Channel.WEBHOOK);
        audit.record(caller, "WEBHOOK_ENABLED", "webhook-endpoint", id, endpoint.region(), Map.of());
        return endpoint;
    }

    private void requireAllowed(String url) {
        var refusals = guard.check(address(url)).refusals();
        if (!refusals.isEmpty()) {
            throw NotificationProblem.WEBHOOK_ADDRESS_REFUSED.because(
                    refusals.stream().map(WebhookRegistration::reason).toList());
        }
    }

    /** Enqueues a sample event for the endpoint; returns the event's id. {@code STATE_CONFLICT} when it is switched off. */
    @Transactional
    public UUID test(Caller caller, UUID id) {
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (!endpoint.active()) {
            throw CommonProblem.STATE_CONFLICT.detail("该地址已停用", "The endpoint is switched off");
        }
        var sample = EventType.RISK_ALERT_RAISED;
        var event = new Announcements.Fresh(
                Ids.next(),
                "org.jiedui.notification.webhook-test.v1",
                "webhook-test",
                endpoint.id(),
                endpoint.region(),
                time.now(),
                0,
                sample.sample().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        announcements.keep(event, false);
        queue.enqueue(List.of(new DeliveryQueue.Order(
                event.id(),
                endpoint.id(),
                Channel.WEBHOOK,
                event.id(),
                event.name(),
                endpoint.region(),
                caller.subject(),
                AudienceReason.ASKED_FOR.name())));
        queue.unpause(endpoint.id());
        return event.id();
    }

    /** Removes the endpoint; what waits for it is parked. */
    @Transactional
    public void remove(Caller caller, UUID id, String ifMatch) {
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, endpoint.version());
        endpoints.delete(endpoint);
        // the endpoint's row before its lane, as whoever switches it off
        endpoints.flush();
        queue.closeLane(id);
        audit.record(caller, "WEBHOOK_REMOVED", "webhook-endpoint", id, endpoint.region(), Map.of());
    }

    /** A refusal in words. */
    public static Reason reason(AddressPolicy.Refusal refusal) {
        return switch (refusal) {
            case NOT_HTTP -> Reason.of(refusal, "只支持 http(s)", "Only http(s)");
            case NOT_ENCRYPTED -> Reason.of(refusal, "须使用 https", "https is required");
            case CREDENTIALS_IN_URL -> Reason.of(refusal, "地址中不可含用户名密码", "No credentials in the address");
            case NO_HOST -> Reason.of(refusal, "缺少主机名", "There is no host");
            case BAD_PORT -> Reason.of(refusal, "端口无效", "The port is invalid");
            case NOT_RESOLVED -> Reason.of(refusal, "主机名无法解析", "The host cannot be resolved");
            case NOT_PUBLIC ->
                Reason.of(refusal, "不允许内网、本机或链路本地地址", "Private, loopback and link-local addresses are not allowed");
        };
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/url", "FORMAT", "应为 http(s) 地址", "Must be an http(s) address")));
        }
    }
}
