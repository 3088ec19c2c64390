package org.jiedui.household.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-21")
class AttachmentIT {
    private static final String PATH = "/api/v1/attachments";

    @Inject
    DataSource database;

    @Inject
    AttachmentConfig config;

    @Inject
    Attaching attaching;

    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static byte[] picture(int size, int seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    private static Response add(RequestSpecification who, String kind, String owner, String type, byte[] content) {
        return who.contentType(type)
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81330523198005170011.jpg")
                .queryParam("ownerKind", kind)
                .queryParam("ownerId", owner)
                .body(content)
                .post(PATH);
    }

    private static String household() {
        return Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
    }

    @Test
    void givesBackTheFile_wholeAndInRanges_encryptedAtRest() throws Exception {
        var owner = household();
        var content = picture(300_000, 1);

        var added = add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", content);

        added.then()
                .statusCode(201)
                .body("size", equalTo(300_000))
                .body("fileName", equalTo("身份证******************.jpg"))
                .body(
                        "sha256",
                        equalTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content))));
        var id = added.jsonPath().getString("id");
        var whole = Anji.county().get(PATH + "/" + id + "/content");
        whole.then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Length", equalTo("300000"));
        assertThat(whole.asByteArray()).isEqualTo(content);
        var part = Anji.county().header("Range", "bytes=70000-200000").get(PATH + "/" + id + "/content");
        part.then().statusCode(206).header("Content-Range", equalTo("bytes 70000-200000/300000"));
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(content, 70_000, 200_001));
        assertThat(Anji.county()
                        .header("Range", "bytes=-10")
                        .get(PATH + "/" + id + "/content")
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(content, 299_990, 300_000));
        Anji.county()
                .header("Range", "bytes=300000-")
                .get(PATH + "/" + id + "/content")
                .then()
                .statusCode(416);
        Anji.county()
                .header("If-None-Match", whole.header("ETag"))
                .get(PATH + "/" + id + "/content")
                .then()
                .statusCode(304);

        var file = config.dir().resolve(id.substring(id.length() - 3)).resolve(id);
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(content, 100, 32, java.nio.charset.StandardCharsets.ISO_8859_1));
        Anji.county()
                .queryParam("resourceId", id)
                .get("/api/v1/household/audit-entries")
                .then()
                .body("items.action", hasItems("ATTACHMENT_ADDED", "ATTACHMENT_READ"));
        // the same again changes nothing
        add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", content)
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        Anji.clerk()
                .queryParam("ownerKind", "HOUSEHOLD")
                .queryParam("ownerId", owner)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void isSeenByThoseWhoSeeTheRecord_andByNobodyElse() {
        var owner = household();
        var visit = Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("day", "2026-01-05", "manner", "HOME", "reached", true, "content", "走访"))
                .post("/api/v1/households/" + owner + "/visits")
                .jsonPath()
                .getString("id");
        var request = Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("householdId", owner, "kind", "HELP", "category", "EMPLOYMENT", "content", "找工作"))
                .post("/api/v1/requests")
                .jsonPath()
                .getString("id");
        var measure = Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("category", "EMPLOYMENT", "title", "来料加工", "from", "2026-01-06"))
                .post("/api/v1/households/" + owner + "/measures")
                .jsonPath()
                .getString("id");
        var seed = 10;
        for (var record : Map.of("VISIT", visit, "REQUEST", request, "MEASURE", measure, "HOUSEHOLD", owner)
                .entrySet()) {
            var added = add(Anji.clerk(), record.getKey(), record.getValue(), "image/jpeg", picture(500, seed++));
            added.then().statusCode(201);
            var id = added.jsonPath().getString("id");
            Anji.township().get(PATH + "/" + id).then().statusCode(200);
            for (var stranger : new RequestSpecification[] {
                Anji.helper(), Anji.clerkOf(Anji.OTHER_VILLAGE), Anji.as("county-officer", "330522")
            }) {
                stranger.get(PATH + "/" + id).then().statusCode(404);
            }
            Anji.helper().get(PATH + "/" + id + "/content").then().statusCode(404);
            Anji.as("county-officer", "330522")
                    .header("If-Match", "*")
                    .delete(PATH + "/" + id)
                    .then()
                    .statusCode(404);
            Anji.as("auditor", "330523")
                    .header("If-Match", "*")
                    .delete(PATH + "/" + id)
                    .then()
                    .statusCode(403);
            add(Anji.as("county-officer", "330522"), record.getKey(), record.getValue(), "image/jpeg", picture(9, 1))
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void refusesLiesAndExcess_andKeepsNothingOfThem() throws Exception {
        var owner = household();
        add(Anji.clerk(), "HOUSEHOLD", owner, "image/png", picture(400, 2))
                .then()
                .statusCode(422)
                .body("code", equalTo("ATTACHMENT_CONTENT"));
        add(Anji.clerk(), "HOUSEHOLD", owner, "text/html", picture(400, 2))
                .then()
                .statusCode(415);
        add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", new byte[0]).then().statusCode(400);
        add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", picture(3_145_729, 2))
                .then()
                .statusCode(413);
        add(Anji.clerk(), "HOUSE", "no-uuid", "image/jpeg", picture(400, 2))
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("?ownerKind", "?ownerId"));
        add(Anji.clerk(), "HOUSEHOLD", UUID.nameUUIDFromBytes(new byte[] {1}).toString(), "image/jpeg", picture(9, 2))
                .then()
                .statusCode(404);
        assertThat(rows(owner)).isZero();

        for (var i = 0; i < 4; i++) {
            add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", picture(50, 100 + i))
                    .then()
                    .statusCode(201);
        }
        add(Anji.clerk(), "HOUSEHOLD", owner, "image/jpeg", picture(50, 999))
                .then()
                .statusCode(422)
                .body("code", equalTo("ATTACHMENT_QUOTA"));
        assertThat(rows(owner)).isEqualTo(4);
    }

    private long rows(String owner) throws Exception {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM attachment WHERE owner_id = ?")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(owner)));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void isGoneWithItsBytes_whenItIsDeleted() {
        var owner = household();
        var added = add(
                Anji.clerk(),
                "HOUSEHOLD",
                owner,
                "application/pdf",
                "%PDF-1.4 x".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var id = added.jsonPath().getString("id");
        Anji.clerk().delete(PATH + "/" + id).then().statusCode(428);
        Anji.clerk().header("If-Match", "\"99\"").delete(PATH + "/" + id).then().statusCode(412);
        Anji.clerk()
                .header("If-Match", added.header("ETag"))
                .delete(PATH + "/" + id)
                .then()
                .statusCode(204);
        Anji.clerk().get(PATH + "/" + id).then().statusCode(404);
        assertThat(config.dir().resolve(id.substring(id.length() - 3)).resolve(id))
                .doesNotExist();
        Anji.county()
                .queryParam("resourceId", id)
                .get("/api/v1/household/audit-entries")
                .then()
                .body("items.action", hasItem("ATTACHMENT_DELETED"));
    }

    @Test
    void takesAwayWhatABrokenUploadLeft() throws Exception {
        var owner = household();
        var id = Ids.next();
        new FolderStore(config.dir()).put(id, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO attachment (id, version, owner_kind, owner_id,"
                        + " region, state, file_name, media_type, size, created_by, created_at, changed_at)"
                        + " VALUES (?, 0, 'HOUSEHOLD', ?, ?, 'UPLOADING', 'x.jpg', 'image/jpeg', 0, 'x',"
                        + " UTC_TIMESTAMP(6) - INTERVAL 2 HOUR, UTC_TIMESTAMP(6) - INTERVAL 2 HOUR)")) {
            insert.setBytes(1, Ids.bytes(id));
            insert.setBytes(2, Ids.bytes(UUID.fromString(owner)));
            insert.setString(3, Anji.VILLAGE);
            insert.executeUpdate();
        }

        assertThat(attaching.tidy()).isPositive();

        assertThat(rows(owner)).isZero();
        assertThat(config.dir().resolve(id.toString().substring(33)).resolve(id.toString()))
                .doesNotExist();
    }
}
