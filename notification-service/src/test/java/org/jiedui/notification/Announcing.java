package org.jiedui.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.intake.EventIntake;

/** Lets events arrive as the consumer does it, those that come together in one transaction. */
@ApplicationScoped
public class Announcing {
    private final EventIntake intake;
    private final ObjectMapper mapper;

    Announcing(EventIntake intake, ObjectMapper mapper) {
        this.intake = intake;
        this.mapper = mapper;
    }

    /** Lets an event arrive; returns its id. */
    public UUID announce(EventType type, String region, UUID subject, String data) {
        var event = envelope(type, region, subject, data);
        arrive(event);
        return event.id();
    }

    /** Lets events arrive together. */
    public void arrive(EventEnvelope... events) {
        QuarkusTransaction.requiringNew().run(() -> intake.take(List.of(events)));
    }

    /** Lets an event arrive in a transaction that does not end well. */
    public void arriveAndCrash(EventEnvelope event) {
        QuarkusTransaction.begin();
        intake.take(List.of(event));
        QuarkusTransaction.rollback();
    }

    /** An event on its way. */
    public EventEnvelope envelope(EventType type, String region, UUID subject, String data) {
        return new EventEnvelope(
                Ids.next(),
                type.fullType(),
                type.topic(),
                subject,
                region,
                Instant.parse("2026-11-21T08:30:00Z"),
                data.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                mapper);
    }

    /** An alert about a household. */
    public UUID alert(String region, UUID household) {
        return announce(EventType.RISK_ALERT_RAISED, region, Ids.next(), alertData(region, household));
    }

    /** Data of an alert. */
    public static String alertData(String region, UUID household) {
        return """
                {"alertId":"%s","householdId":"%s","householdNumber":"HN-7","region":"%s",
                "reasons":[{"code":"CHILD_OUT_OF_SCHOOL","figures":{"children":1}}]}""".formatted(household, household, region);
    }

    /** Data of a pairing. */
    public static String pairingData(
            UUID pairing, String region, String helper, UUID household, String state, long version) {
        return """
                {"pairingId":"%s","programme":"HOUSEHOLD_HELP","role":"PRIMARY","region":"%s","state":"%s",
                "helper":{"id":"%s","account":"%s","kind":"PARTY_GOVERNMENT_CADRE","unit":"u"},
                "helped":{"kind":"HOUSEHOLD","id":"%s","account":null,"region":"%s"},
                "from":"2026-11-22","to":null,"reason":null,"version":%d}""".formatted(pairing, region, state, pairing, helper, household, region, version);
    }
}
