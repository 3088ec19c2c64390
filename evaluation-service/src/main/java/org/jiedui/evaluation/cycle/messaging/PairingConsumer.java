package org.jiedui.evaluation.cycle.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.evaluation.cycle.PairingFact;
import org.jiedui.evaluation.cycle.PairingIntake;

/** Takes what the pairing service announces about pairings; each announcement is a full snapshot. */
@ApplicationScoped
public class PairingConsumer implements EventConsumer {
    private final PairingIntake intake;

    PairingConsumer(PairingIntake intake) {
        this.intake = intake;
    }

    /** The part of the snapshot that this service reads. */
    public record Pairing(
            UUID pairingId,
            String programme,
            String region,
            String state,
            HelperSide helper,
            HelpedSide helped,
            LocalDate from,
            LocalDate to,
            long version) {
        /** Takes what counts here; refuses a snapshot without what every pairing has. */
        public PairingFact toFact() {
            if (pairingId == null || programme == null || helper == null || helped == null || state == null) {
                throw new IllegalArgumentException("not the snapshot of a pairing");
            }
            return new PairingFact(
                    pairingId,
                    programme,
                    region,
                    state,
                    helper.id(),
                    helper.account(),
                    helper.unit(),
                    helped.kind(),
                    helped.id(),
                    helped.account(),
                    helped.region(),
                    from,
                    to,
                    version);
        }
    }

    /** The helping side. */
    public record HelperSide(UUID id, String account, String unit) {}

    /** The helped side. */
    public record HelpedSide(String kind, UUID id, String account, String region) {}

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.pairing.pairing");
    }

    @Override
    public void on(EventEnvelope event) {
        // requests for changes and warnings are on the same topic and no snapshots
        if (event.name().startsWith("pairing-")) {
            intake.take(event.data(Pairing.class).toFact());
        }
    }
}
