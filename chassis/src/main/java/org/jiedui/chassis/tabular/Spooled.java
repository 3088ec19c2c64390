package org.jiedui.chassis.tabular;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param id identifier
 * @param region division code under which it was uploaded
 * @param format what it is
 * @param charset its declared character set; of consequence for CSV only
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 * @param createdBy account that uploaded it
 * @param createdAt when
 */
public record Spooled(
        UUID id,
        String region,
        TabularFormat format,
        Charset charset,
        long size,
        String sha256,
        String createdBy,
        Instant createdAt) {}
