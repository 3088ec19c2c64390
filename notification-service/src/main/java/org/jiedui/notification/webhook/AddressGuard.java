package org.jiedui.notification.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
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

    private final Names names;
    private final boolean allowPrivate;
    private final List<Network> allowed;

    /** Judges by the configuration. */
    public AddressGuard(Names names, boolean allowPrivate, List<Network> allowed) {
        this.names = names;
        this.allowPrivate = allowPrivate;
        this.allowed = List.copyOf(allowed);
    }

    /** Judges the URL now. Looks up its name: may take as long as the resolver does. */
    public Verdict check(URI url) {
        var addresses = addresses(url.getHost());
        var refusals = AddressPolicy.judge(url, addresses, allowPrivate, allowed);
        return refusals.isEmpty()
                ? new Verdict(new InetSocketAddress(addresses.get(0), port(url)), refusals)
                : new Verdict(null, refusals);
    }

    private List<InetAddress> addresses(String host) {
        if (host == null) {
            return List.of();
        }
        try {
            return List.of(names.resolve(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
