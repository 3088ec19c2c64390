package org.jiedui.household.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The S3 store against a small server that speaks the part of the API that it uses. */
@Tag("HH-21")
class BucketStoreTest {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;
    private BucketStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        store = new BucketStore(new AttachmentConfig.S3() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(address);
            }

            @Override
            public String region() {
                return "us-east-1";
            }

            @Override
            public String bucket() {
                return "files";
            }

            @Override
            public Optional<String> accessKey() {
                return Optional.of("test");
            }

            @Override
            public Optional<String> secretKey() {
                return Optional.of("test");
            }

            @Override
            public boolean pathStyle() {
                return true;
            }
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange http) throws IOException {
        var key = http.getRequestURI().getPath();
        var query = String.valueOf(http.getRequestURI().getQuery());
        var body = http.getRequestBody().readAllBytes();
        if (http.getRequestHeaders().containsKey("Expect")) {
            send(http, 417, "");
            return;
        }
        http.getResponseHeaders().set("ETag", "\"tag\"");
        switch (http.getRequestMethod()) {
            case "POST" -> {
                if (query.contains("uploadId=")) {
                    var whole = new ByteArrayOutputStream();
                    for (var part : uploads.remove(key).values()) {
                        whole.write(part);
                    }
                    objects.put(key, whole.toByteArray());
                    send(http, 200, "<CompleteMultipartUploadResult><ETag>tag</ETag></CompleteMultipartUploadResult>");
                } else {
                    uploads.put(key, new TreeMap<>());
                    send(
                            http,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
                }
            }
            case "PUT" -> {
                if (query.contains("partNumber=")) {
                    uploads.get(key).put(Integer.parseInt(query.replaceAll(".*partNumber=(\\d+).*", "$1")), body);
                } else {
                    objects.put(key, body);
                }
                send(http, 200, "");
            }
            case "GET" -> {
                var found = objects.get(key);
                if (found == null) {
                    send(http, 404, "<Error><Code>NoSuchKey</Code></Error>");
                } else {
                    var from = Integer.parseInt(
                            http.getRequestHeaders().getFirst("Range").replaceAll("bytes=(\\d+)-.*", "$1"));
                    http.sendResponseHeaders(206, found.length - from);
                    http.getResponseBody().write(found, from, found.length - from);
                    http.close();
                }
            }
            case "DELETE" -> {
                if (query.contains("uploadId=")) {
                    uploads.remove(key);
                } else {
                    objects.remove(key);
                }
                send(http, 204, "");
            }
            default -> send(http, 405, "");
        }
    }

    private static void send(HttpExchange http, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            http.getResponseBody().write(bytes);
        }
        http.close();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void givesBackWhatWasPut_alsoInPartsAndFromAnyByte() throws IOException {
        for (var size : new int[] {0, 100, (8 << 20) - 1, 8 << 20, (17 << 20) + 3}) {
            var id = UUID.nameUUIDFromBytes(new byte[] {(byte) size});
            var bytes = random(size);
            store.put(id, new ByteArrayInputStream(bytes));
            try (var all = store.open(id, 0)) {
                assertThat(all.readAllBytes()).isEqualTo(bytes);
            }
            if (size > 50) {
                try (var rest = store.open(id, 50)) {
                    assertThat(rest.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 50, size));
                }
            }
            store.delete(id);
            assertThatThrownBy(() -> store.open(id, 0)).isInstanceOf(IOException.class);
        }
        assertThat(uploads).isEmpty();
    }

    @Test
    void leavesNothing_whenAnUploadInPartsBreaksOff() {
        var id = UUID.nameUUIDFromBytes(new byte[] {7});
        var breaking = new ByteArrayInputStream(random(9 << 20)) {
            private int given;

            @Override
            public byte[] readNBytes(int length) throws IOException {
                if (given++ > 0) {
                    throw new IOException("gone");
                }
                return super.readNBytes(length);
            }
        };
        assertThatThrownBy(() -> store.put(id, breaking)).isInstanceOf(IOException.class);
        assertThat(objects).isEmpty();
        assertThat(uploads).isEmpty();
    }
}
