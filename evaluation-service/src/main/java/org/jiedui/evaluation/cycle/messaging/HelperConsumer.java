package org.jiedui.evaluation.cycle.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.evaluation.cycle.HelperUnit;
import org.jiedui.evaluation.cycle.HelperUnits;

/** Takes what the pairing service announces about helpers. */
@ApplicationScoped
public class HelperConsumer implements EventConsumer {
    private final HelperUnits units;

    HelperConsumer(HelperUnits units) {
        this.units = units;
    }

    /** The part of the announcement that this service reads. */
    public record Helper(UUID helperId, String unitLevel, String region) {}

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.pairing.helper");
    }

    @Override
    public void on(EventEnvelope event) {
        if (event.name().equals("helper-registered") || event.name().equals("helper-changed")) {
            var helper = event.data(Helper.class);
            if (helper.helperId() == null || helper.unitLevel() == null || helper.region() == null) {
                throw new IllegalArgumentException("not the announcement of a helper");
            }
            units.take(new HelperUnit(helper.helperId(), helper.unitLevel(), helper.region()));
        }
    }
}
