package org.jiedui.household;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.event.DomainEvent;
import org.jiedui.chassis.value.Money;

/**
 * All that this service announces. The record's components are the event's data: ids, codes and figures, never personal
 * data. Contracts: {@code contracts/events}.
 */
public sealed interface HouseholdEvent extends DomainEvent {
    /** What is announced about a household itself. */
    sealed interface OfHousehold extends HouseholdEvent {
        /** The household. */
        UUID householdId();

        @Override
        @JsonIgnore
        default String topic() {
            return "jiedui.household.household";
        }

        @Override
        @JsonIgnore
        default UUID key() {
            return householdId();
        }
    }

    /** A household was registered; carries the facts that others need. */
    record HouseholdRegistered(
            UUID householdId,
            String householdNumber,
            String region,
            String type,
            String category,
            boolean stable,
            boolean inCare,
            int members,
            int labour,
            int childrenOutOfSchool,
            boolean selfCare,
            List<String> needs,
            List<String> causes,
            Money incomePerCapita)
            implements OfHousehold {}

    /** One of those facts changed; carries all of them. */
    record HouseholdChanged(
            UUID householdId,
            String householdNumber,
            String region,
            String type,
            String category,
            boolean stable,
            boolean inCare,
            int members,
            int labour,
            int childrenOutOfSchool,
            boolean selfCare,
            List<String> needs,
            List<String> causes,
            Money incomePerCapita)
            implements OfHousehold {}

    /** The county put the household under monitoring. */
    record HouseholdMonitored(UUID householdId, String region, String category, List<String> risks, UUID caseId)
            implements OfHousehold {}

    /** The risk is eliminated, the household is stable. */
    record HouseholdStabilised(UUID householdId, String region, String manner, UUID caseId) implements OfHousehold {}

    /** Some members became a household of their own; that one was registered with an event of its own. */
    record HouseholdSplit(
            UUID householdId,
            String householdNumber,
            String region,
            LocalDate on,
            UUID newHouseholdId,
            String newHouseholdNumber,
            String newRegion,
            int members)
            implements OfHousehold {}

    /** Another household, which exists no more, went on in this one: {@code UNION}, or {@code DUPLICATE} of one file. */
    record HouseholdMerged(
            UUID householdId,
            String householdNumber,
            String region,
            LocalDate on,
            UUID mergedHouseholdId,
            String mergedHouseholdNumber,
            String mergedRegion,
            String manner,
            int members)
            implements OfHousehold {}

    /** The merge of a duplicate was undone: both exist as before. */
    record HouseholdMergeUndone(
            UUID householdId, String householdNumber, String region, UUID restoredHouseholdId, String restoredRegion)
            implements OfHousehold {}

    /** The whole household moved to another village. */
    record HouseholdRelocated(UUID householdId, String householdNumber, String region, LocalDate on, String fromRegion)
            implements OfHousehold {}

    /** The household exists no more; {@code mergedInto} is the one that goes on with it, or null. */
    record HouseholdClosed(
            UUID householdId, String householdNumber, String region, LocalDate on, String closure, UUID mergedInto)
            implements OfHousehold {}

    /** A township proposed another type or category. */
    record StatusTransitionProposed(
            UUID transitionId,
            UUID householdId,
            String householdNumber,
            String region,
            String fromType,
            String fromCategory,
            String toType,
            String toCategory,
            LocalDate effectiveOn)
            implements OfHousehold {}

    /** The county decided on it: {@code APPROVED}, {@code REJECTED}; or the proposer took it back: {@code WITHDRAWN}. */
    record StatusTransitionDecided(
            UUID transitionId,
            UUID householdId,
            String householdNumber,
            String region,
            String toType,
            String toCategory,
            LocalDate effectiveOn,
            String state)
            implements OfHousehold {}

    /** All that is personal was removed from the file; its figures stay. */
    record HouseholdAnonymised(UUID householdId, String region) implements OfHousehold {}

    /**
     * One reason of an alert.
     *
     * @param figures what led to it, decimal strings or numbers by name
     */
    record AlertReason(String code, Map<String, String> figures) {}

    /** What is announced about an alert. */
    sealed interface OfAlert extends HouseholdEvent {
        /** The alert. */
        UUID alertId();

        @Override
        @JsonIgnore
        default String topic() {
            return "jiedui.household.risk-alert";
        }

        @Override
        @JsonIgnore
        default UUID key() {
            return alertId();
        }
    }

    /** The rules found risks where there were none. */
    record RiskAlertRaised(
            UUID alertId, UUID householdId, String householdNumber, String region, List<AlertReason> reasons)
            implements OfAlert {}

