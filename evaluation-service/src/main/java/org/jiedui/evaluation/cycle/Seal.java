package org.jiedui.evaluation.cycle;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals answers so that whoever seals cannot open (EV-04): X25519 with the cycle's public key, AES-256-GCM, the task as
 * authenticated data, contents padded to blocks of {@value #BLOCK} bytes so that their size tells nothing. Sealing needs
 * the public half only; the private half is asked for at the reveal.
 */
public final class Seal {
    /** Padding block in bytes. */
    public static final int BLOCK = 2048;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    /** An agreement is used for so many answers at most; AES-GCM with random nonces allows far more. */
    private static final int USES = 100_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PublicKey cycle;
    private final byte[] cycleKey;
    private volatile Agreement agreement;

    /** A key agreement of this process; its own private half is forgotten as soon as the agreement is made. */
    private record Agreement(byte[] ephemeral, SecretKeySpec key, AtomicInteger uses) {}

    /** Seals for the cycle with this public key (X.509). */
    public Seal(byte[] publicKey) {
        try {
            cycleKey = publicKey.clone();
            cycle = KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a cycle key", e);
        }
    }

    /** A new pair for a cycle. */
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals the content for the task. */
    public byte[] seal(UUID task, byte[] content) {
        try {
            var with = agreement();
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, with.key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bytes(task));
            var sealed = cipher.doFinal(pad(content));
            return ByteBuffer.allocate(2 + with.ephemeral().length + NONCE + sealed.length)
                    .put((byte) 1)
                    .put((byte) with.ephemeral().length)
                    .put(with.ephemeral())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal", e);
        }
    }

    /** Opens what was sealed for one cycle. For the reveal, and nothing else. */
    public static final class Opener {
        private final byte[] publicKey;
        private final PrivateKey privateKey;
        private final Map<ByteBuffer, SecretKeySpec> agreed = new ConcurrentHashMap<>();

        /** Takes both halves of the cycle's key (X.509 and PKCS#8). */
        Opener(byte[] publicKey, byte[] privateKey) {
            this.publicKey = publicKey.clone();
            try {
                this.privateKey = KeyFactory.getInstance("X25519").generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("not a cycle key", e);
            }
        }

        /** The content that was sealed for the task; refuses what was changed or sealed for another one. */
        public byte[] open(UUID task, byte[] sealed) {
            try {
                var in = ByteBuffer.wrap(sealed);
                if (in.get() != 1) {
                    throw new IllegalStateException("unknown form of seal");
                }
                var ephemeral = new byte[in.get()];
                in.get(ephemeral);
                var nonce = new byte[NONCE];
                in.get(nonce);
                var key = agreed.get(ByteBuffer.wrap(ephemeral));
                if (key == null) {
                    key = derive(
                            privateKey,
                            KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(ephemeral)),
                            ephemeral,
                            publicKey);
                    agreed.put(ByteBuffer.wrap(ephemeral), key);
                }
                var cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(bytes(task));
                var rest = new byte[in.remaining()];
                in.get(rest);
                var padded = ByteBuffer.wrap(cipher.doFinal(rest));
                var content = new byte[padded.getInt()];
                padded.get(content);
                return content;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the seal of task " + task + " is broken", e);
            }
        }
    }

    private Agreement agreement() throws GeneralSecurityException {
        var present = agreement;
        if (present == null || present.uses().incrementAndGet() > USES) {
            var own = newKeys();
            var ephemeral = own.getPublic().getEncoded();
            present = new Agreement(
                    ephemeral, derive(own.getPrivate(), cycle, ephemeral, cycleKey), new AtomicInteger(1));
            agreement = present;
        }
        return present;
    }

    private static SecretKeySpec derive(PrivateKey own, PublicKey other, byte[] ephemeral, byte[] cycle)
            throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update("jiedui evaluation seal 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        digest.update(agreement.generateSecret());
        digest.update(ephemeral);
        digest.update(cycle);
        return new SecretKeySpec(digest.digest(), "AES");
    }

    private static byte[] pad(byte[] content) {
        var size = (4 + content.length + BLOCK - 1) / BLOCK * BLOCK;
        return Arrays.copyOf(
                ByteBuffer.allocate(4 + content.length)
                        .putInt(content.length)
                        .put(content)
                        .array(),
                size);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
