package org.jiedui.household.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A local file to write and then to read, encrypted with a key that is in memory only: what a killed process leaves behind
 * says nothing. Closing takes it away.
 */
final class Scratch implements AutoCloseable {
    private final Path file;
    private final SecretKeySpec key;
    private final IvParameterSpec start = new IvParameterSpec(new byte[16]);

    Scratch(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = Files.createTempFile(folder, "export", ".part");
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "AES");
    }

    /** Writes it from the beginning; once only, because the key and the start are always the same. */
    OutputStream out() throws IOException {
        return new BufferedOutputStream(
                new CipherOutputStream(Files.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE)), 1 << 16);
    }

    /** Reads it from the beginning. */
    InputStream in() throws IOException {
        return new CipherInputStream(Files.newInputStream(file), cipher(Cipher.DECRYPT_MODE));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private Cipher cipher(int mode) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, start);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
