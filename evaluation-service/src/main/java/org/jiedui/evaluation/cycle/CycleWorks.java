package org.jiedui.evaluation.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;

/** Begins work over cycles: small ones are done with the request, the others go on as a job. */
@ApplicationScoped
public class CycleWorks {
    private final CycleDecisions decisions;
    private final Jobs jobs;
    private final ObjectMapper mapper;

    CycleWorks(CycleDecisions decisions, Jobs jobs, ObjectMapper mapper) {
        this.decisions = decisions;
        this.jobs = jobs;
        this.mapper = mapper;
    }

    /**
     * Takes the first steps in the running transaction. Where a set was full, or the work cannot begin yet, the rest is
     * submitted as a job.
     *
     * @param caller who began it
     * @param phase the work's first phase
     */
    @Transactional
    public void begin(Caller caller, Cycle cycle, CycleWork work, String phase) {
        begin(caller, cycle, work, phase, true, Map.of());
    }

    /**
     * The same for work that may have to wait.
     *
     * @param now whether it may begin at once
     * @param until what it waits for, see {@link CycleWork#ready}
     */
    @Transactional
    public void begin(Caller caller, Cycle cycle, CycleWork work, String phase, boolean now, Map<String, Long> until) {
        var at = CycleWork.Progress.at(phase);
        while (now && !at.ended()) {
            var next = work.step(cycle, at);
            if (next.ended()) {
                work.end(caller, cycle, at);
                return;
            }
            now = !next.phase().equals(at.phase());
            at = next;
        }
        submit(caller, cycle, at, until);
    }

    /** Goes on with work whose job was given up before its end; leaves a job that waits or runs alone. */
    @Transactional
    public void again(Caller caller, Cycle cycle) {
        var job = jobs.find(cycle.jobId(), "").orElseThrow();
        if (job.state().isFinal()) {
            var order = order(job);
            decisions.decide(
                    caller,
                    cycle,
                    "CYCLE_" + cycle.state() + "_AGAIN",
                    c -> submit(caller, c, order.from(), order.until()));
        }
    }

    /** What a job of {@link CycleJob} was submitted with. */
    public CycleJob.Order order(Job job) {
        try {
            return mapper.readValue(job.parameters(), CycleJob.Order.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(Caller caller, Cycle cycle, CycleWork.Progress from, Map<String, Long> until) {
        cycle.workedOnBy(jobs.submit(
                CycleJob.KIND,
                cycle.region(),
                new CycleJob.Order(cycle.id(), cycle.state(), from, until),
                caller.subject()));
    }
}
