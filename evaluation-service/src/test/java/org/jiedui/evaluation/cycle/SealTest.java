package org.jiedui.evaluation.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-04")
class SealTest {
    private final KeyPair keys = Seal.newKeys();
    private final Seal seal = new Seal(keys.getPublic().getEncoded());
    private final UUID task = UUID.randomUUID();

    private static Seal.Opener opener(KeyPair keys) {
        return new Seal.Opener(keys.getPublic().getEncoded(), keys.getPrivate().getEncoded());
    }

    @Test
    void opensWhatWasSealed_withTheCyclesPrivateKeyOnly() {
        var sealed = seal.seal(task, "满意".getBytes(StandardCharsets.UTF_8));

        assertThat(opener(keys).open(task, sealed))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("满意");
        assertThatThrownBy(() -> opener(Seal.newKeys()).open(task, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToOpen_whatWasMovedToAnotherTaskOrChanged() {
        var sealed = seal.seal(task, new byte[] {1});
        assertThatThrownBy(() -> opener(keys).open(UUID.randomUUID(), sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> opener(keys).open(task, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hasTheSameSize_forShortAndLongAnswers_andNeverTheSameBytes() {
        var one = seal.seal(task, new byte[1]);

        assertThat(seal.seal(task, new byte[Seal.BLOCK - 4])).hasSameSizeAs(one);
        assertThat(seal.seal(task, new byte[1])).isNotEqualTo(one);
    }
}
