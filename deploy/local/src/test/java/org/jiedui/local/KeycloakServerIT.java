package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeycloakServerIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        Secrets secrets = Secrets.in(folder.resolve("secrets.properties"), List.of());
        server = KeycloakServer.start(
                folder.resolve("keycloak"), new KeycloakServer.Options(0, "admin", secrets.platformKeys()));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "province, 01, 33, province-officer",
        "county, 02, 330523, county-officer",
        "township, 03, 330523104, township-officer",
        "clerk, 04, 330523104201, village-clerk",
        "helper, 05, 330523, helper",
        "mentor, 07, 330523, mentor",
        "mentee, 08, 330523, mentee",
        "auditor, 09, 33, auditor",
        "county2, 10, 330522, county-officer",
    })
    void putsAccountRoleRegionAndAudienceIntoTheToken(String user, String number, String region, String role)
            throws Exception {
        JsonNode claims = claims(new Tokens(server.realmUrl()).of(user));

        assertThat(claims.path("sub").asText()).isEqualTo("00000000-0000-7000-8000-0000000000" + number);
        assertThat(claims.path("region").asText()).isEqualTo(region);
        assertThat(texts(claims.path("roles"))).contains(role);
        assertThat(texts(claims.path("aud"))).containsExactly("jiedui-api");
        assertThat(claims.path("iss").asText()).isEqualTo(server.realmUrl());
        assertThat(claims.path("azp").asText()).isEqualTo("jiedui-app");
    }

    @Test
    void grantsPersonalDataToOfficesOnly_whenAskedForIt() throws Exception {
        Tokens tokens = new Tokens(server.realmUrl());

        assertThat(claims(tokens.of("county", "pii:read")).path("scope").asText())
                .contains("pii:read");
        assertThat(claims(tokens.of("helper", "pii:read")).path("scope").asText())
                .doesNotContain("pii:read");
        assertThat(claims(tokens.of("county")).path("scope").asText()).doesNotContain("pii:read");
    }

    @Test
    void letsThePlatformIn_withItsSecretOrItsPrivateKey() throws Exception {
        JsonNode bySecret = claims(new Tokens(server.realmUrl()).of("provincial-platform"));
        JsonNode byKey = claims(tokenByPrivateKey());

        for (JsonNode claims : List.of(bySecret, byKey)) {
            assertThat(texts(claims.path("roles"))).containsExactly("platform");
            assertThat(claims.path("region").asText()).isEqualTo("33");
            assertThat(texts(claims.path("aud"))).containsExactly("jiedui-api");
        }
    }

    @Test
    void saysWhoGotNoToken_whenTheUserIsUnknown() {
        assertThatThrownBy(() -> new Tokens(server.realmUrl()).of("nobody"))
                .isInstanceOf(StackFailure.class)
                .hasMessage("There is no token for nobody: Invalid user credentials.");
    }

    private static String tokenByPrivateKey() throws Exception {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(secrets.getProperty("platform.private-key"))));
        long now = Instant.now().getEpochSecond();
        String content = base64Url(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "platform-1")))
                + "."
                + base64Url(JSON.writeValueAsBytes(Map.of(
                        "iss",
                        "provincial-platform-jwt",
                        "sub",
                        "provincial-platform-jwt",
                        "aud",
                        server.realmUrl(),
                        "jti",
                        UUID.randomUUID().toString(),
                        "iat",
                        now,
                        "exp",
                        now + 30)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                content + "." + base64Url(signature.sign()));
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.realmUrl() + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                        .map(field -> field.getKey() + "="
                                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                        .collect(Collectors.joining("&"))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("access_token").asText();
    }

    private static JsonNode claims(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
