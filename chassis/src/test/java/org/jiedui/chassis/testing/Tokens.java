package org.jiedui.chassis.testing;

import io.smallrye.jwt.build.Jwt;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * Tokens as the identity provider would issue them, signed by a key of this JVM's.
 *
 * <p>{@code Tokens.of("county-officer").region("330523").sign()}
 */
public final class Tokens {
    /** Issuer that the services under test expect. */
    public static final String ISSUER = "https://issuer.jiedui.test/realms/jiedui";

    private static final String PRIVATE = "jiedui.test.private-key";
    private static final String PUBLIC = "jiedui.test.public-key";

    private final String[] roles;
    private String subject = "00000000-0000-7000-8000-000000000099";
    private String region = "330523";
    private String client = "jiedui-app";
    private String scope = "openid";
    private String issuer = ISSUER;
    private String audience = "jiedui-api";
    private Duration life = Duration.ofMinutes(10);

    private Tokens(String... roles) {
        this.roles = roles;
    }

    /** A token with these roles; Anji county, an app user and ten minutes of life unless said otherwise. */
    public static Tokens of(String... roles) {
        return new Tokens(roles);
    }

    /** Claim {@code sub}. */
    public Tokens subject(String value) {
        subject = value;
        return this;
    }

    /** Claim {@code region}. */
    public Tokens region(String value) {
        region = value;
        return this;
    }

    /** Claim {@code azp}. */
    public Tokens client(String value) {
        client = value;
        return this;
    }

    /** Claim {@code scope}. */
    public Tokens scope(String value) {
        scope = value;
        return this;
    }

    /** Claim {@code iss}, for tokens that must be refused. */
    public Tokens issuer(String value) {
        issuer = value;
        return this;
    }

    /** Claim {@code aud}, for tokens that must be refused. */
    public Tokens audience(String value) {
        audience = value;
        return this;
    }

    /** How long it lives from now; negative for one that is over. */
    public Tokens life(Duration value) {
        life = value;
        return this;
    }

    /** The signed token. */
    public String sign() {
        var now = Instant.now();
        return Jwt.issuer(issuer)
                .subject(subject)
                .upn(subject)
                .audience(Set.of(audience))
                .claim("roles", Set.of(roles))
                .claim("region", region)
                .claim("azp", client)
                .claim("scope", scope)
                .issuedAt(now.minusSeconds(3600))
                .expiresAt(now.plus(life))
                .jws()
                .keyId("test")
                .sign(privateKey());
    }

    /** Base64 of the public key, as {@code quarkus.oidc.public-key} takes it. */
    public static synchronized String publicKey() {
        ensureKeys();
        return System.getProperty(PUBLIC);
    }

    private static PrivateKey privateKey() {
        ensureKeys();
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(PRIVATE))));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kept in system properties: test classes and application are loaded by different class loaders. */
    private static synchronized void ensureKeys() {
        if (System.getProperty(PRIVATE) == null) {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                System.setProperty(
                        PUBLIC,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
                System.setProperty(
                        PRIVATE,
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
