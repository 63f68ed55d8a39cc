package cn.juhui.standalone.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/// The key that signs a developer's tokens. Made once per data directory, so that tokens outlive a restart; readable by
/// its owner only.
public record DevKey(RSAKey pair) {

    /// The key of this data directory.
    public static DevKey in(Path directory) {
        Path file = directory.resolve("dev-key.json");
        try {
            Files.createDirectories(directory);
            return Files.exists(file) ? read(file) : make(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't keep the developer's key in " + file, e);
        }
    }

    private static DevKey read(Path file) throws IOException {
        try {
            return new DevKey(RSAKey.parse(Files.readString(file)));
        } catch (ParseException e) {
            throw new IllegalStateException(
                    file + " is not a key: delete it, and a new one is made", e);
        }
    }

    private static DevKey make(Path file) throws IOException {
        try {
            RSAKey pair =
                    new RSAKeyGenerator(2048)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate();
            Path draft = file.resolveSibling("dev-key.new");
            Files.deleteIfExists(draft);
            create(draft);
            Files.writeString(draft, pair.toJSONString());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return new DevKey(pair);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM can't make an RSA key", e);
        }
    }

    /// A new file that only its owner reads.
    static void create(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
