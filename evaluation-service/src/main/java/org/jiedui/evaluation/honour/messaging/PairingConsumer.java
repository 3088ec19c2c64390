package org.jiedui.evaluation.honour.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.evaluation.honour.Growth;

/** Takes from the snapshots of pairings who grew from a mentee into a mentor. */
@ApplicationScoped
public class PairingConsumer implements EventConsumer {
    private final Growth growth;

    PairingConsumer(Growth growth) {
        this.growth = growth;
    }

    /** The part of the snapshot that is read here. */
    public record Pairing(
            UUID pairingId, String programme, String region, String state, Side helper, Side helped, LocalDate from) {}

    /** One side. */
    public record Side(UUID id, String account) {}

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.pairing.pairing");
    }

    @Override
    public void on(EventEnvelope event) {
        if (!event.name().startsWith("pairing-")) {
            return;
        }
        var pairing = event.data(Pairing.class);
        if (pairing.helper() == null || pairing.helped() == null) {
            throw new IllegalArgumentException("not the snapshot of a pairing");
        }
        growth.notice(
                pairing.programme(),
                pairing.state(),
                new Growth.Mentoring(
                        pairing.pairingId(),
                        pairing.region(),
                        pairing.helper().id(),
                        pairing.helper().account(),
                        pairing.helped().id(),
                        pairing.helped().account(),
                        pairing.from()));
    }
}
