package org.jiedui.household.report;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/**
 * Gives reports of regions (domain HH-23), with small figures withheld. A report is counted for the whole deployment at
 * once, kept, and counted anew behind an answer when it is too old, so that a table of any region is there at once; one
 * report is counted by one thread at a time, and who asks meanwhile waits for it. What
 * is withheld is decided over the whole deployment, so that callers of different regions cannot add up what they see.
 */
@ApplicationScoped
public class Reporting {
    private static final Logger LOG = Logger.getLogger(Reporting.class);
    private static final int MOST_KEPT = 60;

    private final ReportRepository repository;
    private final ReportConfig config;
    private final TimeSource time;
    private final Map<Key, ReportCube> counted = new ConcurrentHashMap<>();
    private final Map<Key, CompletableFuture<ReportCube>> counting = new ConcurrentHashMap<>();
    private final Set<Key> queued = ConcurrentHashMap.newKeySet();
    private final ExecutorService behind = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "reports");
        thread.setDaemon(true);
        return thread;
    });

    private record Key(Report report, Report.By by, Integer year) {}

    Reporting(ReportRepository repository, ReportConfig config, TimeSource time) {
        this.repository = repository;
        this.config = config;
        this.time = time;
    }

    void stop(@Observes ShutdownEvent event) {
        behind.shutdownNow();
    }

    /**
     * The table of a region of the caller's; refuses others with {@code OUTSIDE_REGION}.
     *
     * @param year calendar year of what happened; not used by reports of the present
     * @param region division code, empty for the whole deployment
     */
    public ReportTable table(Caller caller, Report report, Report.By by, int year, String region) {
        caller.requireCovers(region);
        var period = report.yearly() ? (Integer) year : null;
        return cube(new Key(report, by, period)).table(report, period, region);
    }

    private ReportCube cube(Key key) {
        var known = counted.get(key);
        if (known == null || config.maxAge().isZero()) {
            return once(key);
        }
        // one thread counts behind the answers: a report waits for it once, however many ask for it meanwhile
        if (stale(known) && queued.add(key)) {
            behind.execute(() -> {
                try {
                    // who found it stale may have queued it just after it was counted anew
                    var kept = counted.get(key);
                    if (kept != null && stale(kept)) {
                        once(key);
                    }
                } catch (RuntimeException e) {
                    LOG.warnf("report will be counted later report=%s reason=%s", key.report(), e.getMessage());
                } finally {
                    queued.remove(key);
                }
            });
        }
        return known;
    }

    private boolean stale(ReportCube cube) {
        return cube.asOf().plus(config.maxAge()).isBefore(time.now());
    }

    /** Counts it, or waits for whoever is counting it just now. */
    private ReportCube once(Key key) {
        var mine = new CompletableFuture<ReportCube>();
        var other = counting.putIfAbsent(key, mine);
        if (other != null) {
            try {
                return other.join();
            } catch (CompletionException e) {
                throw new IllegalStateException("could not count the report", e.getCause());
            }
        }
        try {
            mine.complete(count(key));
        } catch (Throwable e) {
            // an Error too: who waits would wait for ever
            mine.completeExceptionally(e);
            throw e;
        } finally {
            counting.remove(key);
        }
        return mine.join();
    }

    private ReportCube count(Key key) {
        var cube = repository.count(key.report(), key.by(), key.year());
        if (counted.size() >= MOST_KEPT && !counted.containsKey(key)) {
            counted.entrySet().stream()
                    .min(java.util.Comparator.comparing(
                            entry -> entry.getValue().asOf()))
                    .ifPresent(oldest -> counted.remove(oldest.getKey()));
        }
        counted.put(key, cube);
        return cube;
    }
}
