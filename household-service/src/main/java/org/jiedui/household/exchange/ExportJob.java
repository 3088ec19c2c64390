package org.jiedui.household.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.SpoolConfig;
import org.jiedui.chassis.tabular.TabularWriter;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.ExportKind;

/**
 * Writes an export to a local file, encrypted, page by page, and keeps it in the spool. A killed one begins anew: it changes
 * nothing, so nothing is done twice.
 */
@ApplicationScoped
public class ExportJob implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "household-export";

    private static final int NOTE_EVERY = 2_000;

    private final OutwardTemplates templates;
    private final CodeMappings mappings;
    private final Spool spool;
    private final SpoolConfig folder;
    private final TimeSource time;

    ExportJob(OutwardTemplates templates, CodeMappings mappings, Spool spool, SpoolConfig folder, TimeSource time) {
        this.templates = templates;
        this.mappings = mappings;
        this.spool = spool;
        this.folder = folder;
        this.time = time;
    }

    /** What came out: the number of rows and where the file is kept. */
    public record Result(long rows, UUID file) {}

    /** A column of the file: ours, under which title, in which codes. */
    private record Target(String field, String header, Map<String, String> codes) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) throws IOException {
        var order = job.parameters(ExportOrder.class);
        var kind = templates.kind(order.kind());
        var caller = order.caller(job.createdBy());
        var targets = targets(kind, order);
        var columns = columns(kind, targets);
        var rows = new AtomicLong();
        try (var file = new Scratch(folder.dir())) {
            try (var out = file.out();
                    var to = TabularWriter.export(order.format(), out, columns)) {
                var reveal = new ExportKind.Reveal(order.revealed(), order.purpose(), job.id());
                kind.rows(caller, order.filters(), reveal, cells -> {
                    to.write(targets == null ? cells : outward(cells, targets));
                    if (rows.incrementAndGet() % NOTE_EVERY == 0) {
                        job.inTransaction(() -> job.checkpoint(rows.get(), null, null));
                    }
                });
            }
            try (var in = file.in()) {
                var kept =
                        spool.store(in, order.format(), StandardCharsets.UTF_8, caller.regionPrefix(), job.createdBy());
                job.inTransaction(() -> job.checkpoint(rows.get(), rows.get(), null));
                return new Result(rows.get(), kept.id());
            }
        }
    }

    /** Null without a template. */
    private ArrayList<Target> targets(ExportKind kind, ExportOrder order) {
        if (order.template() == null) {
            return null;
        }
        var targets = new ArrayList<Target>();
        for (var column : templates.require(order.template()).columns()) {
            var codes = column.system() == null
                    ? Map.<String, String>of()
                    : mappings.outward(column.system(), kind.codeList(column.field()), time.today());
            targets.add(new Target(column.field(), column.header(), codes));
        }
        return targets;
    }

    private static Columns columns(ExportKind kind, ArrayList<Target> targets) {
        if (targets == null) {
            return kind.columns();
        }
        return Columns.of(
                targets.stream().map(t -> Column.of(t.header(), t.header())).toList());
    }

    private static Map<String, String> outward(Map<String, String> cells, ArrayList<Target> targets) {
        var row = new LinkedHashMap<String, String>();
        for (var target : targets) {
            var value = cells.get(target.field());
            if (value != null) {
                row.put(
                        target.header(),
                        target.codes().isEmpty()
                                ? value
                                : Arrays.stream(value.split(";"))
                                        .map(code -> target.codes().getOrDefault(code, code))
                                        .collect(Collectors.joining(";")));
            }
        }
        return row;
    }
}
