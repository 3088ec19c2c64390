package org.jiedui.notification.audience;

import static org.jiedui.notification.audience.AudienceReason.ASSIGNED_ROLE;
import static org.jiedui.notification.audience.AudienceReason.COUNTY_IN_CHARGE;
import static org.jiedui.notification.audience.AudienceReason.HELPS_THE_HOUSEHOLD;
import static org.jiedui.notification.audience.AudienceReason.MEMBER_OF_THE_TEAM;
import static org.jiedui.notification.audience.AudienceReason.OWN_APPEAL;
import static org.jiedui.notification.audience.AudienceReason.OWN_HONOUR;
import static org.jiedui.notification.audience.AudienceReason.OWN_PLAN;
import static org.jiedui.notification.audience.AudienceReason.OWN_PROFILE;
import static org.jiedui.notification.audience.AudienceReason.OWN_RESULT;
import static org.jiedui.notification.audience.AudienceReason.OWN_TASK;
import static org.jiedui.notification.audience.AudienceReason.OWN_VISIT;
import static org.jiedui.notification.audience.AudienceReason.PARTY_OF_THE_PAIRING;
import static org.jiedui.notification.audience.AudienceReason.PROVINCE_IN_CHARGE;
import static org.jiedui.notification.audience.AudienceReason.SUPERVISES;
import static org.jiedui.notification.audience.AudienceReason.TOWNSHIP_IN_CHARGE;
import static org.jiedui.notification.audience.AudienceReason.VILLAGE_IN_CHARGE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says who must know of which event, by role, region and pairing (NO-01). Pure; every addressee comes with the first
 * reason that applies to him, persons before offices, and nobody is named twice.
 */
public final class AudiencePolicy {
    private AudiencePolicy() {}

    /** The addressees of an event; none when nobody needs a message. */
    public static List<Addressee> audience(EventType type, AudienceFacts facts) {
        var audience = new Audience(facts);
        switch (type) {
            case HOUSEHOLD_REGISTERED, VILLAGE_PROFILE_CHANGED ->
                audience.village().township();
            case HOUSEHOLD_SPLIT, HOUSEHOLD_MERGED, HOUSEHOLD_MERGE_UNDONE, STATUS_TRANSITION_DECIDED ->
                audience.helpers().village().township().otherVillage();
            case HOUSEHOLD_RELOCATED, HOUSEHOLD_CLOSED ->
                audience.helpers().village().township().county().otherVillage();
            case STATUS_TRANSITION_PROPOSED -> audience.township().county();
            case RISK_CASE_OVERDUE -> audience.village().township().county();
            case VISIT_OVERDUE -> audience.helpers().village().township();
            case REQUEST_REOPENED -> audience.helpers().village().townshipOrAbove();
            case VISIT_QUESTION_CHANGED -> audience.person(facts.account(), OWN_VISIT);
            case REQUEST_DISPATCHED ->
                audience.person(facts.account(), OWN_TASK).helpers().village();
            case REQUEST_OVERDUE ->
                audience.person(facts.account(), OWN_TASK).village().township().countyOrAbove();
            case PLAN_DECIDED ->
                audience.person(facts.account(), OWN_PLAN).helpers().village();
            case REGION_CHANGED -> audience.village().township().county().province();
            case HOUSEHOLD_CHANGED, VISIT_RECORDED -> audience.helpers().village();
            case RISK_ALERT_RAISED, RISK_ALERT_CHANGED, RISK_CASE_ADVANCED, HOUSEHOLD_MONITORED, HOUSEHOLD_STABILISED ->
                audience.helpers().village().township().county();
            case RISK_ALERT_CLEARED, RISK_CASE_OPENED ->
                audience.helpers().village().township();
            case REQUEST_ANSWERED, REQUEST_SOLVED ->
                audience.helpers().village().townshipOrAbove();
            case REQUEST_OPENED -> {
                audience.helpers().village().townshipOrAbove();
                if (facts.urgent()) {
                    audience.countyOrAbove();
                }
            }
            case HELPER_REGISTERED, HELPER_CHANGED ->
                audience.person(facts.account(), OWN_PROFILE).lowest();
            case PAIRING_PROPOSED,
                    PAIRING_PUBLICISED,
                    PAIRING_CONFIRMED,
                    PAIRING_REPLACED,
                    PAIRING_SUSPENDED,
                    PAIRING_RESUMED,
                    PAIRING_EXTENDED,
                    PAIRING_CHANGED,
                    PAIRING_COMPLETED,
                    PAIRING_ENDED,
                    PAIRING_WITHDRAWN,
                    CHANGE_REQUESTED,
                    CHANGE_DECIDED -> {
                audience.parties();
                if (facts.aboutHousehold()) {
                    audience.village();
                }
                audience.township().county();
            }
            case PAIRING_OBJECTED -> audience.township().county();
            case ATTENDANCE_WARNED -> audience.parties().township().county();
            case TEAM_LEADER_CHANGED ->
                audience.persons(facts.parties(), MEMBER_OF_THE_TEAM).lowest();
            case GAP_OPENED -> audience.village().township().county();
            case GAP_CLOSED -> audience.village().township();
            case CYCLE_OPENED, CYCLE_CLOSED, CYCLE_SCORED, CYCLE_PUBLISHED -> audience.lowest();
            case CYCLE_REOPENED, CYCLE_CANCELLED -> audience.taskOwners().lowest();
            case TASK_ASSIGNED, TASK_EXTENDED ->
                audience.person(facts.account(), OWN_TASK).assignedOffice();
            case EVALUATION_PUBLISHED ->
                audience.person(facts.account(), OWN_RESULT).parties().county();
            case APPEAL_FILED, APPEAL_DECIDED ->
                audience.person(facts.account(), OWN_APPEAL).countyOrAbove();
            case HONOUR_WON, HONOUR_REVOKED -> audience.person(facts.account(), OWN_HONOUR);
            case MODEL_CASE_PUBLISHED -> audience.village().township().countyOrAbove();
            case HOUSEHOLD_ANONYMISED,
                    REMINDER_DUE,
                    REMINDER_DIGEST,
                    BROADCAST_SENT,
                    WEBHOOK_DISABLED,
                    DEVICE_REMOVED -> {
                // nobody by this policy: a removal of personal data is not news, and the service's own messages have
                // addressees of their own
            }
        }
        return audience.list();
    }

