package org.jiedui.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.audience.AudienceReason;

/** Sends a delivery again because somebody asks for it. */
@ApplicationScoped
public class Resending {
    private static final String[] BULK = {"platform", "province-officer", "county-officer"};

    private final DeliveryRepository deliveries;
    private final DeliveryQueue queue;
    private final DeliveryConfig config;
    private final HourlyLimit hourly;
    private final AuditTrail audit;
    private final TimeSource time;

    Resending(
            DeliveryRepository deliveries,
            DeliveryQueue queue,
            DeliveryConfig config,
            HourlyLimit hourly,
            AuditTrail audit,
            TimeSource time) {
        this.queue = queue;
        this.deliveries = deliveries;
        this.config = config;
        this.hourly = hourly;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Enqueues it anew under its old id; {@code STATE_CONFLICT} while it has not been tried yet, when its receiver is gone or
     * has opted out of it, when its receiver was told because of an office that he holds no more, and for a
     * verification code: it is asked for anew, which is limited. Who may not send many again sends the own again that
     * failed: others' are refused with {@code ROLE_NOT_ALLOWED}, sent ones with {@code STATE_CONFLICT},
     * and more than {@link DeliveryConfig#resendsPerHour} with {@code TOO_MANY_REQUESTS}; what is refused is not counted.
     */
    @Transactional
    public Delivery resend(Caller caller, UUID id, String ifMatch) {
        var delivery = deliveries.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, delivery.version());
        if (!caller.hasRole(BULK)) {
            // whoever may not send many again mends what failed of the own: a delivered one would only cost
            if (!caller.subject().equals(delivery.account())) {
                throw CommonProblem.ROLE_NOT_ALLOWED.problem();
            }
            hourly.require(caller.subject(), HourlyLimit.Purpose.RESEND, config.resendsPerHour(), time.now());
            if (delivery.state() == DeliveryState.SENT || delivery.state() == DeliveryState.DELIVERED) {
                throw CommonProblem.STATE_CONFLICT.detail("该投递已送出", "It was sent");
            }
        }
        if (delivery.state() == DeliveryState.PENDING) {
            throw CommonProblem.STATE_CONFLICT.detail("该投递尚未发送", "It has not been tried yet");
        }
        if (!deliveries.reachable(delivery)) {
            throw CommonProblem.STATE_CONFLICT.detail("接收方已移除或停用", "Its receiver was removed or switched off");
        }
        if (DeliveryRepository.toAnAddress(delivery) && delivery.reason().equals(AudienceReason.ASKED_FOR.name())) {
            throw CommonProblem.STATE_CONFLICT.detail("请重新申请，不能重发", "It is asked for anew, not sent again");
        }
        if (!deliveries.wanted(delivery)) {
            throw CommonProblem.STATE_CONFLICT.detail("收件人已退订此类消息", "Its receiver has opted out of it");
        }
        // what was parked because the office was lost would otherwise be sent after all, on the former officer's own
        // word
        if (!deliveries.stillInOffice(delivery)) {
            throw CommonProblem.STATE_CONFLICT.detail("收件人已不再担任该岗位", "Its receiver holds the office no more");
        }
        delivery.again(time.now(), config.retryFor());
        deliveries.flush();
        audit.record(caller, "DELIVERY_RESENT", "delivery", id, delivery.region(), Map.of());
        return delivery;
    }

    /**
     * Enqueues anew, under their old ids, all failed or parked deliveries that the caller may see and whose receiver is
     * still there and in the office because of which it was told: to one recipient or of some channels, if asked.
     *
     * @return how many
     */
    @Transactional
    public int resendAll(Caller caller, UUID recipient, Set<DeliveryState> states, Set<Channel> channels) {
        var now = time.now();
        var count = deliveries.again(
                caller,
                recipient,
                states.stream().map(Enum::name).toList(),
                channels.stream().map(Enum::name).toList(),
                now,
                now.plus(config.retryFor()));
        if (recipient != null && deliveries.reaches(caller, recipient)) {
            queue.unpause(recipient);
        }
        audit.record(
                caller,
                "DELIVERIES_RESENT",
                "delivery",
                recipient == null ? Ids.next() : recipient,
                caller.region(),
                Map.of("count", count));
        return count;
    }
}
