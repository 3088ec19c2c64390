package org.jiedui.notification.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-05")
class GatheredTest {
    private final OneTransaction transaction = new OneTransaction();
    private final List<List<Integer>> written = new ArrayList<>();
    private final Gathered<Integer> rows = new Gathered<>(transaction, written::add);

    @Test
    void writesTogetherAtTheEnd_inTheirOrder() {
        rows.add(List.of(1, 2));
        rows.add(List.of(3));
        assertThat(written).isEmpty();

        transaction.commit();

        assertThat(written).containsExactly(List.of(1, 2, 3));
    }

    @Test
    void writesWhatThereIs_whenSomebodyWantsToReadIt() {
        rows.add(List.of(1));
        rows.write();
        rows.add(List.of(2));

        transaction.commit();

        assertThat(written).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void writesAtOnce_withoutATransaction() {
        transaction.status = Status.STATUS_NO_TRANSACTION;

        rows.add(List.of(1));

        assertThat(written).containsExactly(List.of(1));
    }

    @Test
    void writesInBetween_whenThereIsMuch() {
        rows.add(Collections.nCopies(1_999, 1));
        assertThat(written).isEmpty();

        rows.add(List.of(2));

        assertThat(written).hasSize(1);
        assertThat(written.get(0)).hasSize(2_000);
    }

    private static final class OneTransaction implements TransactionSynchronizationRegistry {
        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;

        private void commit() {
            synchronizations.forEach(Synchronization::beforeCompletion);
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            synchronizations.add(synchronization);
        }

        @Override
        public Object getResource(Object key) {
            return resources.get(key);
        }

        @Override
        public void putResource(Object key, Object value) {
            resources.put(key, value);
        }

        @Override
        public Object getTransactionKey() {
            return this;
        }

        @Override
        public void setRollbackOnly() {
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            return status == Status.STATUS_MARKED_ROLLBACK;
        }
    }
}
