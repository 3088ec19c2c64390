package org.jiedui.notification.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiedui.notification.webhook.AddressPolicy.Refusal;

/**
 * Resolves the host of a URL and says whether it may be called; gives the very address that was judged, so that a name
 * that means something else a moment later (DNS rebinding) gains nothing.
 */
public final class AddressGuard {
    /** Looks up a name. */
    @FunctionalInterface
    public interface Names {
        /** All addresses of the name. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What was found: either an address to connect to or refusals. */
    public record Verdict(InetSocketAddress address, Set<Refusal> refusals) {}

    /** A resolver may be silent for a minute; an attempt that waits for it keeps a lane. */
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(3);

    /** More than there are lanes, since names that are looked up in vain keep their threads beyond the limit. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final ExecutorService LOOK_UPS =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                var thread = new Thread(work, "name-look-up");
                thread.setDaemon(true);
                return thread;
            });

    private final Map<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();
    private final Names names;
    private final boolean allowPrivate;
    private final List<Network> allowed;

    /** Judges by the configuration. */
    public AddressGuard(Names names, boolean allowPrivate, List<Network> allowed) {
        this.names = names;
        this.allowPrivate = allowPrivate;
        this.allowed = List.copyOf(allowed);
    }

    /** Judges the URL now. Looks up its name, for 3 s at most; a name that is not found by then is unknown. */
    public Verdict check(URI url) {
        var addresses = addresses(url.getHost());
        var refusals = AddressPolicy.judge(url, addresses, allowPrivate, allowed);
        return refusals.isEmpty()
                ? new Verdict(new InetSocketAddress(addresses.get(0), port(url)), refusals)
                : new Verdict(null, refusals);
    }

    /** None when the name is unknown, not found in time, or so many others are being looked up. */
    private List<InetAddress> addresses(String host) {
        if (host == null) {
            return List.of();
        }
        try {
            return underWay.computeIfAbsent(host, this::lookUp).get(LONGEST_LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return List.of();
        }
    }

    /** One at a time for each name: a name server that says nothing keeps one thread, however many deliveries ask. */
    private Future<List<InetAddress>> lookUp(String host) {
        return LOOK_UPS.submit(() -> {
            try {
                return List.of(names.resolve(host));
            } finally {
                underWay.remove(host);
            }
        });
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
