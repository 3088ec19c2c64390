package org.jiedui.gateway.contract;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Reads the body of a service's answer into memory, up to a limit; fails, and closes the connection, above it. */
final class LimitedBody {
    private LimitedBody() {}

    static Future<Buffer> read(HttpClientResponse answer, int limit) {
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.exceptionHandler(promise::tryFail);
        answer.handler(part -> {
            if (body.length() + part.length() > limit) {
                promise.tryFail("larger than " + limit + " bytes");
                answer.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        answer.endHandler(end -> promise.tryComplete(body));
        return promise.future();
    }
}
