package cn.juhui.evidence.adapter.s3;

import cn.juhui.evidence.application.Pictures;
import cn.juhui.evidence.domain.StoredPicture;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The files in a bucket of any store that speaks S3, each under `pictures/<SHA-256 of its bytes>`.
///
/// The same key always means the same bytes, so that storing a file twice is harmless. What comes back is hashed again: a store
/// that returns other bytes than it was given is found out before anybody sees them. A store that fails costs its time
/// limit, and nothing at all while the breaker is open.
public final class S3Pictures implements Pictures, AutoCloseable {

    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    private final S3Client store;
    private final String bucket;
    private final CircuitBreaker breaker;

    private S3Pictures(S3Client store, String bucket, CircuitBreaker breaker) {
        this.store = store;
        this.bucket = bucket;
        this.breaker = breaker;
    }

    /// A client for this bucket.
    public static S3Pictures in(S3Bucket bucket) {
        return new S3Pictures(client(bucket), bucket.name(), CircuitBreaker.of("s3", BREAKER));
    }

    /// Without the checksums and the signed pieces that only Amazon's own store knows in every version.
    private static S3Client client(S3Bucket bucket) {
        var keys = AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey());
        return S3Client.builder()
                .endpointOverride(bucket.endpoint())
                .region(Region.of(bucket.region()))
                .forcePathStyle(bucket.pathStyle())
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .socketTimeout(bucket.attemptLimit()))
                .overrideConfiguration(calls ->
                        calls.retryStrategy(RetryMode.STANDARD)
                                .apiCallAttemptTimeout(bucket.attemptLimit())
                                .apiCallTimeout(bucket.timeLimit()))
                .build();
    }

    @Override
    public void keep(StoredPicture picture, byte[] bytes) {
        breaker.executeRunnable(() -> {
            if (!isThere(picture)) {
                store.putObject(
                        request ->
                                request.bucket(bucket)
                                        .key(key(picture.sha256()))
                                        .contentType(picture.format().mediaType()),
                        RequestBody.fromBytes(bytes));
            }
        });
    }

    private boolean isThere(StoredPicture picture) {
        try {
            var head =
                    store.headObject(request -> request.bucket(bucket).key(key(picture.sha256())));
            return head.contentLength() == picture.bytes();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void remove(String sha256) {
        breaker.executeRunnable(
                () -> store.deleteObject(request -> request.bucket(bucket).key(key(sha256))));
    }

    @Override
    public byte[] read(StoredPicture picture) {
        var bytes = breaker.executeSupplier(() -> get(picture.sha256()));
        if (!picture.sha256().equals(sha256(bytes))) {
            throw new IllegalStateException("The file " + picture.sha256() + " is not whole");
        }
        return bytes;
    }

    /// Nothing where there is no such file: that is no failure of the store.
    private byte[] get(String sha256) {
        try {
            return store.getObjectAsBytes(request -> request.bucket(bucket).key(key(sha256)))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            return new byte[0];
        }
    }

    private static String key(String sha256) {
        return "pictures/" + sha256;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
