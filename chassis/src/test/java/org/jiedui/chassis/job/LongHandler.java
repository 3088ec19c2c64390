package org.jiedui.chassis.job;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes until it is let go. */
@Singleton
class LongHandler implements JobHandler {
    final AtomicInteger started = new AtomicInteger();
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    public String kind() {
        return "long";
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Object run(JobContext job) throws InterruptedException {
        started.incrementAndGet();
        return mayEnd.await(120, TimeUnit.SECONDS);
    }
}
