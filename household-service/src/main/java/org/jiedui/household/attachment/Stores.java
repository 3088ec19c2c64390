package org.jiedui.household.attachment;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the store that the deployment configures. */
class Stores {
    @Produces
    @Singleton
    AttachmentStore store(AttachmentConfig config) {
        return switch (config.store()) {
            case FILE -> new FolderStore(config.dir());
            case S3 -> new BucketStore(config.s3());
        };
    }
}
