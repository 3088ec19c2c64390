package org.jiedui.household.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobState;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.Spooled;
import org.jiedui.chassis.tabular.TabularFormat;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/**
 * Orders exports (HH-19). Personal data is masked; in clear only with scope {@code pii:read} and a purpose, which is
 * noted as a look here and, when it is written, at each household in it. A file can be fetched by who ordered it, for a
 * limited time.
 */
@ApplicationScoped
public class Exports {
    private final OutwardTemplates templates;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Spool spool;
    private final ExchangeConfig config;
    private final ObjectMapper mapper;
    private final TimeSource time;

    Exports(
            OutwardTemplates templates,
            Jobs jobs,
            AuditTrail audit,
            Spool spool,
            ExchangeConfig config,
            ObjectMapper mapper,
            TimeSource time) {
        this.templates = templates;
        this.jobs = jobs;
        this.audit = audit;
        this.spool = spool;
        this.config = config;
        this.mapper = mapper;
        this.time = time;
    }

    /**
     * What is wanted.
     *
     * @param template name of an outward template, or null: all columns
     * @param revealed personal columns to be given in clear
     */
    public record Wish(
            String kind,
            TabularFormat format,
            String template,
            Map<String, String> filters,
            Set<String> revealed,
            String purpose) {}

    /** Begins an export as a job; returns the job's id. */
    @Transactional
    public UUID order(Caller caller, Wish wish) {
        var kind = templates.kind(wish.kind());
        kind.check(wish.filters());
        if (wish.template() != null
                && templates
                        .find(wish.template())
                        .filter(t -> t.kind().equals(wish.kind()))
                        .isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?template", "UNKNOWN_TEMPLATE", "没有这个模板", "No such template")));
        }
        if (!kind.personal().containsAll(wish.revealed())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?reveal", "UNKNOWN_FIELD", "不是可显示的个人信息", "Not a personal column")));
        }
        if (!wish.revealed().isEmpty()
                && (!caller.scopes().contains("pii:read")
                        || wish.purpose() == null
                        || wish.purpose().isBlank())) {
            throw CommonProblem.PURPOSE_REQUIRED.problem();
        }
        var order = new ExportOrder(
                wish.kind(),
                wish.format(),
                wish.template(),
                wish.filters(),
                wish.revealed(),
                wish.purpose(),
                caller.region(),
                caller.roles(),
                caller.client(),
                caller.office());
        var job = jobs.submit(ExportJob.KIND, caller.regionPrefix(), order, caller.subject());
        audit.record(
                caller,
                wish.revealed().isEmpty() ? "EXPORT_ORDERED" : "PERSONAL_DATA_REVEALED",
                "export",
                job,
                caller.regionPrefix(),
                wish.revealed().isEmpty()
                        ? Map.of("kind", wish.kind(), "format", wish.format())
                        : Map.of("kind", wish.kind(), "fields", wish.revealed(), "purpose", wish.purpose()));
        return job;
    }

    /** The file of a finished export, for who ordered it; refuses with {@code EXPORT_NOT_READY} or {@code NOT_FOUND}. */
    public Spooled file(Caller caller, UUID id) {
        var job = jobs.require(id, ExportJob.KIND, caller.regionPrefix());
        if (!job.createdBy().equals(caller.subject())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        if (job.state() != JobState.SUCCEEDED) {
            throw HouseholdProblem.EXPORT_NOT_READY.problem();
        }
        if (job.finishedAt().plus(config.keepExports()).isBefore(time.now())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return spool.require(result(job).file());
    }

    private ExportJob.Result result(Job job) {
        try {
            return mapper.readValue(job.result(), ExportJob.Result.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
