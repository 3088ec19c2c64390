package org.jiedui.household.attachment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Files of records (domain HH-21). */
@ConfigMapping(prefix = "jiedui.household.attachment")
public interface AttachmentConfig {
    /** Where the bytes are kept. */
    @WithDefault("FILE")
    Kind store();

    /** Kinds of stores. */
    enum Kind {
        /** A folder that all replicas share. */
        FILE,
        /** A bucket behind the S3 API. */
        S3
    }

    /** Folder of the store {@code FILE}; made when it is not there. */
    @WithDefault("${java.io.tmpdir}/jiedui-attachments")
    Path dir();

    /** Bucket of the store {@code S3}. */
    S3 s3();

    /** Access to the S3 API. */
    interface S3 {
        /** Address of the server; absent: the one of the region. */
        Optional<URI> endpoint();

        /** Region as the server calls it. */
        @WithDefault("us-east-1")
        String region();

        /** Bucket, which exists already. */
        @WithDefault("jiedui-attachments")
        String bucket();

        /** Access key; absent: from the environment's usual places (role, profile, variables). */
        Optional<String> accessKey();

        /** Secret key; comes from the environment, never from a file of the repository. */
        Optional<String> secretKey();

        /** Whether the bucket stands in the path instead of the host name, as most own servers want it. */
        @WithDefault("true")
        boolean pathStyle();
    }

    /** Largest file, bytes, 1 KiB to 1 GiB. */
    @WithDefault("20971520")
    long maxBytes();

    /** Most files of one record, 1 to 1000. */
    @WithDefault("50")
    int maxPerOwner();

    /** Most bytes of one record's files together. */
    @WithDefault("209715200")
    long maxBytesPerOwner();

    /** How long an upload may take before it is taken for broken off. */
    @WithDefault("PT1H")
    Duration grace();
}
