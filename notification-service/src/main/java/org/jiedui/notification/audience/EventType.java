package org.jiedui.notification.audience;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that the services announce, and what this service itself tells, with a sample of its data. The names of the sample's properties are the
 * variables that a text about the event may use; nested properties are dotted.
 */
public enum EventType {
    HOUSEHOLD_REGISTERED("household", "household", Duty.OPTIONAL, Samples.HOUSEHOLD),
    HOUSEHOLD_CHANGED("household", "household", Duty.OPTIONAL, Samples.HOUSEHOLD),
    HOUSEHOLD_MONITORED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","category":"UNSTABLE",
            "risks":["ILLNESS"],"caseId":"0193e0c4-b000-7000-8000-00000000a002"}"""),
    HOUSEHOLD_STABILISED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","manner":"ASSISTED",
            "caseId":"0193e0c4-b000-7000-8000-00000000a002"}"""),
    HOUSEHOLD_SPLIT("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","on":"2026-03-01",
            "newHouseholdId":"0193e0c4-b000-7000-8000-00000000a011","newHouseholdNumber":"330523104201000018",
            "newRegion":"330523104201","members":2}"""),
    HOUSEHOLD_MERGED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","on":"2026-03-01",
            "mergedHouseholdId":"0193e0c4-b000-7000-8000-00000000a011","mergedHouseholdNumber":"330523104201000018",
            "mergedRegion":"330523104201","manner":"UNION","members":1}"""),
    HOUSEHOLD_MERGE_UNDONE("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201",
            "restoredHouseholdId":"0193e0c4-b000-7000-8000-00000000a011","restoredRegion":"330523104201"}"""),
    HOUSEHOLD_RELOCATED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","on":"2026-03-01","fromRegion":"330523101201"}"""),
    HOUSEHOLD_CLOSED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","on":"2026-03-01","closure":"MERGED",
            "mergedInto":"0193e0c4-b000-7000-8000-00000000a011"}"""),
    STATUS_TRANSITION_PROPOSED("household", "household", Duty.MANDATORY, """
            {"transitionId":"0193e0c4-b000-7000-8000-00000000a012",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","fromType":"ORDINARY","fromCategory":null,"toType":"LIFTED",
            "toCategory":null,"effectiveOn":"2026-03-01"}"""),
    STATUS_TRANSITION_DECIDED("household", "household", Duty.OPTIONAL, """
            {"transitionId":"0193e0c4-b000-7000-8000-00000000a012",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","toType":"LIFTED","toCategory":null,
            "effectiveOn":"2026-03-01","state":"APPROVED"}"""),
    HOUSEHOLD_ANONYMISED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201"}"""),
    RISK_ALERT_RAISED("household", "risk-alert", Duty.MANDATORY, Samples.ALERT),
    RISK_ALERT_CHANGED("household", "risk-alert", Duty.OPTIONAL, Samples.ALERT),
    RISK_ALERT_CLEARED("household", "risk-alert", Duty.OPTIONAL, Samples.ALERT),
    RISK_CASE_OPENED("household", "risk-case", Duty.MANDATORY, Samples.CASE),
    RISK_CASE_ADVANCED("household", "risk-case", Duty.OPTIONAL, Samples.CASE),
    RISK_CASE_OVERDUE("household", "risk-case", Duty.MANDATORY, """
            {"caseId":"0193e0c4-b000-7000-8000-00000000a002",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
            "region":"330523104201","state":"VERIFIED","due":"2026-11-20"}"""),
    VISIT_RECORDED("household", "visit", Duty.OPTIONAL, """
            {"visitId":"0193e0c4-b000-7000-8000-00000000a003",
            "householdIds":["0193e0c4-b000-7000-8000-00000000a001"],"region":"330523104201",
            "visitorAccount":"00000000-0000-7000-8000-000000000005","day":"2026-11-20","reached":true,"met":true}"""),
    VISIT_QUESTION_CHANGED("household", "visit", Duty.MANDATORY, """
            {"visitId":"0193e0c4-b000-7000-8000-00000000a003",
            "questionId":"0193e0c4-b000-7000-8000-00000000a013","region":"330523104201",
            "visitorAccount":"00000000-0000-7000-8000-000000000005",
            "askedBy":"00000000-0000-7000-8000-000000000002","state":"ASKED"}"""),
    VISIT_OVERDUE("household", "visit", Duty.MANDATORY, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201",
            "unvisitedSince":"2026-09-20","days":60}"""),
    REQUEST_OPENED("household", "request", Duty.MANDATORY, Samples.REQUEST),
    REQUEST_ANSWERED("household", "request", Duty.OPTIONAL, Samples.REQUEST),
    REQUEST_SOLVED("household", "request", Duty.OPTIONAL, Samples.REQUEST),
    REQUEST_DISPATCHED("household", "request", Duty.MANDATORY, """
            {"requestId":"0193e0c4-b000-7000-8000-00000000a010",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","kind":"CONSULTATION",
            "category":"EMPLOYMENT","urgency":"NORMAL","due":"2026-12-16","handlerKind":"EXPERT",
            "handlerAccount":"00000000-0000-7000-8000-000000000005"}"""),
    REQUEST_OVERDUE("household", "request", Duty.MANDATORY, """
            {"requestId":"0193e0c4-b000-7000-8000-00000000a010",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","kind":"CONSULTATION",
            "category":"EMPLOYMENT","urgency":"NORMAL","due":"2026-12-16","handlerAccount":null}"""),
    REQUEST_REOPENED("household", "request", Duty.MANDATORY, Samples.REQUEST),
    PLAN_DECIDED("household", "plan", Duty.MANDATORY, """
            {"planId":"0193e0c4-b000-7000-8000-00000000a014",
            "householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","year":2026,"revision":2,
            "writtenBy":"00000000-0000-7000-8000-000000000005","state":"APPROVED"}"""),
    REGION_CHANGED("household", "region", Duty.MANDATORY, """
            {"changeId":"0193e0c4-b000-7000-8000-00000000a015","kind":"MERGE",
            "region":"330523104","effectiveOn":"2026-01-01",
            "successions":[{"from":"330523104201","into":"330523104301"}]}"""),
    VILLAGE_PROFILE_CHANGED("household", "village", Duty.OPTIONAL, """
            {"villageId":"0193e0c4-b000-7000-8000-00000000a016",
            "region":"330523104201","traits":["WEAK","POOR"],"incomeYear":2025,"collectiveIncome":"186000.00",
            "incomeGoal":"300000.00","infrastructure":{"WATER":"GOOD","ROAD":"PARTIAL"},"cells":4}"""),
    HELPER_REGISTERED("pairing", "helper", Duty.OPTIONAL, Samples.HELPER),
    HELPER_CHANGED("pairing", "helper", Duty.OPTIONAL, Samples.HELPER),
    PAIRING_PROPOSED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_PUBLICISED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_OBJECTED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_CONFIRMED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_REPLACED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_SUSPENDED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_RESUMED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_EXTENDED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_CHANGED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_COMPLETED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_ENDED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_WITHDRAWN("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    CHANGE_REQUESTED("pairing", "pairing", Duty.MANDATORY, Samples.CHANGE),
    CHANGE_DECIDED("pairing", "pairing", Duty.MANDATORY, Samples.CHANGE),
    ATTENDANCE_WARNED("pairing", "pairing", Duty.MANDATORY, """
            {"pairingId":"0193e0c4-b000-7000-8000-00000000a004","region":"330523104201","absences":3,
            "helperAccount":"00000000-0000-7000-8000-000000000005",
            "helpedAccount":"00000000-0000-7000-8000-000000000006","helpedKind":"MENTEE",
            "helpedId":"0193e0c4-b000-7000-8000-00000000a019"}"""),
    TEAM_LEADER_CHANGED("pairing", "team", Duty.MANDATORY, """
            {"teamId":"0193e0c4-b000-7000-8000-00000000a01f","region":"330523","kind":"SERVICE_GROUP",
            "leaderId":"0193e0c4-b000-7000-8000-00000000a005",
            "leaderAccount":"00000000-0000-7000-8000-000000000005","since":"2026-03-01",
            "memberAccounts":["00000000-0000-7000-8000-000000000005"]}"""),
    GAP_OPENED("pairing", "gap", Duty.MANDATORY, Samples.GAP),
    GAP_CLOSED("pairing", "gap", Duty.OPTIONAL, Samples.GAP),
    CYCLE_OPENED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_CLOSED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_REOPENED("evaluation", "cycle", Duty.MANDATORY, Samples.CYCLE),
    CYCLE_CANCELLED("evaluation", "cycle", Duty.MANDATORY, Samples.CYCLE),
    CYCLE_SCORED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_PUBLISHED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    TASK_ASSIGNED("evaluation", "task", Duty.MANDATORY, Samples.TASK),
    TASK_EXTENDED("evaluation", "task", Duty.MANDATORY, """
            {"taskId":"0193e0c4-b000-7000-8000-00000000a007","cycleId":"0193e0c4-b000-7000-8000-00000000a006",
            "region":"330523104201","account":"00000000-0000-7000-8000-000000000005","assigneeRole":null,
            "due":"2026-12-31"}"""),
    EVALUATION_PUBLISHED("evaluation", "result", Duty.MANDATORY, """
            {"resultId":"0193e0c4-b000-7000-8000-00000000a008","cycleId":"0193e0c4-b000-7000-8000-00000000a006",
            "subjectKind":"HELPER","subjectId":"0193e0c4-b000-7000-8000-00000000a005",
            "account":"00000000-0000-7000-8000-000000000005","region":"330523","score":"92.50","band":"EXCELLENT",
            "pairingIds":["0193e0c4-b000-7000-8000-00000000a004"],"revision":1,"consequence":"PREFER"}"""),
    APPEAL_FILED("evaluation", "appeal", Duty.MANDATORY, """
            {"appealId":"0193e0c4-b000-7000-8000-00000000a01a","resultId":"0193e0c4-b000-7000-8000-00000000a008",
            "cycleId":"0193e0c4-b000-7000-8000-00000000a006","account":"00000000-0000-7000-8000-000000000005",
            "region":"330523104201"}"""),
    APPEAL_DECIDED("evaluation", "appeal", Duty.MANDATORY, """
            {"appealId":"0193e0c4-b000-7000-8000-00000000a01a","resultId":"0193e0c4-b000-7000-8000-00000000a008",
            "cycleId":"0193e0c4-b000-7000-8000-00000000a006","account":"00000000-0000-7000-8000-000000000005",
            "region":"330523104201","outcome":"UPHELD"}"""),
    HONOUR_WON("evaluation", "honour", Duty.OPTIONAL, """
            {"honourId":"0193e0c4-b000-7000-8000-00000000a01b","kind":"TITLE","holderKind":"HELPER",
            "holderId":"0193e0c4-b000-7000-8000-00000000a005","region":"330523","wonOn":"2026-10-17"}"""),
    HONOUR_REVOKED("evaluation", "honour", Duty.MANDATORY, """
            {"honourId":"0193e0c4-b000-7000-8000-00000000a01b","holderKind":"HELPER",
            "holderId":"0193e0c4-b000-7000-8000-00000000a005","region":"330523"}"""),
    MODEL_CASE_PUBLISHED("evaluation", "model-case", Duty.OPTIONAL, """
            {"modelCaseId":"0193e0c4-b000-7000-8000-00000000a01c","region":"330523","cause":"ILLNESS",
            "measure":"INDUSTRY"}"""),
    REMINDER_DUE("notification", "reminder", Duty.MANDATORY, """
            {"rule":{"zh":"走访超期","en":"Visit overdue"},"region":"330523104201","time":2,"due":"2026-12-31",
            "since":"2026-11-20","escalated":false}"""),
    REMINDER_DIGEST("notification", "reminder", Duty.OPTIONAL, """
            {"region":"330523104","open":7,"escalated":2,"week":"2026-11-23",
            "list":{"zh":"走访超期 5；无人帮扶 2","en":"visit overdue 5; household without helper 2"}}"""),
    BROADCAST_SENT("notification", "broadcast", Duty.OPTIONAL, """
            {"broadcastId":"0193e0c4-b000-7000-8000-00000000a017","category":"TECHNIQUE","region":"330523",
            "title":{"zh":"春茶管护要点","en":"Care of spring tea"},
            "body":{"zh":"清明前后注意防霜。","en":"Mind the frost around Qingming."}}"""),
    WEBHOOK_DISABLED("notification", "webhook", Duty.MANDATORY, """
            {"endpointId":"0193e0c4-b000-7000-8000-00000000a018","region":"330523","host":"platform.example",
            "failingSince":"2026-11-18","waiting":120}"""),
    DEVICE_REMOVED("notification", "contact-point", Duty.MANDATORY, """
            {"contactPointId":"0193e0c4-b000-7000-8000-00000000a01e","registeredOn":"2026-11-02"}""");

    private enum Duty {
        MANDATORY,
        OPTIONAL
    }

    private static final String OWN = "notification";
    private static final Set<EventType> COALESCED =
            EnumSet.of(HOUSEHOLD_CHANGED, RISK_ALERT_CHANGED, HELPER_CHANGED, VILLAGE_PROFILE_CHANGED);
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::eventName, Function.identity()));

    private final String context;
    private final String aggregate;
    private final boolean mandatory;
    private final String sample;

    EventType(String context, String aggregate, Duty duty, String sample) {
        this.context = context;
        this.aggregate = aggregate;
        this.mandatory = duty == Duty.MANDATORY;
        this.sample = sample;
    }

    /** Name within the context, such as {@code risk-alert-raised}; unique over all contexts. */
    public String eventName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Full CloudEvents type. */
    public String fullType() {
        return "org.jiedui." + context + "." + eventName() + ".v1";
    }

    /** The Kafka topic on which it comes. */
    public String topic() {
        return "jiedui." + context + "." + aggregate;
    }

    /** Service that announces it. */
    public String context() {
        return context;
    }

    /** Whether nobody may opt out of it. */
    public boolean mandatory() {
        return mandatory;
    }

    /** Sample data, JSON. */
    public String sample() {
        return sample;
    }

    /** The type of that name, if there is one. */
    public static Optional<EventType> named(String eventName) {
        return Optional.ofNullable(BY_NAME.get(eventName));
    }

    /** The types that other services announce; the rest are this service's own messages. */
    public static List<EventType> foreign() {
        return Arrays.stream(values()).filter(type -> !type.context.equals(OWN)).toList();
    }

    /** All topics that are read. */
    public static Set<String> topics() {
        return foreign().stream().map(EventType::topic).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether several of them about the same aggregate within the coalescing window are one message: the later one takes
     * the place of the earlier one, because each carries the whole present state.
     */
    public boolean coalesced() {
        return COALESCED.contains(this);
    }

    private static final class Samples {
        private static final String HOUSEHOLD = """
                {"householdId":"0193e0c4-b000-7000-8000-00000000a001","householdNumber":"330523104201000017",
                "region":"330523104201","type":"ORDINARY","category":null,"stable":false,"inCare":false,"members":4,
                "labour":1,"childrenOutOfSchool":1,"selfCare":true,"needs":["EMPLOYMENT"],"causes":["ILLNESS"],
                "incomePerCapita":"6812.50"}""";
        private static final String ALERT = """
                {"alertId":"0193e0c4-b000-7000-8000-00000000a009","householdId":"0193e0c4-b000-7000-8000-00000000a001",
                "householdNumber":"330523104201000017","region":"330523104201",
                "reasons":[{"code":"INCOME_BELOW_LINE","figures":{"perCapita":"6812.50","line":"7300.00"}},
                {"code":"CHILD_OUT_OF_SCHOOL","figures":{"children":1}}]}""";
        private static final String CASE = """
                {"caseId":"0193e0c4-b000-7000-8000-00000000a002","householdId":"0193e0c4-b000-7000-8000-00000000a001",
                "householdNumber":"330523104201000017","region":"330523104201","from":"CLUE","to":"VERIFIED",
                "decision":"VERIFY"}""";
        private static final String REQUEST = """
                {"requestId":"0193e0c4-b000-7000-8000-00000000a010",
                "householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","kind":"HELP",
                "category":"EMPLOYMENT","urgency":"URGENT","due":"2026-12-01"}""";
        private static final String HELPER = """
                {"helperId":"0193e0c4-b000-7000-8000-00000000a005","account":"00000000-0000-7000-8000-000000000005",
                "kind":"PARTY_GOVERNMENT_CADRE","unitLevel":"COUNTY","region":"330523","skills":["LAW"],"lastDay":null}""";
        private static final String PAIRING = """
                {"pairingId":"0193e0c4-b000-7000-8000-00000000a004","programme":"HOUSEHOLD_HELP","role":"PRIMARY",
                "region":"330523104201","state":"ACTIVE","helper":{"id":"0193e0c4-b000-7000-8000-00000000a005",
                "account":"00000000-0000-7000-8000-000000000005","kind":"PARTY_GOVERNMENT_CADRE","unit":"330523-edu"},
                "helped":{"kind":"HOUSEHOLD","id":"0193e0c4-b000-7000-8000-00000000a001","account":null,
                "region":"330523104201"},"from":"2026-11-22","to":"2027-11-21","reason":"LONG_LEAVE","version":3}""";
        private static final String CHANGE = """
                {"changeRequestId":"0193e0c4-b000-7000-8000-00000000a01d",
                "pairingId":"0193e0c4-b000-7000-8000-00000000a004","region":"330523104201","side":"HELPED",
                "wish":"OTHER_HELPER","reason":"NOT_SUITED","state":"GRANTED","due":"2026-11-27",
                "helperAccount":"00000000-0000-7000-8000-000000000005","helpedAccount":null,"helpedKind":"HOUSEHOLD",
                "helpedId":"0193e0c4-b000-7000-8000-00000000a001"}""";
        private static final String GAP = """
                {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","since":"2026-11-01"}""";
        private static final String CYCLE = """
                {"cycleId":"0193e0c4-b000-7000-8000-00000000a006","region":"330523","programme":"HOUSEHOLD_HELP",
                "periodFrom":"2026-01-01","periodTo":"2026-12-31","due":"2026-12-31"}""";
        private static final String TASK = """
                {"taskId":"0193e0c4-b000-7000-8000-00000000a007","cycleId":"0193e0c4-b000-7000-8000-00000000a006",
                "region":"330523104201","path":"SELF","account":"00000000-0000-7000-8000-000000000005",
                "assigneeRole":null,"subjectKind":"HELPER","subjectId":"0193e0c4-b000-7000-8000-00000000a005",
                "due":"2026-12-31"}""";
    }
}
