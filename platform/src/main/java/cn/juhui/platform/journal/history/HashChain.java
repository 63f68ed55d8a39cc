package cn.juhui.platform.journal.history;

import cn.juhui.contracts.Actor;
import cn.juhui.platform.json.StateMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Chains a history: each entry's hash covers the previous hash, so that nobody can change, drop or swap an entry unseen.
public final class HashChain {

    /// What the first entry's hash is chained to.
    public static final String START = "0".repeat(64);

    private static final SecureRandom RANDOM = new SecureRandom();

    private HashChain() {}

    /// The next entry, chained to the one before.
    public static HistoryEntry append(
            String previousHash,
            long seq,
            String id,
            String type,
            Instant at,
            Actor actor,
            String cause,
            @Nullable String traceparent,
            Map<String, Object> data) {
        var salt = StaffNames.in(actor, data).isEmpty() ? null : salt();
        var hash = hash(previousHash, content(seq, id, type, at, actor, cause, data, salt));
        return new HistoryEntry(seq, id, type, at, actor, cause, traceparent, data, salt, hash);
    }

    /// The position of the first entry that is not what was written, or nothing when the chain holds. A gap breaks it, too.
    public static OptionalLong firstBroken(List<HistoryEntry> history) {
        var previous = START;
        long expected = 1;
        for (var e : history) {
            var hash = hash(previous, content(e));
            if (e.seq() != expected || !hash.equals(e.hash())) {
                return OptionalLong.of(expected);
            }
            previous = hash;
            expected++;
        }
        return OptionalLong.empty();
    }

    /// What an entry's hash covers besides the previous hash, byte for byte: one line of JSON, its members in alphabetical order.
    /// `hash = SHA-256(previous hash as 64 ASCII digits + these bytes)`, so that an outsider can verify the chain without knowing how these
    /// bytes are made. The names of a merchant's and the platform's people stand in it sealed, so that everybody can be shown the line.
    public static byte[] content(HistoryEntry e) {
        return content(e.seq(), e.id(), e.type(), e.at(), e.actor(), e.cause(), e.data(), e.salt());
    }

    /// A name as it stands in the line: who is told name and salt can prove that it is this one, who is told neither can't find out by trying.
    public static String sealed(String salt, String name) {
        var seal = sha256().digest((salt + ":" + name).getBytes(StandardCharsets.UTF_8));
        return "sealed:" + HexFormat.of().formatHex(seal);
    }

    private static String salt() {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private static byte[] content(
            long seq,
            String id,
            String type,
            Instant at,
            Actor actor,
            String cause,
            Map<String, Object> data,
            @Nullable String salt) {
        UnaryOperator<Actor> naming =
                salt == null
                        ? UnaryOperator.identity()
                        : named -> new Actor(named.role(), sealed(salt, named.id()));
        var who = StaffNames.renamed(actor, naming);
        var content = new TreeMap<String, Object>();
        content.put("seq", seq);
        content.put("id", id);
        content.put("type", type);
        content.put("at", at.toString());
        content.put("actor", who.role() + ":" + who.id());
        content.put("cause", cause);
        content.put("data", salt == null ? data : StaffNames.renamed(data, naming));
        return StateMapper.canonical(content);
    }

    private static String hash(String previousHash, byte[] content) {
        var sha256 = sha256();
        sha256.update(previousHash.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha256.digest(content));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
