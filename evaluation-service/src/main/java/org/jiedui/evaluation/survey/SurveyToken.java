package org.jiedui.evaluation.survey;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A one-time token: 128 random bits as {@value #LENGTH} characters of Crockford's base 32, so that it can be read aloud
 * and typed. Guessing one of a million tokens takes 10<sup>32</sup> tries.
 */
public record SurveyToken(String text) {
    /** Characters of a token. */
    public static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BYTES = 16;

    /** The token of this number in the batch with this seed; always the same. */
    static SurveyToken of(byte[] seed, int number) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            var bytes = mac.doFinal(ByteBuffer.allocate(4).putInt(number).array());
            var digits = new BigInteger(1, Arrays.copyOf(bytes, BYTES)).toString(32);
            var text = new StringBuilder("0".repeat(LENGTH - digits.length()));
            digits.chars().forEach(c -> text.append(ALPHABET.charAt(Character.digit(c, 32))));
            return new SurveyToken(text.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody scanned or typed, forgiving case, hyphens and O, I, L; empty when it cannot be a token. */
    public static Optional<SurveyToken> read(String typed) {
        var text = typed.toUpperCase(Locale.ROOT)
                .replace("-", "")
                .replace(" ", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                ? Optional.of(new SurveyToken(text))
                : Optional.empty();
    }

    /** For paper: in groups. */
    String grouped() {
        return text.replaceAll("(.{5})(?=.)", "$1-");
    }

    @Override
    public String toString() {
        return "token";
    }
}
