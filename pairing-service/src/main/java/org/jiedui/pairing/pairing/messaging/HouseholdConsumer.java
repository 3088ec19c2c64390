package org.jiedui.pairing.pairing.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.event.EventConsumer;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.pairing.household.HouseholdFacts;
import org.jiedui.pairing.household.HouseholdProjection;
import org.jiedui.pairing.pairing.DivisionMoves;
import org.jiedui.pairing.pairing.GapWatch;
import org.jiedui.pairing.pairing.HouseholdEnd;
import org.jiedui.pairing.pairing.PairingRepository;

/** Takes the household service's events: keeps the projection and looks at the household's coupling anew. */
@ApplicationScoped
public class HouseholdConsumer implements EventConsumer {
    /** Slim copy of {@code household-monitored.v1}. */
    record HouseholdMonitored(UUID householdId, String region, String category, List<String> risks) {}

    /** Slim copy of {@code household-stabilised.v1}. */
    record HouseholdStabilised(UUID householdId, String region) {}

    /** Slim copy of {@code risk-alert-raised.v1}, {@code -changed.v1} and {@code -cleared.v1}. */
    record RiskAlert(UUID alertId, UUID householdId, String region, List<RiskReason> reasons) {
        List<String> codes() {
            return reasons == null
                    ? List.of()
                    : reasons.stream().map(RiskReason::code).toList();
        }
    }

    /** A reason of an alert. */
    record RiskReason(String code) {}

    /** Slim copy of {@code household-closed.v1}. */
    record HouseholdClosed(UUID householdId, String region, UUID mergedInto) {}

    /** Slim copy of {@code household-merge-undone.v1}. */
    record HouseholdMergeUndone(UUID restoredHouseholdId, String restoredRegion) {}

    /** Slim copy of {@code household-relocated.v1}. */
    record HouseholdRelocated(UUID householdId, String region) {}

    /** Slim copy of {@code region-changed.v1}. */
    record RegionChanged(String region, List<DivisionMoves.Move> successions) {}

    /** Slim copy of {@code visit-recorded.v1}. */
    record VisitRecorded(List<UUID> householdIds, String visitorAccount, LocalDate day, boolean reached) {}

    private final HouseholdProjection projection;
    private final PairingRepository pairings;
    private final GapWatch gaps;
    private final HouseholdEnd end;
    private final DivisionMoves divisions;

    HouseholdConsumer(
            HouseholdProjection projection,
            PairingRepository pairings,
            GapWatch gaps,
            HouseholdEnd end,
            DivisionMoves divisions) {
        this.divisions = divisions;
        this.end = end;
        this.projection = projection;
        this.pairings = pairings;
        this.gaps = gaps;
    }

    @Override
    public Set<String> topics() {
        return Set.of(
                "jiedui.household.household",
                "jiedui.household.risk-alert",
                "jiedui.household.visit",
                "jiedui.household.region");
    }

    @Override
    public void on(EventEnvelope event) {
        switch (event.name()) {
            case "household-registered", "household-changed" -> {
                var facts = event.data(HouseholdFacts.class);
                pairings.lockHelped(facts.householdId());
                if (projection.tell(facts, event.time())) {
                    // a village that became another one is told by the facts of its households only
                    end.relocated(facts.householdId(), facts.region());
                }
                gaps.review(facts.householdId(), null);
            }
            case "household-monitored" -> {
                var monitored = event.data(HouseholdMonitored.class);
                pairings.lockHelped(monitored.householdId());
                projection.monitored(
                        monitored.householdId(),
                        monitored.region(),
                        monitored.category(),
                        monitored.risks(),
                        event.time());
                gaps.review(monitored.householdId(), null);
            }
            case "household-stabilised" -> {
                var stabilised = event.data(HouseholdStabilised.class);
                pairings.lockHelped(stabilised.householdId());
                projection.stabilised(stabilised.householdId(), stabilised.region(), event.time());
                gaps.review(stabilised.householdId(), null);
            }
            case "household-closed" -> {
                var closed = event.data(HouseholdClosed.class);
                end.closed(closed.householdId(), closed.region(), closed.mergedInto(), event.time());
            }
            case "household-merge-undone" -> {
                var undone = event.data(HouseholdMergeUndone.class);
                pairings.lockHelped(undone.restoredHouseholdId());
                projection.restored(undone.restoredHouseholdId(), undone.restoredRegion(), event.time());
            }
            case "household-relocated" -> {
                var relocated = event.data(HouseholdRelocated.class);
                end.relocated(relocated.householdId(), relocated.region());
            }
            case "region-changed" -> {
                var changed = event.data(RegionChanged.class);
                divisions.follow(changed.successions(), changed.region());
            }
            case "visit-recorded" -> {
                var visit = event.data(VisitRecorded.class);
                if (visit.reached()) {
                    pairings.visited(visit.visitorAccount(), visit.householdIds(), visit.day());
                }
            }
            case "risk-alert-raised", "risk-alert-changed" -> alert(event, false);
            case "risk-alert-cleared" -> alert(event, true);
            default -> {
                // other events of these topics do not concern pairing
            }
        }
    }

    private void alert(EventEnvelope event, boolean cleared) {
        var alert = event.data(RiskAlert.class);
        projection.alert(alert.alertId(), alert.householdId(), alert.region(), alert.codes(), cleared, event.time());
    }
}
