package org.jiedui.chassis.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as its owner sees it.
 *
 * @param id identifier
 * @param kind what is being done
 * @param region division code under which it is visible
 * @param state where it stands
 * @param processed units done
 * @param total units in all; null while unknown
 * @param createdAt when it was submitted
 * @param startedAt when it was first started
 * @param finishedAt when it came to its final state
 * @param ratePerSecond units per second of the present run, one decimal; null before the first checkpoint
 * @param estimatedRemaining ISO 8601, whole seconds; null while total or rate is unknown, and at the end
 * @param error why it failed
 * @param result what came out, of the job's own kind
 * @param links where its results are, by name
 */
@Schema(name = "Job", example = """
        {"id":"0193e0c4-b000-7000-8000-00000000e001","kind":"cycle-work","region":"330523","state":"RUNNING",
         "processed":4200,"total":20000,"createdAt":"2026-11-21T08:30:00.000Z","startedAt":"2026-11-21T08:30:01.000Z",
         "finishedAt":null,"ratePerSecond":1400.0,"estimatedRemaining":"PT12S","error":null,"result":null,"links":{}}""")
public record JobView(
        UUID id,
        String kind,
        String region,
        JobState state,
        long processed,
        Long total,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Double ratePerSecond,
        Duration estimatedRemaining,
        JobError error,
        @JsonRawValue @Schema(implementation = Object.class) String result,
        Map<String, String> links) {
    /** Why a job failed: stable code and a sentence in the caller's language. */
    @Schema(name = "JobError")
    public record JobError(String code, String message) {}

    /** The view at this instant, with links to what the job's resource offers. */
    public static JobView of(Job job, Instant now, boolean chinese, Map<String, String> links) {
        var rate = rate(job, now);
        return new JobView(
                job.id(),
                job.kind(),
                job.region(),
                job.state(),
                job.processed(),
                job.total(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                rate,
                remaining(job, rate),
                job.errorCode() == null ? null : new JobError(job.errorCode(), chinese ? job.errorZh() : job.errorEn()),
                job.result(),
                links);
    }

    private static Double rate(Job job, Instant now) {
        if (job.resumedAt() == null || job.processed() <= job.resumedFrom()) {
            return null;
        }
        var end = job.finishedAt() != null ? job.finishedAt() : now;
        var seconds = Math.max(0.001, Duration.between(job.resumedAt(), end).toNanos() / 1e9);
        return Math.round((job.processed() - job.resumedFrom()) / seconds * 10) / 10.0;
    }

    private static Duration remaining(Job job, Double rate) {
        if (job.state().isFinal() || job.total() == null || rate == null || rate <= 0) {
            return null;
        }
        return Duration.ofSeconds((long) Math.ceil(Math.max(0, job.total() - job.processed()) / rate));
    }
}
