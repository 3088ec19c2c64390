package org.jiedui.household.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobState;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.Spooled;
import org.jiedui.household.BulkKind;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;

/** Orders imports of spooled files, and knows what can be imported. */
@ApplicationScoped
public class Imports {
    private final List<BulkKind> kinds;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Spool spool;
    private final ExchangeConfig config;
    private final ObjectMapper mapper;

    Imports(
            @All List<BulkKind> kinds,
            Jobs jobs,
            AuditTrail audit,
            Spool spool,
            ExchangeConfig config,
            ObjectMapper mapper) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.audit = audit;
        this.spool = spool;
        this.config = config;
        this.mapper = mapper;
    }

    /** The kind of this name, or {@code UNKNOWN_IMPORT_KIND}. */
    public BulkKind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow(HouseholdProblem.UNKNOWN_IMPORT_KIND::problem);
    }

    /** The kind of this name for a caller who may import it: by role, and for a region. */
    public BulkKind importable(Caller caller, String name) {
        var kind = kind(name);
        caller.requireRole(kind.roles().toArray(String[]::new));
        if (!caller.office()) {
            throw CommonProblem.OUTSIDE_REGION.problem();
        }
        return kind;
    }

    /**
     * Begins an import as a job; returns the job's id. One that writes waits for a second person's release when the
     * configuration or the caller wants it.
     */
    @Transactional
    public UUID order(Caller caller, String kind, ImportMode mode, Spooled file, boolean release) {
        var order = new ImportOrder(kind, mode, file.id(), caller.region(), caller.roles(), caller.client());
        var held = mode != ImportMode.VALIDATE && (release || config.releaseImports());
        var job = held
                ? jobs.hold(ImportJob.KIND, file.region(), order, caller.subject())
                : jobs.submit(ImportJob.KIND, file.region(), order, caller.subject());
        audit.record(
                caller,
                "IMPORT_ORDERED",
                "import",
                job,
                file.region(),
                Map.of("kind", kind, "mode", mode, "sha256", file.sha256()));
        return job;
    }

    /**
     * Applies a file that was validated, without another upload; returns the new job's id. Refuses with
     * {@code IMPORT_NOT_VALIDATED} unless the earlier import is a finished validation.
     */
    @Transactional
    public UUID apply(Caller caller, UUID validated, ImportMode mode, boolean release) {
        var job = jobs.require(validated, ImportJob.KIND, caller.regionPrefix());
        var order = order(job);
        if (order.mode() != ImportMode.VALIDATE || job.state() != JobState.SUCCEEDED) {
            throw HouseholdProblem.IMPORT_NOT_VALIDATED.problem();
        }
        importable(caller, order.kind());
        return order(caller, order.kind(), mode, spool.require(order.file()), release);
    }

    /**
     * Lets a waiting import go. Refuses with {@code RELEASE_BY_ORDERER} when the caller ordered it, and with
     * {@code STATE_CONFLICT} when it does not wait. It runs with the rights of who ordered it.
     */
    @Transactional
    public void release(Caller caller, UUID id) {
        var job = waiting(caller, id);
        jobs.release(id);
        audit.record(caller, "IMPORT_RELEASED", "import", id, job.region(), Map.of());
    }

    /** Ends an import for good; what it has written stays. By who ordered it or who may release it. */
    @Transactional
    public void cancel(Caller caller, UUID id) {
        var job = jobs.require(id, ImportJob.KIND, caller.regionPrefix());
        if (!job.createdBy().equals(caller.subject())) {
            caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        }
        jobs.cancel(id);
        audit.record(caller, "IMPORT_CANCELLED", "import", id, job.region(), Map.of());
    }

    private Job waiting(Caller caller, UUID id) {
        var job = jobs.require(id, ImportJob.KIND, caller.regionPrefix());
        if (job.createdBy().equals(caller.subject())) {
            throw HouseholdProblem.RELEASE_BY_ORDERER.problem();
        }
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        return job;
    }

    /** What was uploaded for an import, and of which kind; {@code NOT_FOUND} when the file is kept no longer. */
    public record Upload(BulkKind kind, Spooled file) {}

    /** The upload of an import. */
    public Upload upload(Job job) {
        var order = order(job);
        return new Upload(kind(order.kind()), spool.require(order.file()));
    }

    private ImportOrder order(Job job) {
        try {
            return mapper.readValue(job.parameters(), ImportOrder.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
