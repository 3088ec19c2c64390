package org.jiedui.evaluation.cycle.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jiedui.chassis.web.Answers;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleView;

/** How a decision about a cycle is answered. */
public final class CycleAnswers {
    private CycleAnswers() {}

    /** 200 with the cycle; while a job does the rest of the decision 202 with the job's address. */
    public static Response of(Cycle cycle) {
        return switch (cycle.state()) {
            case OPENING, SCORING, PUBLISHING ->
                Response.accepted(CycleView.of(cycle))
                        .location(URI.create("/api/v1/evaluation-cycles/" + cycle.id() + "/jobs/" + cycle.jobId()))
                        .header(HttpHeaders.ETAG, Answers.etag(cycle.version()))
                        .build();
            case DRAFT, OPEN, CLOSED, SCORED, PUBLICISED, PUBLISHED, ARCHIVED, CANCELLED ->
                Answers.ok(cycle.version(), CycleView.of(cycle));
        };
    }
}
