package org.jiedui.gateway.world;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID Connect provider that publishes its keys, signs what a test asks for, and can go away. */
public final class IdentityProvider {
    private final Vertx vertx;
    private final int port;
    private final RsaJsonWebKey key = newKey("one");
    private HttpServer server;

    /** How often the keys were fetched. */
    public final AtomicInteger keyFetches = new AtomicInteger();

    IdentityProvider(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /** Starts to listen. */
    public void up() {
        if (server == null) {
            server = vertx.createHttpServer().requestHandler(this::handle);
            World.await(server.listen(port, "127.0.0.1"));
        }
    }

    /** Stops to listen. */
    public void down() {
        if (server != null) {
            World.await(server.close());
            server = null;
        }
    }

    /** Its address, which is the issuer of its tokens. */
    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/test";
    }

    private void handle(HttpServerRequest request) {
        if (request.path().endsWith("/.well-known/openid-configuration")) {
            request.response()
                    .end(new JsonObject()
                            .put("issuer", issuer())
                            .put("jwks_uri", issuer() + "/keys")
                            .put("token_endpoint", issuer() + "/token")
                            .toBuffer());
        } else {
            keyFetches.incrementAndGet();
            request.response()
                    .end(new JsonObject()
                            .put(
                                    "keys",
                                    new JsonArray()
                                            .add(new JsonObject(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))))
                            .toBuffer());
        }
    }

    /** Claims of a good token: right issuer and audience, five minutes of life. */
    public JwtClaims claims(String client, String subject) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("account", "jiedui-api");
        claims.setSubject(subject);
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        claims.setStringClaim("azp", client);
        claims.setStringClaim("scope", "openid profile");
        return claims;
    }

    /** A good token. */
    public String token(String client, String subject) {
        return sign(claims(client, subject));
    }

    /** A token that ended a minute ago. */
    public String expiredToken() {
        JwtClaims claims = claims("app", "u-1");
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        return sign(claims);
    }

    /** Signs with the provider's key. */
    public String sign(JwtClaims claims) {
        return sign(claims, key, "RS256");
    }

    /** Signs with a key that nobody knows, under a name of one's choice. */
    public String signWithForeignKey(JwtClaims claims, String keyId) {
        return sign(claims, newKey(keyId), "RS256");
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key, String algorithm) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(algorithm);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The provider's public key as text, for the attack that takes it for a shared secret. */
    public byte[] publicKey() {
        return key.getPublicKey().getEncoded();
    }

    /** The name of the provider's key. */
    public String keyId() {
        return key.getKeyId();
    }

    private static RsaJsonWebKey newKey(String keyId) {
        try {
            RsaJsonWebKey fresh = RsaJwkGenerator.generateJwk(2048);
            fresh.setKeyId(keyId);
            fresh.setUse("sig");
            fresh.setAlgorithm("RS256");
            return fresh;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
