package cn.juhui.platform.journal;

import cn.juhui.contracts.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Chains a history: each entry's hash covers the previous hash, so that nobody can change, drop or swap an entry unseen.
public final class HashChain {

    /// What the first entry's hash is chained to.
    public static final String START = "0".repeat(64);

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
        var hash = hash(previousHash, content(seq, id, type, at, actor, cause, data));
        return new HistoryEntry(seq, id, type, at, actor, cause, traceparent, data, hash);
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
    /// bytes are made.
    public static byte[] content(HistoryEntry e) {
        return content(e.seq(), e.id(), e.type(), e.at(), e.actor(), e.cause(), e.data());
    }

    private static byte[] content(
            long seq,
            String id,
            String type,
            Instant at,
            Actor actor,
            String cause,
            Map<String, Object> data) {
        var content = new TreeMap<String, Object>();
        content.put("seq", seq);
        content.put("id", id);
        content.put("type", type);
        content.put("at", at.toString());
        content.put("actor", actor.role() + ":" + actor.id());
        content.put("cause", cause);
        content.put("data", data);
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
