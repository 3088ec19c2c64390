package org.jiedui.notification.robot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
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
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.webhook.AddressGuard;
import org.jiedui.notification.webhook.WebhookConfig;
import org.jiedui.notification.webhook.WebhookRegistration;

/** Registers and removes robots. */
@ApplicationScoped
public class RobotRegistration {
    private enum Fault {
        FOREIGN_HOST
    }

    private final RobotRepository robots;
    private final DeliveryQueue queue;
    private final RobotConfig config;
    private final AddressGuard guard;
    private final AuditTrail audit;
    private final TimeSource time;

    RobotRegistration(
            RobotRepository robots,
            DeliveryQueue queue,
            RobotConfig config,
            WebhookConfig webhooks,
            AuditTrail audit,
            TimeSource time) {
        this.robots = robots;
        this.queue = queue;
        this.config = config;
        this.guard = WebhookRegistration.guard(webhooks);
        this.audit = audit;
        this.time = time;
    }

    /**
     * Registers a robot in the caller's region.
     *
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}, or {@code ROBOT_ADDRESS_REFUSED} with
     *     all reasons
     */
    @Transactional
    public Robot register(Caller caller, RegisterRobot command) {
        caller.requireCovers(command.region());
        var url = url(command.url());
        var refusals = new ArrayList<Reason>();
        if (!config.hosts().contains(url.getHost())) {
            refusals.add(Reason.of(
                    Fault.FOREIGN_HOST, "只允许 " + config.hosts(), "Only hosts " + config.hosts() + " are allowed"));
        }
        guard.check(url).refusals().forEach(refusal -> refusals.add(WebhookRegistration.reason(refusal)));
        if (!refusals.isEmpty()) {
            throw NotificationProblem.ROBOT_ADDRESS_REFUSED.because(refusals);
        }
        var robot = new Robot(Ids.next(), command, caller.subject(), time.now());
        robots.persistAndFlush(robot);
        queue.openLane(robot.id(), robot.kind());
        audit.record(caller, "ROBOT_REGISTERED", "robot", robot.id(), robot.region(), Map.of("kind", robot.kind()));
        return robot;
    }

    /** Removes a robot; what waits for it is parked. */
    @Transactional
    public void remove(Caller caller, UUID id, String ifMatch) {
        var robot = robots.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, robot.version());
        robots.delete(robot);
        queue.closeLane(id);
        audit.record(caller, "ROBOT_REMOVED", "robot", id, robot.region(), Map.of());
    }

    private static URI url(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/url", "FORMAT", "应为 http(s) 地址", "Must be an http(s) address")));
        }
    }
}
