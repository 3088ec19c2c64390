package org.jiedui.household.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files in folders by the end of their id, 4096 of them. A file appears with all of its bytes, forced to disk, or not. */
final class FolderStore implements AttachmentStore {
    private final Path root;

    FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(UUID id, InputStream sealed) throws IOException {
        var target = file(id);
        Files.createDirectories(target.getParent());
        var part = Files.createTempFile(target.getParent(), id.toString(), ".part");
        try {
            try (var out = Files.newOutputStream(part, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
                var buffer = new byte[1 << 18];
                for (var n = sealed.readNBytes(buffer, 0, buffer.length);
                        n > 0;
                        n = sealed.readNBytes(buffer, 0, buffer.length)) {
                    out.write(buffer, 0, n);
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public InputStream open(UUID id, long from) throws IOException {
        var channel = Files.newByteChannel(file(id), StandardOpenOption.READ);
        channel.position(from);
        return Channels.newInputStream(channel);
    }

    @Override
    public void delete(UUID id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private Path file(UUID id) {
        var name = id.toString();
        return root.resolve(name.substring(name.length() - 3)).resolve(name);
    }
}
