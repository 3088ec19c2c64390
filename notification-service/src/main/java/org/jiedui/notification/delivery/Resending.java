package org.jiedui.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;

/** Sends a delivery again because somebody asks for it. */
@ApplicationScoped
public class Resending {
    private final DeliveryRepository deliveries;
    private final DeliveryConfig config;
    private final AuditTrail audit;
    private final TimeSource time;

    Resending(DeliveryRepository deliveries, DeliveryConfig config, AuditTrail audit, TimeSource time) {
        this.deliveries = deliveries;
        this.config = config;
        this.audit = audit;
        this.time = time;
    }

    /** Enqueues it anew under its old id; {@code STATE_CONFLICT} while it has not been tried yet. */
    @Transactional
    public Delivery resend(Caller caller, UUID id, String ifMatch) {
        var delivery = deliveries.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, delivery.version());
        if (delivery.state() == DeliveryState.PENDING) {
            throw CommonProblem.STATE_CONFLICT.detail("该投递尚未发送", "It has not been tried yet");
        }
        delivery.again(time.now(), config.retryFor());
        deliveries.flush();
        audit.record(caller, "DELIVERY_RESENT", "delivery", id, delivery.region(), Map.of());
        return delivery;
    }
}
