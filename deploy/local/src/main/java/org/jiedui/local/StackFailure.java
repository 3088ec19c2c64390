package org.jiedui.local;

/**
 * Something that keeps the servers from running. The message is one sentence for the person at the keyboard: what is
 * wrong and what to do about it.
 */
public final class StackFailure extends RuntimeException {

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
