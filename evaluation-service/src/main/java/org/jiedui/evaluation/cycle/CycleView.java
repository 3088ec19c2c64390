package org.jiedui.evaluation.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cycle as clients see it.
 *
 * @param jobId the last job that worked on it, below {@code /evaluation-cycles/{id}/jobs}; null when there was none
 */
@Schema(example = """
        {"id":"019ab000-1111-7000-8000-000000000001","region":"330523","programme":"VILLAGE_TEAM","state":"OPEN",
         "periodFrom":"2026-01-01","periodTo":"2026-12-31","due":"2027-01-15","plan":{"templates":["TEAM"],"paths":[
          {"subjectRole":"TEAM","path":"HOUSEHOLD","weight":30,"mostEvaluators":30,
           "templateId":"019ab000-0000-7000-8000-000000000006","templateCode":"TEAM","templateNumber":2,"assigneeRole":null},
          {"subjectRole":"TEAM","path":"SUPERVISOR","weight":10,"mostEvaluators":5,
           "templateId":"019ab000-0000-7000-8000-000000000006","templateCode":"TEAM","templateNumber":2,"assigneeRole":null}],
          "figures":{"excellentFrom":90,"goodFrom":80,"qualifiedFrom":60,"topQuota":0.15,"leastMeetings":0,"anonymityK":5,
           "raterCorrection":null,"raterLeastAnswers":5}},
         "publicisedUntil":null,"jobId":null,"createdAt":"2026-12-01T08:30:00.000Z","updatedAt":"2026-12-01T08:30:00.000Z","version":2}""")
public record CycleView(
        UUID id,
        String region,
        String programme,
        CycleState state,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate due,
        CyclePlan plan,
        LocalDate publicisedUntil,
        UUID jobId,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of a cycle. */
    public static CycleView of(Cycle cycle) {
        return new CycleView(
                cycle.id(),
                cycle.region(),
                cycle.programme(),
                cycle.state(),
                cycle.periodFrom(),
                cycle.periodTo(),
                cycle.due(),
                cycle.plan(),
                cycle.publicisedUntil(),
                cycle.jobId(),
                cycle.createdAt(),
                cycle.updatedAt(),
                cycle.version());
    }
}
