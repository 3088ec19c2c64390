package org.jiedui.chassis.pii;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts personal data at rest: AES-256-GCM, a random 96-bit nonce each, the key's id in front and authenticated, so
 * that keys can be rotated: new values use the first key, old ones stay readable until they are written anew.
 */
@Singleton
@Unremovable
public class PersonalDataCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(() -> {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    });

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final byte[] current;

    PersonalDataCipher(KeyRing ring) {
        for (var entry : ring.keys().split(",")) {
            var parts = entry.trim().split(":", 2);
            var key = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
            if (key.length != 32 || !parts[0].matches("[a-zA-Z0-9]{1,8}")) {
                throw new IllegalArgumentException("jiedui.pii.keys must be id:base64-of-32-bytes[,…]");
            }
            keys.put(parts[0], new SecretKeySpec(key, "AES"));
        }
        current = keys.keySet().iterator().next().getBytes(StandardCharsets.US_ASCII);
    }

    /** Id of the key that encrypts now. */
    String currentKey() {
        return new String(current, StandardCharsets.US_ASCII);
    }

    /** The key of an id. */
    SecretKeySpec key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("personal data is encrypted with key " + id + ", which is not configured");
        }
        return key;
    }

    /** Encrypts; null stays null. */
    public byte[] encrypt(String clear) {
        if (clear == null) {
            return null;
        }
        try {
            var text = clear.getBytes(StandardCharsets.UTF_8);
            var head = 1 + current.length;
            var out = new byte[head + NONCE + text.length + TAG_BITS / 8];
            out[0] = (byte) current.length;
            System.arraycopy(current, 0, out, 1, current.length);
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            System.arraycopy(nonce, 0, out, head, NONCE);
            var cipher = CIPHER.get();
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    keys.get(new String(current, StandardCharsets.US_ASCII)),
                    new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(out, 0, head);
            cipher.doFinal(text, 0, text.length, out, head + NONCE);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not encrypt", e);
        }
    }

    /** What {@link #encrypt} made, to be decrypted when it is asked for; null stays null. */
    public PersonalText sealed(byte[] stored) {
        return stored == null ? null : new PersonalText(stored, this);
    }

    /** Decrypts what any known key encrypted; null stays null. */
    public String decrypt(byte[] sealed) {
        if (sealed == null) {
            return null;
        }
        var head = 1 + sealed[0];
        var id = new String(sealed, 1, sealed[0], StandardCharsets.US_ASCII);
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("personal data is encrypted with key " + id + ", which is not configured");
        }
        try {
            var cipher = CIPHER.get();
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOfRange(sealed, head, head + NONCE)));
            cipher.updateAAD(sealed, 0, head);
            return new String(
                    cipher.doFinal(sealed, head + NONCE, sealed.length - head - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal data was changed or belongs to another key", e);
        }
    }
}
