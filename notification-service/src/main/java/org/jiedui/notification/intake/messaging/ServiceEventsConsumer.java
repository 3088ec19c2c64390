package org.jiedui.notification.intake.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.intake.EventIntake;

/** Hands the events of household, pairing and evaluation to the intake; all types are treated alike. */
@ApplicationScoped
public class ServiceEventsConsumer implements EventConsumer {
    private final EventIntake intake;

    ServiceEventsConsumer(EventIntake intake) {
        this.intake = intake;
    }

    @Override
    public Set<String> topics() {
        return EventType.topics();
    }

    @Override
    public void on(EventEnvelope event) {
        intake.take(List.of(event));
    }

    @Override
    public void on(List<EventEnvelope> events) {
        intake.take(events);
    }
}
