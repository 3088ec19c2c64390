package org.jiedui.notification.gathering;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows that are gathered over a transaction and written together at its end, so that a batch of events costs one statement
 * and not one for each of them. They are there if and only if the transaction commits; what fails to be written rolls it
 * back. Whoever reads them within the transaction writes them first.
 *
 * @param <T> a row
 */
public final class Gathered<T> {
    /** Rows of one statement at most. */
    private static final int MOST = 2_000;

    private final TransactionSynchronizationRegistry transaction;
    private final Consumer<List<T>> writer;

    /** Gathers for this writer, which is called in the transaction. */
    public Gathered(TransactionSynchronizationRegistry transaction, Consumer<List<T>> writer) {
        this.transaction = transaction;
        this.writer = writer;
    }

    /** Gathers rows in the running transaction; without one they are written at once. */
    public void add(Collection<T> rows) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            writer.accept(List.copyOf(rows));
            return;
        }
        var waiting = waiting();
        waiting.addAll(rows);
        if (waiting.size() >= MOST) {
            write(waiting);
        }
    }

    /** Writes what the running transaction has gathered so far. */
    public void write() {
        if (transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
            write(waiting());
        }
    }

    private void write(List<T> waiting) {
        if (!waiting.isEmpty()) {
            writer.accept(List.copyOf(waiting));
            waiting.clear();
        }
    }

    @SuppressWarnings("unchecked")
    private List<T> waiting() {
        var known = (List<T>) transaction.getResource(this);
        if (known != null) {
            return known;
        }
        var fresh = new ArrayList<T>();
        transaction.putResource(this, fresh);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                write(fresh);
            }

            @Override
            public void afterCompletion(int status) {
                // nothing to do after
            }
        });
        return fresh;
    }
}
