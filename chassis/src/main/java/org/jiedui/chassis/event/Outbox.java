package org.jiedui.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Announces events in the writer's own transaction: what is committed is announced, what is rolled back is not. The
 * {@link OutboxRelay} brings them to Kafka.
 */
@ApplicationScoped
public class Outbox {
    private static final List<String> COLUMNS =
            List.of("event_id", "topic", "event_key", "type", "region", "occurred_at", "trace_parent", "data");

    private final DataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final TimeSource time;
    private final ObjectMapper mapper;
    private final EventConfig config;
    private final OutboxSignal signal;

    Outbox(
            DataSource database,
            TransactionSynchronizationRegistry transaction,
            TimeSource time,
            ObjectMapper mapper,
            EventConfig config,
            OutboxSignal signal) {
        this.database = database;
        this.transaction = transaction;
        this.time = time;
        this.mapper = mapper;
        this.config = config;
        this.signal = signal;
    }

    /** Announces one event. Needs a running transaction. */
    public void append(DomainEvent event) {
        append(List.of(event));
    }

    /** Announces events in their order, as one batch. Needs a running transaction. */
    public void append(Collection<? extends DomainEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("an event is announced inside the transaction that makes it true");
        }
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        var trace = traceParent();
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "outbox", COLUMNS);
            for (var event : events) {
                insert.add(
                        Ids.next(),
                        event.topic(),
                        event.key(),
                        "org.jiedui." + config.context() + "." + event.eventName(),
                        event.region(),
                        now,
                        trace,
                        mapper.writeValueAsString(event));
            }
            insert.write();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not append to the outbox", e);
        }
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    signal.ring();
                }
            }
        });
    }

    private static String traceParent() {
        var context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }
}
