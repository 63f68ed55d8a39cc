package cn.juhui.platform.http.request;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/// Answers with a resource: its version as a strong `ETag` (RFC 9110).
public final class Answers {

    private Answers() {}

    public static <T> ResponseEntity<T> ok(T view, long version) {
        return ResponseEntity.ok().eTag(eTag(version)).body(view);
    }

    /// 201 with `Location`.
    public static <T> ResponseEntity<T> created(String location, T view, long version) {
        return ResponseEntity.created(URI.create(location)).eTag(eTag(version)).body(view);
    }

    static String eTag(long version) {
        return "\"" + version + "\"";
    }
}
