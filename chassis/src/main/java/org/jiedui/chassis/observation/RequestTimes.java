package org.jiedui.chassis.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Gives the times of requests buckets, so that percentiles can be computed over all replicas
 * ({@code http_server_requests_seconds_bucket}). The bounds are the limits that the service-level objectives speak of and
 * what lies between them; few, because each is a time series per path, method and status.
 */
public class RequestTimes {
    private static final double[] BOUNDS = DoubleStream.of(5, 10, 20, 50, 100, 150, 300, 500, 1000, 2500, 5000, 10_000)
            .map(millis -> millis * Duration.ofMillis(1).toNanos())
            .toArray();

    /** The filter; applies to the server's requests only. */
    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                if (!id.getName().equals("http.server.requests")) {
                    return config;
                }
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BOUNDS)
                        .build()
                        .merge(config);
            }
        };
    }
}
