package org.jiedui.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The keys and passwords of one stack: made at its first start, kept in a file that only its owner may read, gone with
 * its data.
 */
final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;
    private static final int RSA_BITS = 2048;

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /** Reads the file, or makes it. */
    static Secrets in(Path file, List<String> services) {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new StackFailure("The keys in " + file + " cannot be read (" + e.getMessage() + ").", e);
            }
        }
        if (complete(values, services)) {
            Folders.writePrivately(file, text(values));
        }
        return new Secrets(values);
    }

    /** Keys for personal data, {@code k1:<base64>}, as JIEDUI_KEYS. */
    String dataKeys() {
        return values.getProperty("data.keys");
    }

    /** Key of the hash that finds persons by number, as JIEDUI_HASH_KEY. */
    String hashKey() {
        return values.getProperty("data.hash-key");
    }

    String mysqlRoot() {
        return values.getProperty("mysql.root");
    }

    String mysql(String service) {
        return values.getProperty("mysql." + service);
    }

    String keycloakAdmin() {
        return values.getProperty("keycloak.admin");
    }

    /** JWK set with the public half of the provincial platform's key. */
    String platformKeys() {
        return values.getProperty("platform.jwks");
    }

    /** Adds what is missing; says whether anything was. */
    private static boolean complete(Properties values, List<String> services) {
        int before = values.size();
        values.computeIfAbsent("data.keys", key -> "k1:" + Base64.getEncoder().encodeToString(random(KEY_BYTES)));
        values.computeIfAbsent("data.hash-key", key -> Base64.getEncoder().encodeToString(random(KEY_BYTES)));
        values.computeIfAbsent("mysql.root", key -> password());
        values.computeIfAbsent("keycloak.admin", key -> password());
        for (String service : services) {
            values.computeIfAbsent("mysql." + service, key -> password());
        }
        if (!values.containsKey("platform.jwks")) {
            KeyPair pair = rsa();
            values.setProperty(
                    "platform.private-key",
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            values.setProperty("platform.jwks", jwks((RSAPublicKey) pair.getPublic()));
        }
        return values.size() > before;
    }

    private static String text(Properties values) {
        StringWriter text = new StringWriter();
        try {
            values.store(text, "Keys and passwords of this stack; without them its data cannot be read");
        } catch (IOException e) {
            throw new StackFailure("The keys cannot be written.", e);
        }
        return text.toString();
    }

    private static String jwks(RSAPublicKey key) {
        try {
            return JsonMapper.builder()
                    .build()
                    .writeValueAsString(Map.of(
                            "keys",
                            List.of(Map.of(
                                    "kty", "RSA",
                                    "use", "sig",
                                    "alg", "RS256",
                                    "kid", "platform-1",
                                    "n", base64Url(key.getModulus()),
                                    "e", base64Url(key.getPublicExponent())))));
        } catch (JsonProcessingException e) {
            throw new StackFailure("The platform's key cannot be written.", e);
        }
    }

    private static String base64Url(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new StackFailure("This Java knows no RSA.", e);
        }
    }

    private static String password() {
        return HexFormat.of().formatHex(random(PASSWORD_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Nothing of what it holds. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
