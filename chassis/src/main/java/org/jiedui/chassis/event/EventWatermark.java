package org.jiedui.chassis.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Whether this service has taken in what is on the log. Offsets are committed after the effect of their events, by
 * whichever replica, so what lies before the committed ones has had its effect or is on the dead-letter topic.
 */
@ApplicationScoped
public class EventWatermark {
    private static final Logger LOG = Logger.getLogger(EventWatermark.class);
    private static final int ANSWER_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 50;

    private final EventConfig config;
    private final Map<String, Object> brokers;

    EventWatermark(EventConfig config, @Identifier("default-kafka-broker") Map<String, Object> brokers) {
        this.config = config;
        this.brokers = brokers;
    }

    /** The same for where these topics end now. */
    public boolean await(Set<String> topics, Duration patience) throws InterruptedException {
        var ends = ends(topics);
        return ends.isPresent() && await(ends.get(), patience);
    }

    /**
     * Where the partitions of these topics that hold something end now, by {@code topic:partition}; to be kept by who waits
     * in several looks, so that a steady stream cannot put the end off. A topic that does not exist holds nothing.
     *
     * @return empty when the brokers do not say
     */
    public Optional<Map<String, Long>> ends(Set<String> topics) throws InterruptedException {
        try (var admin = admin()) {
            return Optional.of(ends(admin, topics));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("the brokers do not say how far the log is: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Waits until every event before these {@link #ends} has been taken in. To be called without locks that the taking in
     * could wait for. A log that was begun anew and is shorter counts up to where it ends now.
     *
     * @return false when it was not so within the patience, or when the brokers do not say
     */
    public boolean await(Map<String, Long> ends, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        try (var admin = admin()) {
            var present = ends(
                    admin, ends.keySet().stream().map(EventWatermark::topic).collect(Collectors.toSet()));
            var reachable = ends.entrySet().stream()
                    .filter(e -> present.containsKey(e.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> Math.min(e.getValue(), present.get(e.getKey()))));
            while (!taken(admin, reachable)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("the brokers do not say how far this service is: %s", e.getMessage());
            return false;
        }
    }

    private Admin admin() {
        var settings = new HashMap<>(brokers);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return Admin.create(settings);
    }

    /** The ends of the partitions that hold something. */
    private static Map<String, Long> ends(Admin admin, Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        var present = admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        var partitions = admin
                .describeTopics(topics.stream().filter(present::contains).toList())
                .allTopicNames()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(t -> t.partitions().stream().map(p -> new TopicPartition(t.name(), p.partition())))
                .collect(Collectors.toSet());
        var first = offsets(admin, partitions, OffsetSpec.earliest());
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        return ends.entrySet().stream()
                .filter(e -> e.getValue() > first.get(e.getKey()))
                .collect(Collectors.toMap(e -> name(e.getKey()), Map.Entry::getValue));
    }

    private static String name(TopicPartition partition) {
        return partition.topic() + ":" + partition.partition();
    }

    private static String topic(String partition) {
        return partition.substring(0, partition.lastIndexOf(':'));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> which)))
                .all()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private boolean taken(Admin admin, Map<String, Long> ends)
            throws InterruptedException, ExecutionException, TimeoutException {
        var committed = new HashMap<String, Long>();
        admin.listConsumerGroupOffsets("jiedui-" + config.context())
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .forEach((at, offset) -> {
                    if (offset != null) {
                        committed.put(name(at), offset.offset());
                    }
                });
        return ends.entrySet().stream().allMatch(e -> committed.getOrDefault(e.getKey(), -1L) >= e.getValue());
    }
}
