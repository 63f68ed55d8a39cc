package cn.juhui.evidence.adapter.s3;

import java.net.URI;
import java.time.Duration;

/// A bucket of a store that speaks S3, and how it is asked.
///
/// @param region for the signature; stores that know none take any
/// @param name of the bucket, which must be there
/// @param pathStyle the bucket in the path, not in the host's name
/// @param attemptLimit for one try of one call; there are three
/// @param timeLimit for one call with its tries
public record S3Bucket(
        URI endpoint,
        String region,
        String name,
        String accessKey,
        String secretKey,
        boolean pathStyle,
        Duration attemptLimit,
        Duration timeLimit) {

    /// Without the keys.
    @Override
    public String toString() {
        return "S3Bucket[" + endpoint + ", " + name + "]";
    }
}
