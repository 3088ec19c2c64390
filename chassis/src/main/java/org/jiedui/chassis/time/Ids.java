package org.jiedui.chassis.time;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Identifiers: UUIDv7 (RFC 9562), growing with time, so that new rows land at the end of the primary key. */
public final class Ids {
    private Ids() {}

    /** A new identifier, greater than all that this process made before. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** The 16 bytes that {@code BINARY(16)} columns hold. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The identifier in 16 bytes read from a {@code BINARY(16)} column. */
    public static UUID of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
