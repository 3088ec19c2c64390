package org.jiedui.chassis.job;

import java.time.Instant;
import java.util.UUID;

/**
 * A job as it is stored.
 *
 * @param id identifier
 * @param kind which {@link JobHandler} does it
 * @param region full or partial division code under which it is visible
 * @param state where it stands
 * @param parameters JSON of its kind
 * @param processed units done, as of the last checkpoint
 * @param total units in all; null while unknown
 * @param result JSON of its kind; null unless succeeded
 * @param errorCode why it failed; null unless failed
 * @param errorZh the same in Chinese
 * @param errorEn the same in English
 * @param createdBy account that submitted it
 * @param createdAt when it was submitted
 * @param startedAt when it was first started; null before
 * @param resumedAt when the present run began; null before
 * @param resumedFrom units that were done before the present run
 * @param finishedAt when it came to its final state; null before
 */
public record Job(
        UUID id,
        String kind,
        String region,
        JobState state,
        String parameters,
        long processed,
        Long total,
        String result,
        String errorCode,
        String errorZh,
        String errorEn,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        Instant resumedAt,
        long resumedFrom,
        Instant finishedAt) {}
