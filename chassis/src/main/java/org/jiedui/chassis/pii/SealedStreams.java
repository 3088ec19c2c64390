package org.jiedui.chassis.pii;

import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts files as they are read, in pieces of 64 KiB that are each AES-256-GCM with their number and "last or not"
 * authenticated: pieces cannot be changed, exchanged, left out or appended, and reading can begin at any byte. Memory
 * does not grow with the file. The keys are those of {@link PersonalDataCipher}.
 *
 * <p>Layout: header of 32 bytes (magic, key id, random prefix of the nonces), then the pieces, each with its tag of 16
 * bytes; the last one has 0 to 65535 bytes.
 */
@Singleton
public class SealedStreams {
    private static final int PIECE = 1 << 16;
    private static final int TAG = 16;
    private static final int HEADER = 32;
    private static final byte[] MAGIC = "JDS1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PersonalDataCipher keys;

    SealedStreams(PersonalDataCipher keys) {
        this.keys = keys;
    }

    /** Gives the encrypted form of a stream while that is read. Closing closes the source. */
    public InputStream seal(InputStream clear) {
        var header = ByteBuffer.allocate(HEADER);
        var prefix = new byte[8];
        RANDOM.nextBytes(prefix);
        var id = keys.currentKey().getBytes(StandardCharsets.US_ASCII);
        header.put(MAGIC).put((byte) id.length).put(id).position(16);
        header.put(prefix);
        return new Sealing(clear, header.array());
    }

    /** Size of the encrypted form of so many bytes. */
    public long sealedSize(long clearSize) {
        return HEADER + clearSize + TAG * (clearSize / PIECE + 1);
    }

    /** Whether stored bytes that begin like this are encrypted. */
    public static boolean isSealed(byte[] start) {
        return start.length >= HEADER && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Opens a stored stream at a byte. */
    @FunctionalInterface
    public interface Source {
        /** The stored bytes from this one on. */
        InputStream from(long offset) throws IOException;
    }

    /**
     * The clear bytes from one on, to the end. Fails with an {@link IOException} where something was changed.
     *
     * @param offset 0 to the clear size
     */
    public InputStream open(Source sealed, long offset) throws IOException {
        byte[] header;
        try (var in = sealed.from(0)) {
            header = in.readNBytes(HEADER);
        }
        if (!isSealed(header) || header[4] < 1 || header[4] > 8) {
            throw new IOException("not a sealed file");
        }
        var piece = offset / PIECE;
        var opened = new Opening(sealed.from(HEADER + piece * (PIECE + TAG)), header, piece);
        try {
            opened.skipNBytes(offset - piece * PIECE);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private Cipher cipher(int mode, byte[] header, long piece, boolean last) throws GeneralSecurityException {
        var id = new String(header, 5, header[4], StandardCharsets.US_ASCII);
        var nonce = ByteBuffer.allocate(12)
                .put(header, 16, 8)
                .putInt(Math.toIntExact(piece))
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.key(id), new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
        return cipher;
    }

    /** Turns pieces of one stream into pieces of another; holds one of them. */
    private abstract static class Pieces extends InputStream {
        protected final InputStream source;
        private byte[] ready;
        private int at;

        Pieces(InputStream source, byte[] first) {
            this.source = source;
            this.ready = first;
        }

        /** The next piece, or null at the end. */
        abstract byte[] next() throws IOException;

        private boolean fill() throws IOException {
            while (ready != null && at == ready.length) {
                ready = next();
                at = 0;
            }
            return ready != null;
        }

        @Override
        public int read() throws IOException {
            return fill() ? ready[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            var n = Math.min(length, ready.length - at);
            System.arraycopy(ready, at, bytes, from, n);
            at += n;
            return n;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    private final class Sealing extends Pieces {
        private final byte[] header;
        private long piece;
        private boolean ended;

        Sealing(InputStream clear, byte[] header) {
            super(clear, header);
            this.header = header;
        }

        @Override
        byte[] next() throws IOException {
            if (ended) {
                return null;
            }
            var clear = source.readNBytes(PIECE);
            ended = clear.length < PIECE;
            try {
                return cipher(Cipher.ENCRYPT_MODE, header, piece++, ended).doFinal(clear);
            } catch (GeneralSecurityException e) {
                throw new IOException("could not encrypt", e);
            }
        }
    }

    private final class Opening extends Pieces {
        private final byte[] header;
        private long piece;
        private boolean ended;

        Opening(InputStream sealed, byte[] header, long piece) {
            super(sealed, new byte[0]);
            this.header = header;
            this.piece = piece;
        }

        @Override
        byte[] next() throws IOException {
            if (ended) {
                return null;
            }
            var sealed = source.readNBytes(PIECE + TAG);
            if (sealed.length < TAG) {
                throw new EOFException("the sealed file breaks off");
            }
            ended = sealed.length < PIECE + TAG;
            try {
                return cipher(Cipher.DECRYPT_MODE, header, piece++, ended).doFinal(sealed);
            } catch (GeneralSecurityException e) {
                throw new IOException("the sealed file was changed or belongs to another key", e);
            }
        }
    }
}
