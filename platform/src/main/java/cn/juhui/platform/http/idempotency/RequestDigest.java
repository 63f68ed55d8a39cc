package cn.juhui.platform.http.idempotency;

import cn.juhui.platform.http.body.BodyLimitFilter;
import cn.juhui.platform.http.body.BufferedRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// What tells one request from another (SHA-256).
final class RequestDigest {

    private RequestDigest() {}

    /// Of the query and the body, whatever they come as; a request that says the same has the same.
    static byte[] of(HttpServletRequest request) throws ServletException, IOException {
        var sha256 = sha256();
        sha256.update(String.valueOf(request.getQueryString()).getBytes(StandardCharsets.UTF_8));
        if (request instanceof BufferedRequest buffered) {
            sha256.update(buffered.body());
        } else if (BodyLimitFilter.isMultipart(request)) {
            var parts = List.copyOf(request.getParts());
            for (var part : parts.stream().sorted(Comparator.comparing(Part::getName)).toList()) {
                sha256.update((part.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                try (var content = part.getInputStream()) {
                    content.transferTo(
                            new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
                }
            }
        }
        return sha256.digest();
    }

    /// Of texts, each for itself, as a name of 64 digits.
    static String of(List<String> texts) {
        var sha256 = sha256();
        for (var text : texts) {
            sha256.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
