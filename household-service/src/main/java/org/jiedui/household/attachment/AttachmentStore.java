package org.jiedui.household.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Keeps encrypted files by id. It sees no clear byte, no name and no owner. */
interface AttachmentStore {
    /** Stores a stream to its end; a file that breaks off is never visible. */
    void put(UUID id, InputStream sealed) throws IOException;

    /** The stored bytes from one on; to be closed. Fails with an {@link IOException} when there are none. */
    InputStream open(UUID id, long from) throws IOException;

    /** Takes a file away; nothing happens when there is none. */
    void delete(UUID id) throws IOException;
}
