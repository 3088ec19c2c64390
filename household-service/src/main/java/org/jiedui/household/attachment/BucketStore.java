package org.jiedui.household.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Objects of a bucket behind the S3 API. Memory: one part of 8 MiB for each upload. A larger file is uploaded in parts and
 * appears when all of them are there.
 */
final class BucketStore implements AttachmentStore {
    private static final int PART = 8 << 20;

    private final S3Client s3;
    private final String bucket;

    /**
     * Sends the file at once. Waiting for {@code 100 Continue} the JDK's client now and then loses the answer that comes
     * right behind it, and waits for it until its time is over.
     */
    private static final class WithoutExpect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }

    BucketStore(AttachmentConfig.S3 config) {
        var builder = S3Client.builder()
                .region(Region.of(config.region()))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                // servers of other makers do not know the newer checksums; the content has a checksum of its own
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.addExecutionInterceptor(new WithoutExpect()))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        config.endpoint().ifPresent(builder::endpointOverride);
        if (config.accessKey().isPresent() && config.secretKey().isPresent()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    config.accessKey().get(), config.secretKey().get())));
        }
        s3 = builder.build();
        bucket = config.bucket();
    }

    @Override
    public void put(UUID id, InputStream sealed) throws IOException {
        var key = id.toString();
        var first = sealed.readNBytes(PART);
        try {
            if (first.length < PART) {
                s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(first));
            } else {
                inParts(key, first, sealed);
            }
        } catch (SdkException e) {
            throw new IOException("the object store did not take the file", e);
        }
    }

    private void inParts(String key, byte[] first, InputStream sealed) throws IOException {
        var upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        try {
            var parts = new ArrayList<CompletedPart>();
            for (var part = first; part.length > 0; part = sealed.readNBytes(PART)) {
                var number = parts.size() + 1;
                var tag = s3.uploadPart(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (IOException | RuntimeException e) {
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
            throw e;
        }
    }

    @Override
    public InputStream open(UUID id, long from) throws IOException {
        try {
            return s3.getObject(
                    request -> request.bucket(bucket).key(id.toString()).range("bytes=" + from + "-"));
        } catch (SdkException e) {
            throw new IOException("the object store did not give the file", e);
        }
    }

    @Override
    public void delete(UUID id) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(id.toString()));
        } catch (SdkException e) {
            throw new IOException("the object store did not take the file away", e);
        }
    }
}
