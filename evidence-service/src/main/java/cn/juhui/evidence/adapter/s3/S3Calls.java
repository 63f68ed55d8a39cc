package cn.juhui.evidence.adapter.s3;

import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Calls a store that may fail: each call has a time limit for its tries together, no more than so many are under way, and while most
/// of them fail none is made.
final class S3Calls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Calls.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .waitDurationInOpenState(Duration.ofSeconds(5))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .build();

    /// A store that hangs takes this many of the service's threads, and no more.
    private static final BulkheadConfig BULKHEAD =
            BulkheadConfig.custom()
                    .maxConcurrentCalls(64)
                    .maxWaitDuration(Duration.ofSeconds(1))
                    .build();

    private final S3Client store;
    private final CircuitBreaker breaker = CircuitBreaker.of("s3", BREAKER);
    private final Bulkhead bulkhead = Bulkhead.of("s3", BULKHEAD);

    /// Without the checksums and the signed pieces that only Amazon's own store knows in every version.
    S3Calls(S3Bucket bucket) {
        var keys = AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey());
        this.store =
                S3Client.builder()
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

    /// One call.
    ///
    /// @throws PicturesUnavailableException when it failed, or was not made
    <T> T ask(Function<S3Client, T> call) {
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(() -> call.apply(store)));
        } catch (SdkException e) {
            LOG.warn("The S3 store failed: {}", e.toString());
            throw new PicturesUnavailableException(e);
        } catch (CallNotPermittedException | BulkheadFullException e) {
            throw new PicturesUnavailableException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
