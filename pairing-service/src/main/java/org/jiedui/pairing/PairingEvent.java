package org.jiedui.pairing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.DomainEvent;

/** All that this service may announce. Events hold ids, codes and days, never a name or another personal datum. */
public sealed interface PairingEvent extends DomainEvent {
    /** Events of one helper. */
    String HELPERS = "jiedui.pairing.helper";

    /** Events of one pairing. */
    String PAIRINGS = "jiedui.pairing.pairing";

    /** Events of one team. */
    String TEAMS = "jiedui.pairing.team";

    /** Events of the coupling of one household; the key is the household. */
    String GAPS = "jiedui.pairing.gap";

    /** The helper side of a pairing; {@code account} is the leader's for a team. */
    record HelperSide(UUID id, String account, String kind, String unit) {}

    /** The helped side; for a village the id is derived from its code, which is the region. */
    record HelpedSide(String kind, UUID id, String account, String region) {}

    /** Everything that others may know of a pairing; {@code to} is its last day as agreed, and once it is over the first day over. */
    record Snapshot(
            UUID pairingId,
            String programme,
            String role,
            String region,
            String state,
            HelperSide helper,
            HelpedSide helped,
            LocalDate from,
            LocalDate to,
            String reason,
            long version) {}

    /** Events that carry the full snapshot of a pairing. */
    sealed interface OfPairing extends PairingEvent {
        /** The pairing after the step. */
        Snapshot pairing();

        @Override
        default String topic() {
            return PAIRINGS;
        }

        @Override
        default UUID key() {
            return pairing().pairingId();
        }

        @Override
        default String region() {
            return pairing().region();
        }
    }

    /** Somebody proposed it; a place of the helper is taken from now on. */
    record PairingProposed(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /**
     * It is made public; objections may be raised.
     *
     * @param publicityUntil last day of the publicity; the day on which it was decided when it has no days
     */
    record PairingPublicised(@JsonUnwrapped Snapshot pairing, LocalDate publicityUntil) implements OfPairing {}

    /** Somebody objects to it while it is public; who does is not told. */
    record PairingObjected(@JsonUnwrapped Snapshot pairing, UUID objectionId) implements OfPairing {}

    /** It is active. */
    record PairingConfirmed(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** The helper was replaced; the successor's own event is {@link PairingConfirmed}. */
    record PairingReplaced(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It rests for a while. */
    record PairingSuspended(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It is active again. */
    record PairingResumed(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It is under way and its helper side acts through another account or has another unit, or it has another division. */
    record PairingChanged(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It has a later last day or none any more, whether it is active or goes on resting. */
    record PairingExtended(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It reached its end. */
    record PairingCompleted(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** It ended before its end. */
    record PairingEnded(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /** The proposal was taken back before it was confirmed. */
    record PairingWithdrawn(@JsonUnwrapped Snapshot pairing) implements OfPairing {}

    /**
     * What may be told of a change request: who concerns it, not the words.
     *
     * @param due last day of the deadline
     */
    record ChangeTold(
            UUID changeRequestId,
            UUID pairingId,
            String region,
            String side,
            String wish,
            String reason,
            String state,
            LocalDate due,
            String helperAccount,
            String helpedAccount,
            String helpedKind,
            UUID helpedId) {}

    /** A side asks for a change of the pairing. */
    record ChangeRequested(@JsonUnwrapped ChangeTold request) implements PairingEvent {
        @Override
        public String topic() {
            return PAIRINGS;
        }

        @Override
        public UUID key() {
            return request.pairingId();
        }

        @Override
        public String region() {
            return request.region();
        }
    }

    /** The request was granted, refused or taken back. */
    record ChangeDecided(@JsonUnwrapped ChangeTold request) implements PairingEvent {
        @Override
        public String topic() {
            return PAIRINGS;
        }

        @Override
        public UUID key() {
            return request.pairingId();
        }

        @Override
        public String region() {
            return request.region();
        }
    }

    /** Somebody was absent so often from group activities that he may be sent back (5.6). */
    record AttendanceWarned(
            UUID pairingId,
            String region,
            int absences,
            String helperAccount,
            String helpedAccount,
            String helpedKind,
            UUID helpedId)
            implements PairingEvent {
        @Override
        public String topic() {
            return PAIRINGS;
        }

        @Override
        public UUID key() {
            return pairingId;
        }
    }

    /**
     * What a helper serves with, and until when.
     *
     * @param skills codes
     * @param lastDay of service, or null
     */
    record Serving(List<String> skills, LocalDate lastDay) {}

    /** Events of a helper. */
    sealed interface OfHelper extends PairingEvent {
        /** The helper. */
        UUID helperId();

        @Override
        default String topic() {
            return HELPERS;
        }

        @Override
        default UUID key() {
            return helperId();
        }
    }

    /** A helper was registered. See {@link Serving} for the last two. */
    record HelperRegistered(
            UUID helperId,
            String account,
            String kind,
            String unitLevel,
            String region,
            @JsonUnwrapped Serving serving) implements OfHelper {}

    /** Something that others may know of a helper changed. See {@link Serving} for the last two. */
    record HelperChanged(
            UUID helperId,
            String account,
            String kind,
            String unitLevel,
            String region,
            @JsonUnwrapped Serving serving) implements OfHelper {}

    /**
     * Somebody else leads a team from a day on.
     *
     * @param kind code of the kind of team
     * @param leaderId the helper who leads it; null: nobody
     * @param leaderAccount of that helper, through which the team acts; null: none
     * @param memberAccounts accounts of all who are members on that day, the leader's included
     */
    record TeamLeaderChanged(
            UUID teamId,
            String region,
            String kind,
            UUID leaderId,
            String leaderAccount,
            LocalDate since,
            List<String> memberAccounts)
            implements PairingEvent {
        @Override
        public String topic() {
            return TEAMS;
        }

        @Override
        public UUID key() {
            return teamId;
        }
    }

    /** A household in care has no active primary helper. */
    record GapOpened(UUID householdId, String region, Instant since) implements PairingEvent {
        @Override
        public String topic() {
            return GAPS;
        }

        @Override
        public UUID key() {
            return householdId;
        }
    }

    /** It has one again, or is in care no more. */
    record GapClosed(UUID householdId, String region, Instant since) implements PairingEvent {
        @Override
        public String topic() {
            return GAPS;
        }

        @Override
        public UUID key() {
            return householdId;
        }
    }
}
