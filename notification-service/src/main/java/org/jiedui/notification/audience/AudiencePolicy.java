package org.jiedui.notification.audience;

import static org.jiedui.notification.audience.AudienceReason.ASSIGNED_ROLE;
import static org.jiedui.notification.audience.AudienceReason.COUNTY_IN_CHARGE;
import static org.jiedui.notification.audience.AudienceReason.HELPS_THE_HOUSEHOLD;
import static org.jiedui.notification.audience.AudienceReason.OWN_PROFILE;
import static org.jiedui.notification.audience.AudienceReason.OWN_RESULT;
import static org.jiedui.notification.audience.AudienceReason.OWN_TASK;
import static org.jiedui.notification.audience.AudienceReason.PARTY_OF_THE_PAIRING;
import static org.jiedui.notification.audience.AudienceReason.PROVINCE_IN_CHARGE;
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
            case HOUSEHOLD_REGISTERED -> audience.village().township();
            case HOUSEHOLD_CHANGED, VISIT_RECORDED -> audience.helpers().village();
            case RISK_ALERT_RAISED, RISK_ALERT_CHANGED, RISK_CASE_ADVANCED, HOUSEHOLD_MONITORED, HOUSEHOLD_STABILISED ->
                audience.helpers().village().township().county();
            case RISK_ALERT_CLEARED, RISK_CASE_OPENED, REQUEST_SOLVED ->
                audience.helpers().village().township();
            case REQUEST_OPENED -> {
                audience.helpers().village().township();
                if (facts.urgent()) {
                    audience.county();
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
                    PAIRING_COMPLETED,
                    PAIRING_ENDED,
                    PAIRING_WITHDRAWN -> {
                audience.parties();
                if (facts.aboutHousehold()) {
                    audience.village();
                }
                audience.township().county();
            }
            case GAP_OPENED -> audience.village().township().county();
            case GAP_CLOSED -> audience.village().township();
            case CYCLE_OPENED, CYCLE_CLOSED, CYCLE_SCORED, CYCLE_PUBLISHED -> audience.lowest();
            case TASK_ASSIGNED, TASK_EXTENDED ->
                audience.person(facts.account(), OWN_TASK).assignedOffice();
            case EVALUATION_PUBLISHED ->
                audience.person(facts.account(), OWN_RESULT).parties().county();
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

        /** The office at the level of the event's region itself. */
        private Audience lowest() {
            return switch (facts.region().length()) {
                case 12 -> village();
                case 9 -> township();
                case 6 -> county();
                default -> office("province-officer", PROVINCE_IN_CHARGE);
            };
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
