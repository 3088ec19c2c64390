package org.jiedui.notification.contact;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.delivery.DeliveryQueue;

/** Takes the SMS provider's reports of what arrived and what did not. */
@ApplicationScoped
public class SmsReporting {
    private static final int MOST = 500;

    private final DeliveryQueue queue;
    private final SmsReports kept;
    private final SmsConfig config;
    private final ObjectMapper mapper;
    private final TimeSource time;

    SmsReporting(DeliveryQueue queue, SmsReports kept, SmsConfig config, ObjectMapper mapper, TimeSource time) {
        this.queue = queue;
        this.kept = kept;
        this.config = config;
        this.mapper = mapper;
        this.time = time;
    }

    /**
     * One report.
     *
     * @param status {@code DELIVERED}; everything else means that it did not arrive
     */
    public record Report(String messageId, String status) {}

    private record Reports(List<Report> reports) {}

    /**
     * Notes the reports of a signed body. Those of messages that nobody knows (yet: the note that it was sent may be on
     * its way) are kept for {@link SmsReports}. Refuses with
     * {@code REPORT_NOT_SIGNED} when the signature is wrong or older than is allowed.
     *
     * @return how many changed something
     */
    @Transactional
    public int report(String timestamp, String signature, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (config.secret().isEmpty()
                || timestamp == null
                || signature == null
                || !timestamp.matches("\\d{1,11}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), time.now())
                                .abs()
                                .compareTo(config.reportAge())
                        > 0
                || !SmsSignature.verify(config.secret().get(), timestamp, bytes, signature)) {
            throw NotificationProblem.REPORT_NOT_SIGNED.problem();
        }
        try {
            var reports = mapper.readValue(bytes, Reports.class).reports();
            if (reports == null
                    || reports.size() > MOST
                    || reports.stream().anyMatch(r -> r == null || r.messageId() == null)) {
                throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                        "/reports", "SIZE", "应有 1 至 500 条，且均有 messageId", "1 to 500 reports, each with a messageId")));
            }
            var changed = 0;
            for (var report : reports) {
                var arrived = "DELIVERED".equals(report.status());
                if (queue.reported(report.messageId(), arrived) == 1) {
                    changed++;
                } else {
                    kept.keep(report.messageId(), arrived);
                }
            }
            return changed;
        } catch (java.io.IOException e) {
            throw CommonProblem.MALFORMED_REQUEST.problem();
        }
    }
}
