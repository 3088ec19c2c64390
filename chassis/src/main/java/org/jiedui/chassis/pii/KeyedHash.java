package org.jiedui.chassis.pii;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes for exact search and uniqueness: HMAC-SHA256 with the deployment's key, separated by kind. Without the key
 * nobody can test guesses against the database.
 */
@Singleton
public class KeyedHash {
    private final SecretKeySpec key;
    private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(this::newMac);

    KeyedHash(KeyRing ring) {
        var bytes = Base64.getDecoder().decode(ring.hashKey());
        if (bytes.length != 32) {
            throw new IllegalArgumentException("jiedui.pii.hash-key must be base64 of 32 bytes");
        }
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** 32 bytes; upper case and without surrounding blanks, so that {@code …x} and {@code …X} are one. */
    public byte[] of(String kind, String value) {
        return mac.get().doFinal((kind + ":" + value.trim().toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
    }

    private Mac newMac() {
        try {
            var fresh = Mac.getInstance("HmacSHA256");
            fresh.init(key);
            return fresh;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
