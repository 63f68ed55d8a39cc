package cn.juhui.standalone.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The key that seals replacement accounts in this data directory's store: made at the first start, readable by its owner only.
public final class AccountKey {

    private static final int BYTES = 32;

    private AccountKey() {}

    /// @return the key as `ACCOUNT_KEYS` wants it
    public static String in(Path directory) {
        Path file = directory.resolve("account-key");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                Path draft = file.resolveSibling("account-key.new");
                Files.deleteIfExists(draft);
                DevKey.create(draft);
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                Files.writeString(draft, HexFormat.of().formatHex(key));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't keep the accounts' key in " + file, e);
        }
    }
}
