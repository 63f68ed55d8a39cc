package cn.juhui.evidence.config;

import cn.juhui.evidence.adapter.s3.S3Bucket;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// `juhui.evidence.s3.*`, read when `juhui.evidence.store` is `s3`.
///
/// @param endpoint `S3_ENDPOINT`
/// @param region `S3_REGION`; stores that know none take any
/// @param bucket `S3_BUCKET`; it must be there
/// @param accessKey `S3_ACCESS_KEY`
/// @param secretKey `S3_SECRET_KEY`
/// @param pathStyle `S3_PATH_STYLE`: the bucket in the path, not in the host's name
/// @param attemptLimit for one try of one call; there are three
/// @param timeLimit for one call with its tries
@Validated
@ConfigurationProperties("juhui.evidence.s3")
public record S3Settings(
        @NotNull URI endpoint,
        @NotBlank String region,
        @NotBlank String bucket,
        @NotBlank String accessKey,
        @NotBlank String secretKey,
        boolean pathStyle,
        @DefaultValue("5s") Duration attemptLimit,
        @DefaultValue("12s") Duration timeLimit) {

    S3Bucket place() {
        return new S3Bucket(
                endpoint, region, bucket, accessKey, secretKey, pathStyle, attemptLimit, timeLimit);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "S3Settings[" + endpoint + ", " + bucket + "]";
    }
}
