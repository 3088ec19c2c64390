package org.jiedui.household.exchange;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Spooled;
import org.jiedui.household.BulkKind;
import org.jiedui.household.HouseholdProblem;

/** Orders imports of spooled files, and knows what can be imported. */
@ApplicationScoped
public class Imports {
    private final List<BulkKind> kinds;
    private final Jobs jobs;
    private final AuditTrail audit;

    Imports(@All List<BulkKind> kinds, Jobs jobs, AuditTrail audit) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** The kind of this name, or {@code UNKNOWN_IMPORT_KIND}. */
    public BulkKind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow(HouseholdProblem.UNKNOWN_IMPORT_KIND::problem);
    }

    /** Begins an import as a job; returns the job's id. */
    @Transactional
    public UUID order(Caller caller, String kind, ImportMode mode, Spooled file) {
        var order = new ImportOrder(kind, mode, file.id(), caller.region(), caller.roles(), caller.client());
        var job = jobs.submit(ImportJob.KIND, file.region(), order, caller.subject());
        audit.record(
                caller,
                "IMPORT_ORDERED",
                "import",
                job,
                file.region(),
                java.util.Map.of("kind", kind, "mode", mode, "sha256", file.sha256()));
        return job;
    }
}
