package org.jiedui.notification.audience;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that the services announce, with a sample of its data. The names of the sample's properties are the
 * variables that a text about the event may use; nested properties are dotted.
 */
public enum EventType {
    HOUSEHOLD_REGISTERED("household", "household", Duty.OPTIONAL, Samples.HOUSEHOLD),
    HOUSEHOLD_CHANGED("household", "household", Duty.OPTIONAL, Samples.HOUSEHOLD),
    HOUSEHOLD_MONITORED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","category":"UNSTABLE",
            "risks":["ILLNESS"],"caseId":"0193e0c4-b000-7000-8000-00000000a002"}"""),
    HOUSEHOLD_STABILISED("household", "household", Duty.OPTIONAL, """
            {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","manner":"HELPED",
            "caseId":"0193e0c4-b000-7000-8000-00000000a002"}"""),
    RISK_ALERT_RAISED("household", "risk-alert", Duty.MANDATORY, Samples.ALERT),
    RISK_ALERT_CHANGED("household", "risk-alert", Duty.OPTIONAL, Samples.ALERT),
    RISK_ALERT_CLEARED("household", "risk-alert", Duty.OPTIONAL, Samples.ALERT),
    RISK_CASE_OPENED("household", "risk-case", Duty.MANDATORY, Samples.CASE),
    RISK_CASE_ADVANCED("household", "risk-case", Duty.OPTIONAL, Samples.CASE),
    VISIT_RECORDED("household", "visit", Duty.OPTIONAL, """
            {"visitId":"0193e0c4-b000-7000-8000-00000000a003",
            "householdIds":["0193e0c4-b000-7000-8000-00000000a001"],"region":"330523104201",
            "visitorAccount":"00000000-0000-7000-8000-000000000005","day":"2026-11-20","reached":true}"""),
    REQUEST_OPENED("household", "request", Duty.MANDATORY, Samples.REQUEST),
    REQUEST_SOLVED("household", "request", Duty.OPTIONAL, Samples.REQUEST),
    HELPER_REGISTERED("pairing", "helper", Duty.OPTIONAL, Samples.HELPER),
    HELPER_CHANGED("pairing", "helper", Duty.OPTIONAL, Samples.HELPER),
    PAIRING_PROPOSED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_PUBLICISED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_CONFIRMED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_REPLACED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_SUSPENDED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_RESUMED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_COMPLETED("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    PAIRING_ENDED("pairing", "pairing", Duty.MANDATORY, Samples.PAIRING),
    PAIRING_WITHDRAWN("pairing", "pairing", Duty.OPTIONAL, Samples.PAIRING),
    GAP_OPENED("pairing", "gap", Duty.MANDATORY, Samples.GAP),
    GAP_CLOSED("pairing", "gap", Duty.OPTIONAL, Samples.GAP),
    CYCLE_OPENED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_CLOSED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_SCORED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    CYCLE_PUBLISHED("evaluation", "cycle", Duty.OPTIONAL, Samples.CYCLE),
    TASK_ASSIGNED("evaluation", "task", Duty.MANDATORY, Samples.TASK),
    TASK_EXTENDED("evaluation", "task", Duty.MANDATORY, Samples.TASK),
    EVALUATION_PUBLISHED("evaluation", "result", Duty.MANDATORY, """
            {"resultId":"0193e0c4-b000-7000-8000-00000000a008","cycleId":"0193e0c4-b000-7000-8000-00000000a006",
            "subjectKind":"HELPER","subjectId":"0193e0c4-b000-7000-8000-00000000a005",
            "account":"00000000-0000-7000-8000-000000000005","region":"330523","score":"92.50","band":"EXCELLENT",
            "pairingIds":["0193e0c4-b000-7000-8000-00000000a004"]}""");

    private enum Duty {
        MANDATORY,
        OPTIONAL
    }

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

    /** All topics. */
    public static Set<String> topics() {
        return Arrays.stream(values()).map(EventType::topic).collect(Collectors.toUnmodifiableSet());
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
                "decision":"PASSED"}""";
        private static final String REQUEST = """
                {"requestId":"0193e0c4-b000-7000-8000-00000000a010",
                "householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","kind":"HELP",
                "category":"EMPLOYMENT","urgency":"URGENT","due":"2026-12-01"}""";
        private static final String HELPER = """
                {"helperId":"0193e0c4-b000-7000-8000-00000000a005","account":"00000000-0000-7000-8000-000000000005",
                "kind":"GOVERNMENT","unitLevel":"COUNTY","region":"330523"}""";
        private static final String PAIRING = """
                {"pairingId":"0193e0c4-b000-7000-8000-00000000a004","programme":"HOUSEHOLD_AID","role":"PRIMARY",
                "region":"330523104201","state":"ACTIVE","helper":{"id":"0193e0c4-b000-7000-8000-00000000a005",
                "account":"00000000-0000-7000-8000-000000000005","kind":"GOVERNMENT","unit":"330523-edu"},
                "helped":{"kind":"HOUSEHOLD","id":"0193e0c4-b000-7000-8000-00000000a001","account":null,
                "region":"330523104201"},"from":"2026-11-22","to":"2027-11-21","reason":"LONG_LEAVE","version":3}""";
        private static final String GAP = """
                {"householdId":"0193e0c4-b000-7000-8000-00000000a001","region":"330523104201","since":"2026-11-01"}""";
        private static final String CYCLE = """
                {"cycleId":"0193e0c4-b000-7000-8000-00000000a006","region":"330523","programme":"HOUSEHOLD_AID",
                "periodFrom":"2026-01-01","periodTo":"2026-12-31","due":"2026-12-31"}""";
        private static final String TASK = """
                {"taskId":"0193e0c4-b000-7000-8000-00000000a007","cycleId":"0193e0c4-b000-7000-8000-00000000a006",
                "region":"330523104201","path":"SELF","account":"00000000-0000-7000-8000-000000000005",
                "assigneeRole":null,"subjectKind":"HELPER","subjectId":"0193e0c4-b000-7000-8000-00000000a005",
                "due":"2026-12-31"}""";
    }
}