    /**
     * The addressees of a reminder.
     *
     * @param escalated whether the office above the lowest one that is told supervises now
     */
    public static List<Addressee> reminded(Collection<Recipient> recipients, AudienceFacts facts, boolean escalated) {
        var audience = new Audience(facts);
        var level = facts.region().length();
        for (var recipient : recipients.stream().sorted().toList()) {
            switch (recipient) {
                case PERSON -> audience.person(facts.account(), OWN_TASK);
                case ASSIGNED -> audience.assignedOffice();
                case HELPERS -> audience.helpers();
                case PARTIES -> audience.parties();
                case VILLAGE -> audience.village();
                case TOWNSHIP -> {
                    audience.township();
                    level = Math.min(level, 9);
                }
                case COUNTY -> {
                    audience.county();
                    level = Math.min(level, 6);
                }
                case LOWEST -> audience.lowest();
            }
        }
        if (escalated) {
            audience.supervisorOf(level);
        }
        return audience.list();
    }

    private static final class Audience {
        private final AudienceFacts facts;
        private final Map<String, Addressee> found = new LinkedHashMap<>();

        private Audience(AudienceFacts facts) {
            this.facts = facts;
        }

        private Audience person(String account, AudienceReason reason) {
            if (account != null && !account.equals(facts.actor())) {
                add(Mailbox.ofAccount(account), reason);
            }
            return this;
        }

        private Audience persons(Collection<String> accounts, AudienceReason reason) {
            accounts.stream().sorted().forEach(account -> person(account, reason));
            return this;
        }

        private Audience helpers() {
            return persons(facts.householdHelpers(), HELPS_THE_HOUSEHOLD);
        }

        private Audience parties() {
            return persons(facts.parties(), PARTY_OF_THE_PAIRING);
        }

        private Audience village() {
            return office("village-clerk", VILLAGE_IN_CHARGE);
        }

        private Audience township() {
            return office("township-officer", TOWNSHIP_IN_CHARGE);
        }

        private Audience county() {
            return office("county-officer", COUNTY_IN_CHARGE);
        }

        /** The township, or the office above where the event belongs to none: a complaint about a township's office. */
        private Audience townshipOrAbove() {
            return facts.region().length() < 9 ? lowest() : township();
        }

        /** The county, or the province where the event belongs to no county. */
        private Audience countyOrAbove() {
            return facts.region().length() < 6 ? province() : county();
        }

        private Audience taskOwners() {
            facts.taskOwners().stream()
                    .sorted()
                    .forEach(mailbox -> add(mailbox, Mailbox.personal(mailbox) ? OWN_TASK : ASSIGNED_ROLE));
            return this;
        }

        private Audience province() {
            return office("province-officer", PROVINCE_IN_CHARGE);
        }

        /** The village on the other side of a move or merge. */
        private Audience otherVillage() {
            if (facts.otherRegion() != null) {
                Mailbox.ofOffice("village-clerk", facts.otherRegion())
                        .ifPresent(mailbox -> add(mailbox, VILLAGE_IN_CHARGE));
            }
            return this;
        }

        /** The office at the level of the event's region itself. */
        private Audience lowest() {
            return switch (facts.region().length()) {
                case 12 -> village();
                case 9 -> township();
                case 6 -> county();
                default -> province();
            };
        }

        private Audience supervisorOf(int level) {
            var role = level > 9 ? "township-officer" : level > 6 ? "county-officer" : "province-officer";
            return office(role, SUPERVISES);
        }

        private Audience assignedOffice() {
            return facts.assigneeRole() == null ? this : office(facts.assigneeRole(), ASSIGNED_ROLE);
        }

        private Audience office(String role, AudienceReason reason) {
            Mailbox.ofOffice(role, facts.region()).ifPresent(mailbox -> add(mailbox, reason));
            return this;
        }

        private void add(String mailbox, AudienceReason reason) {
            found.putIfAbsent(mailbox, new Addressee(mailbox, reason));
        }

        private List<Addressee> list() {
            return List.copyOf(found.values());
        }
    }
}
