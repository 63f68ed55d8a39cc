package cn.juhui.platform.http.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;

/// An answer that was given under an `Idempotency-Key`. Its headers and body are kept sealed: they name people, accounts and links that
/// open a picture.
public record StoredAnswer(int status, Map<String, String> headers, byte[] body) {

    /// Answers were kept like this before they were sealed.
    static StoredAnswer inClear(int status, Document headers, Binary body) {
        var texts = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> texts.put(name, value.toString()));
        return new StoredAnswer(status, texts, body.getData());
    }

    /// Headers and body, as they are sealed.
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(headers.size());
            for (var header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    static StoredAnswer parse(int status, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var headers = new LinkedHashMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new StoredAnswer(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Sealed by us, and yet no answer", e);
        }
    }
}
