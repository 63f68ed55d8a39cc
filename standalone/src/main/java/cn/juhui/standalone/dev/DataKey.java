package cn.juhui.standalone.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The keys of what is sealed in this data directory's store: each made at the first start, readable by its owner only.
public enum DataKey {
    /// Seals replacement accounts.
    ACCOUNTS("account-key"),
    /// Makes prints of payers' names.
    PAYERS("payer-key"),
    /// Seals the answers that are kept for repeated requests.
    ANSWERS("answer-key"),
    /// Seals the secrets of webhook endpoints.
    WEBHOOKS("webhook-key");

    private static final int BYTES = 32;

    private final String file;

    DataKey(String file) {
        this.file = file;
    }

    /// @return the key as `ACCOUNT_KEYS`, `PAYER_KEYS`, `IDEMPOTENCY_KEYS` and `WEBHOOK_KEYS` want it
    public String in(Path directory) {
        Path file = directory.resolve(this.file);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                Path draft = file.resolveSibling(this.file + ".new");
                Files.deleteIfExists(draft);
                DevKey.create(draft);
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                Files.writeString(draft, HexFormat.of().formatHex(key));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't keep a key in " + file, e);
        }
    }
}