    /** The rules found other risks, or other figures, than before. */
    record RiskAlertChanged(
            UUID alertId, UUID householdId, String householdNumber, String region, List<AlertReason> reasons)
            implements OfAlert {}

    /** The rules find no risk any more; the reasons are those that are over. */
    record RiskAlertCleared(
            UUID alertId, UUID householdId, String householdNumber, String region, List<AlertReason> reasons)
            implements OfAlert {}

    /** What is announced about a risk case. */
    sealed interface OfCase extends HouseholdEvent {
        /** The case. */
        UUID caseId();

        @Override
        @JsonIgnore
        default String topic() {
            return "jiedui.household.risk-case";
        }

        @Override
        @JsonIgnore
        default UUID key() {
            return caseId();
        }
    }

    /** A clue began a case. */
    record RiskCaseOpened(
            UUID caseId,
            UUID householdId,
            String householdNumber,
            String region,
            String from,
            String to,
            String decision)
            implements OfCase {}

    /** A decision moved a case on, back, or ended it. */
    record RiskCaseAdvanced(
            UUID caseId,
            UUID householdId,
            String householdNumber,
            String region,
            String from,
            String to,
            String decision)
            implements OfCase {}

    /** The present step of a case was not done until its last day. */
    record RiskCaseOverdue(
            UUID caseId, UUID householdId, String householdNumber, String region, String state, LocalDate due)
            implements OfCase {}

    /**
     * Somebody visited, or tried to.
     *
     * @param met whether somebody was reached in person
     */
    record VisitRecorded(
            UUID visitId,
            List<UUID> householdIds,
            String region,
            String visitorAccount,
            LocalDate day,
            boolean reached,
            boolean met)
            implements HouseholdEvent {
        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.visit";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return visitId;
        }
    }

    /** A supervisor asked about a visit, it was answered, or the question was closed. */
    record VisitQuestionChanged(
            UUID visitId, UUID questionId, String region, String visitorAccount, String askedBy, String state)
            implements HouseholdEvent {
        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.visit";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return visitId;
        }
    }

    /** Nobody of a household in care was reached for the configured days; once per absence. */
    record VisitOverdue(UUID householdId, String region, LocalDate unvisitedSince, int days) implements HouseholdEvent {
        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.visit";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return householdId;
        }
    }

    /** The township approved a plan or sent it back to its author. */
    record PlanDecided(
            UUID planId, UUID householdId, String region, int year, int revision, String writtenBy, String state)
            implements HouseholdEvent {
        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.plan";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return householdId;
        }
    }

    /** What is announced about a request. */
    sealed interface OfRequest extends HouseholdEvent {
        /** The request. */
        UUID requestId();

        @Override
        @JsonIgnore
        default String topic() {
            return "jiedui.household.request";
        }

        @Override
        @JsonIgnore
        default UUID key() {
            return requestId();
        }
    }

    /** Somebody asked for something. */
    record RequestOpened(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due)
            implements OfRequest {}

    /** What was asked for is done. */
    record RequestSolved(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due)
            implements OfRequest {}

    /** It was answered; each answer is announced until it is solved. */
    record RequestAnswered(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due)
            implements OfRequest {}

    /** It was given to an office, a person or an expert; the account is null for an office. */
    record RequestDispatched(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due,
            String handlerKind,
            String handlerAccount)
            implements OfRequest {}

    /** The due date passed without an answer; once per due date. */
    record RequestOverdue(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due,
            String handlerAccount)
            implements OfRequest {}

    /** The asker was not content: it is open again with a new due date. */
    record RequestReopened(
            UUID requestId,
            UUID householdId,
            String region,
            String kind,
            String category,
            String urgency,
            LocalDate due)
            implements OfRequest {}
    /** Divisions were renamed, merged, split or got other codes; households that move are announced one by one. */
    record RegionChanged(UUID changeId, String kind, String region, LocalDate effectiveOn, List<Succession> successions)
            implements HouseholdEvent {
        /** One division became another; a rename, or the survivor of a merge, names its own code twice. */
        public record Succession(String from, String into) {}

        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.region";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return changeId;
        }
    }

    /**
     * An office described a village anew.
     *
     * @param villageId made of the code by name (RFC 9562, version 3), so that a village's events keep their order
     */
    record VillageProfileChanged(
            UUID villageId,
            String region,
            List<String> traits,
            Integer incomeYear,
            Money collectiveIncome,
            Money incomeGoal,
            Map<String, String> infrastructure,
            int cells)
            implements HouseholdEvent {
        @Override
        @JsonIgnore
        public String topic() {
            return "jiedui.household.village";
        }

        @Override
        @JsonIgnore
        public UUID key() {
            return villageId;
        }
    }
}
