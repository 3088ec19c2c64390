package org.jiedui.pairing.pairing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.InList;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.value.Slices;

/**
 * Makes and re-assigns many pairings (PA-20): in order, with one outcome per item, through the same doors as a single one.
 * Proposals next to each other are decided as one set; each re-assignment alone. A refused item leaves nothing behind and
 * hinders no other. Few items are answered at once, in the transaction that keeps the answer under the caller's key: a call
 * that fails has done nothing and may be repeated. Many are a job, a transaction per set, that goes on where it stopped. A
 * dry run is one transaction, so that each item finds what those before it would leave. What is one transaction holds the
 * locks of all until it is over, so that it takes not too many.
 */
@ApplicationScoped
public class PairingBulk implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "pairing-bulk";

    /** Most items that are answered at once. */
    public static final int AT_ONCE = 500;

    /** Most items of a dry run: whoever writes about the same helped sides or helpers waits for it, and is refused in the end. */
    public static final int DRY_RUN = 2_000;

    /** Longest that a dry run may take. */
    private static final int DRY_RUN_SECONDS = 120;

    private final PairingProposal proposal;
    private final HelperReplacement replacement;
    private final BulkItems items;
    private final Jobs jobs;
    private final Admission admission;
    private final PairingRepository pairings;
    private final DataSource database;

    PairingBulk(
            PairingProposal proposal,
            HelperReplacement replacement,
            BulkItems items,
            Jobs jobs,
            Admission admission,
            PairingRepository pairings,
            DataSource database) {
        this.admission = admission;
        this.pairings = pairings;
        this.database = database;
        this.proposal = proposal;
        this.replacement = replacement;
        this.items = items;
        this.jobs = jobs;
    }

    /** What all items of a request share. A dry run checks everything and changes nothing. */
    record Order(boolean dryRun, PairingProposal.Publicity publicity, Caller caller, int total) {}

    /** Thrown to roll a dry run back; carries what it found. */
    private static final class DryRunOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<BulkItem.Outcome> outcomes;

        DryRunOver(List<BulkItem.Outcome> outcomes) {
            super("dry run", null, false, false);
            this.outcomes = outcomes;
        }
    }

    /** Does at most {@link #AT_ONCE} items, all but the refused ones or, when this throws, none. */
    @Transactional
    public List<BulkItem.Outcome> run(
            List<BulkItem> wanted, boolean dryRun, PairingProposal.Publicity publicity, Caller caller) {
        requireRoles(wanted, caller);
        var order = new Order(dryRun, publicity, caller, wanted.size());
        if (dryRun) {
            return tried(order, wanted, () -> {});
        }
        try {
            return together(order, wanted, () -> {});
        } catch (SQLException e) {
            throw new IllegalStateException("could not do many at once", e);
        }
    }

    /** Keeps the items for a job that does them; returns its identifier. */
    @Transactional
    public UUID submit(List<BulkItem> wanted, boolean dryRun, PairingProposal.Publicity publicity, Caller caller) {
        requireRoles(wanted, caller);
        var job = jobs.submit(
                KIND, caller.regionPrefix(), new Order(dryRun, publicity, caller, wanted.size()), caller.subject());
        items.ask(job, wanted);
        return job;
    }

    private static void requireRoles(List<BulkItem> wanted, Caller caller) {
        if (wanted.stream().anyMatch(item -> item.replace() != null)) {
            caller.requireRole("county-officer", "province-officer");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var order = job.parameters(Order.class);
        var done = (int) job.processed();
        if (order.dryRun() && done < order.total()) {
            for (var some :
                    Slices.of(tried(order, items.asked(job.id(), 0, order.total()), job::requireOwn), AT_ONCE)) {
                job.inTransaction(() -> note(job, order, some.get(0).position(), some));
            }
            done = order.total();
        }
        while (done < order.total()) {
            var from = done;
            var some = items.asked(job.id(), from, AT_ONCE);
            var unit = some.subList(0, size(some, 0));
            try {
                job.inTransaction(() -> note(job, order, from, apply(order, unit, from)));
            } catch (ProblemException refusal) {
                job.inTransaction(() -> note(job, order, from, refused(unit, from, refusal)));
            }
            done += unit.size();
        }
        var counts = items.count(job.id());
        return Map.of(
                "status",
                BulkItem.Summary.of(counts[0], counts[1]),
                "dryRun",
                order.dryRun(),
                "done",
                counts[0],
                "refused",
                counts[1]);
    }

    private void note(JobContext job, Order order, int from, List<BulkItem.Outcome> outcomes) {
        items.answer(job.id(), outcomes);
        job.checkpoint(from + outcomes.size(), (long) order.total(), null);
    }

    /** What would become of all items, found in one transaction that is rolled back; asks before each step whether to go on. */
    private List<BulkItem.Outcome> tried(Order order, List<BulkItem> wanted, Runnable goOn) {
        try {
            return QuarkusTransaction.requiringNew().timeout(DRY_RUN_SECONDS).call(() -> {
                throw new DryRunOver(together(order, wanted, goOn));
            });
        } catch (DryRunOver over) {
            return over.outcomes;
        }
    }

    /** All items in the running transaction, of which a refusal takes back only its own. */
    private List<BulkItem.Outcome> together(Order order, List<BulkItem> wanted, Runnable goOn) throws SQLException {
        lockAll(wanted, order.caller());
        var outcomes = new ArrayList<BulkItem.Outcome>(wanted.size());
        try (var connection = database.getConnection()) {
            while (outcomes.size() < wanted.size()) {
                goOn.run();
                var from = outcomes.size();
                var unit = wanted.subList(from, from + Math.min(AT_ONCE, size(wanted, from)));
                outcomes.addAll(unit(order, unit, from, connection));
            }
        }
        return outcomes;
    }

    private List<BulkItem.Outcome> unit(Order order, List<BulkItem> unit, int from, Connection connection)
            throws SQLException {
        execute(connection, "SAVEPOINT unit");
        try {
            var outcomes = apply(order, unit, from);
            pairings.flush();
            return outcomes;
        } catch (ProblemException refusal) {
            execute(connection, "ROLLBACK TO SAVEPOINT unit");
            return refused(unit, from, refusal);
        } finally {
            // nothing that was rolled back is to be seen, and none of many is to be kept in memory
            pairings.getEntityManager().clear();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All locks of one transaction at once, since steps after each other would take them in no order. */
    private void lockAll(List<BulkItem> wanted, Caller caller) {
        var wishes = wanted.stream()
                .filter(item -> item.propose() != null)
                .map(BulkItem::propose)
                .toList();
        var helped = new HashSet<UUID>();
        var holders = new HashSet<UUID>();
        try {
            admission.helpedSides(wishes, caller).values().forEach(side -> helped.add(side.id()));
        } catch (ProblemException refusal) {
            // nothing to lock; the item will be refused when its turn comes
        }
        wishes.forEach(wish -> holders.add(wish.helperId()));
        var replaced = new HashSet<UUID>();
        wanted.stream().filter(item -> item.replace() != null).forEach(item -> {
            replaced.add(item.replace().pairingId());
            holders.add(item.replace().helperId());
        });
        for (var ids : Slices.of(List.copyOf(replaced), Slices.ROWS)) {
            pairings.list("id in ?1", InList.of(ids)).stream()
                    .filter(pairing -> caller.covers(pairing.region()))
                    .forEach(pairing -> {
                        helped.add(pairing.helpedId());
                        holders.add(pairing.helperId());
                    });
            // who stands in steps back when there is a replacement
            pairings.liveCovers(ids).stream()
                    .filter(cover -> caller.covers(cover.region()))
                    .forEach(cover -> holders.add(cover.helperId()));
        }
        admission.lockAll(helped, holders, !admission.descended(holders).isEmpty());
        pairings.getEntityManager().clear();
    }

    /** How many items from here on are one transaction: proposals next to each other, or one re-assignment. */
    private static int size(List<BulkItem> wanted, int from) {
        var to = from;
        while (to < wanted.size() && wanted.get(to).propose() != null) {
            to++;
        }
        return Math.max(1, to - from);
    }

    private List<BulkItem.Outcome> apply(Order order, List<BulkItem> unit, int from) {
        var outcomes = new ArrayList<BulkItem.Outcome>(unit.size());
        var first = unit.get(0);
        if (first.propose() == null) {
            var successor = replacement.replaceWithin(
                    first.replace(),
                    order.caller(),
                    version -> {
                        if (version != first.version()) {
                            throw CommonProblem.STALE.problem();
                        }
                    },
                    order.dryRun());
            outcomes.add(BulkItem.Outcome.done(
                    from,
                    BulkItem.Status.REPLACED,
                    order.dryRun() ? first.replace().pairingId() : successor.id()));
        } else {
            var wishes = unit.stream().map(BulkItem::propose).toList();
            for (var each : proposal.proposeWithin(wishes, order.publicity(), order.caller())) {
                var position = from + outcomes.size();
                outcomes.add(
                        each.refusal() == null
                                ? BulkItem.Outcome.done(
                                        position,
                                        BulkItem.Status.CREATED,
                                        order.dryRun() ? null : each.pairing().id())
                                : BulkItem.Outcome.refused(position, null, each.refusal()));
            }
        }
        return outcomes;
    }

    private static List<BulkItem.Outcome> refused(List<BulkItem> unit, int from, ProblemException refusal) {
        var outcomes = new ArrayList<BulkItem.Outcome>(unit.size());
        for (var item : unit) {
            outcomes.add(BulkItem.Outcome.refused(
                    from + outcomes.size(),
                    item.replace() == null ? null : item.replace().pairingId(),
                    refusal));
        }
        return outcomes;
    }
}
