package org.jiedui.household.access.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.household.access.AccessProjection;

/** Takes the pairing service's events: the helper of a confirmed pairing sees the household. */
@ApplicationScoped
public class PairingConsumer implements EventConsumer {
    private static final Set<String> UNDER_WAY = Set.of("ACTIVE", "CONFIRMED");

    /** Why a pairing rests whose helper does not come back. */
    private static final Set<String> FOR_GOOD = Set.of("HELPER_LEFT", "HELPER_RETIRED", "HELPER_TRANSFERRED");

    private final AccessProjection projection;

    PairingConsumer(AccessProjection projection) {
        this.projection = projection;
    }

    /** What this service reads of a pairing event. */
    record Pairing(
            UUID pairingId,
            String role,
            String state,
            Helper helper,
            Helped helped,
            LocalDate from,
            LocalDate to,
            String reason) {
        record Helper(UUID id, String account) {}

        record Helped(String kind, UUID id) {}
    }

    @Override
    public Set<String> topics() {
        return Set.of("jiedui.pairing.pairing");
    }

    @Override
    public void on(EventEnvelope event) {
        // requests for changes and warnings are on the same topic and no snapshots
        if (!event.name().startsWith("pairing-")) {
            return;
        }
        var pairing = event.data(Pairing.class);
        if (!"HOUSEHOLD".equals(pairing.helped().kind())) {
            return;
        }
        switch (event.name()) {
            case "pairing-confirmed", "pairing-resumed" -> open(pairing);
            case "pairing-suspended", "pairing-changed", "pairing-extended" -> {
                if ("SUSPENDED".equals(pairing.state())
                        && pairing.reason() != null
                        && FOR_GOOD.contains(pairing.reason())) {
                    projection.left(pairing.pairingId(), event.time());
                } else {
                    // who is to come back keeps the access; a team may be led by somebody else meanwhile
                    open(pairing);
                }
            }
            case "pairing-replaced" -> {
                if (UNDER_WAY.contains(pairing.state())) {
                    open(pairing);
                } else {
                    projection.ended(pairing.pairingId(), pairing.to());
                }
            }
            case "pairing-completed", "pairing-ended", "pairing-withdrawn" ->
                projection.ended(pairing.pairingId(), pairing.to());
            default -> {
                // proposals and publicity change nobody's access
            }
        }
    }

    private void open(Pairing pairing) {
        projection.opened(
                pairing.pairingId(),
                pairing.helper().account(),
                pairing.helped().id(),
                pairing.from(),
                pairing.helper().id(),
                !"SUPPORTING".equals(pairing.role()),
                pairing.to());
    }
}
