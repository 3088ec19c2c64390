package org.jiedui.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address. */
final class Ports {

    /** Below the range that the kernel hands out to outgoing connections, so that none of those takes our port. */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 31_999;
    private static final int TRIES = 200;

    private Ports() {}

    /** A port that nobody listens on now. Somebody may take it before it is used: starters try again then. */
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StackFailure("No free port was found between " + LOWEST + " and " + HIGHEST + ".");
    }

    /** @throws StackFailure when somebody listens on the port, with what to do about it */
    static void requireFree(int port, String who) {
        if (!isFree(port)) {
            throw new StackFailure("Port " + port + ", which " + who + " needs, is taken by another program;"
                    + " stop that program or choose another port.");
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
