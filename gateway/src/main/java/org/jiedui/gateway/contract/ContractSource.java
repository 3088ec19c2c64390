package org.jiedui.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jiedui.gateway.routing.RouteTable;
import org.jiedui.gateway.routing.Upstream;
import org.jiedui.gateway.routing.Upstreams;

/**
 * Keeps the merged document. Asks the services at most once per {@code fresh-for}, however many callers wait; a service
 * that does not answer is represented by the last document it gave. Merging runs off the event loop.
 */
@ApplicationScoped
class ContractSource {
    private static final Logger LOG = Logger.getLogger(ContractSource.class);

    private final Vertx vertx;
    private final Upstreams upstreams;
    private final RouteTable routes;
    private final ContractConfig config;
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));
    private final Map<String, ObjectNode> lastGood = new ConcurrentHashMap<>();
    private final AtomicReference<Current> current = new AtomicReference<>();

    /**
     * The merged document in both notations.
     *
     * @param json as JSON
     * @param yaml as YAML
     * @param entityTag strong tag over the JSON text, without quotes
     * @param missing services of which no document was ever seen; their paths are not in it
     */
    record Document(Buffer json, Buffer yaml, String entityTag, Set<String> missing) {
        boolean isEmpty(int services) {
            return missing.size() == services;
        }
    }

    private record Current(Future<Document> document, long fetchedAt) {}

    ContractSource(Vertx vertx, Upstreams upstreams, RouteTable routes, ContractConfig config) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.routes = routes;
        this.config = config;
    }

    /** The document, at most {@code fresh-for} old; fails when not one service's document has ever been seen. */
    Future<Document> get() {
        Current known = current.get();
        long now = System.nanoTime();
        if (known != null
                && now - known.fetchedAt() < config.freshFor().toNanos()
                && !known.document().failed()) {
            return known.document();
        }
        io.vertx.core.Promise<Document> promise = io.vertx.core.Promise.promise();
        Current next = new Current(promise.future(), now);
        if (!current.compareAndSet(known, next)) {
            return current.get().document();
        }
        refresh().onComplete(promise);
        return promise.future();
    }

    private Future<Document> refresh() {
        List<Future<Void>> fetches = new ArrayList<>();
        for (Upstream upstream : upstreams.all()) {
            fetches.add(fetch(upstream));
        }
        return Future.join(fetches).transform(done -> vertx.executeBlocking(this::merged, false));
    }

    private Future<Void> fetch(Upstream upstream) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI(upstream.contractPath())
                .setTimeout(config.fetchTimeout().toMillis())
                .setIdleTimeout(config.fetchTimeout().toMillis());
        return upstream.requests()
                .request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.statusCode() == 200
                        ? LimitedBody.read(answer, config.documentAtMost())
                        : Future.failedFuture("status " + answer.statusCode()))
                .map(body -> {
                    lastGood.put(upstream.name(), parsed(body));
                    return (Void) null;
                })
                .timeout(config.fetchTimeout().toMillis() * 2, TimeUnit.MILLISECONDS)
                .onFailure(why -> LOG.infof(
                        "The contract of service %s could not be read (%s); the last one is used if there is one",
                        upstream.name(), why.getMessage()));
    }

    private ObjectNode parsed(Buffer body) {
        try {
            if (json.readTree(body.getBytes()) instanceof ObjectNode document && document.has("openapi")) {
                return document;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not an OpenAPI document");
    }

    private Document merged() throws JsonProcessingException, NoSuchAlgorithmException {
        Set<String> missing = new TreeSet<>();
        upstreams.all().forEach(upstream -> missing.add(upstream.name()));
        missing.removeAll(lastGood.keySet());
        if (lastGood.isEmpty()) {
            throw new IllegalStateException("No service has given its contract yet");
        }
        ObjectNode merged = new MergedContract(
                        lastGood, path -> routes.ownerOf(path).orElse(null))
                .merge(config.title(), config.version());
        byte[] text = json.writeValueAsBytes(merged);
        String tag = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text))
                .substring(0, 32);
        return new Document(Buffer.buffer(text), Buffer.buffer(yaml.writeValueAsBytes(merged)), tag, missing);
    }
}
