package org.jiedui.chassis.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamsTest {
    private static final int PIECE = 1 << 16;

    private final SealedStreams streams = new SealedStreams(new PersonalDataCipher(new KeyRing() {
        @Override
        public String keys() {
            return "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
        }

        @Override
        public String hashKey() {
            return "";
        }
    }));

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] sealed(byte[] clear) throws IOException {
        return streams.seal(new ByteArrayInputStream(clear)).readAllBytes();
    }

    private byte[] opened(byte[] sealed, long offset) throws IOException {
        return streams.open(
                        from -> new ByteArrayInputStream(sealed, (int) from, Math.max(0, sealed.length - (int) from)),
                        offset)
                .readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17})
    void givesBackWhatWasSealed_fromAnyByte(int size) throws IOException {
        var clear = random(size);
        var sealed = sealed(clear);

        assertThat(sealed).hasSize((int) streams.sealedSize(size));
        for (var offset : new int[] {0, 1, size / 2, PIECE - 1, PIECE, PIECE + 1, size - 1, size}) {
            if (offset >= 0 && offset <= size) {
                assertThat(opened(sealed, offset)).isEqualTo(Arrays.copyOfRange(clear, offset, size));
            }
        }
    }

    @Test
    void refusesWhatWasChangedCutOrReordered() throws IOException {
        var sealed = sealed(random(3 * PIECE + 5));
        var changed = sealed.clone();
        changed[PIECE + 100] ^= 1;
        var cut = Arrays.copyOf(sealed, 32 + 2 * (PIECE + 16));
        var exchanged = sealed.clone();
        System.arraycopy(sealed, 32, exchanged, 32 + PIECE + 16, PIECE + 16);
        System.arraycopy(sealed, 32 + PIECE + 16, exchanged, 32, PIECE + 16);

        for (var bad : new byte[][] {changed, cut, exchanged, random(200), Arrays.copyOf(sealed, 20)}) {
            assertThatThrownBy(() -> opened(bad, 0)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void showsNothingOfTheClearText() throws IOException {
        assertThat(new String(
                        sealed("330523198005170011".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("3305");
    }
}
