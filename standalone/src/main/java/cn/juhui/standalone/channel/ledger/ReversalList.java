package cn.juhui.standalone.channel.ledger;

import cn.juhui.contracts.money.PaymentChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the simulated channels took back: a file of JSON lines beside the ledger that only grows.
public final class ReversalList implements AutoCloseable {

    /// @param position in the channel's list, from 1
    public record Listed(long position, TakenBack entry) {}

    private final JsonLines<TakenBack> lines;

    private ReversalList(JsonLines<TakenBack> lines) {
        this.lines = lines;
    }

    /// Opens the list, or begins a new one.
    public static ReversalList open(Path path) throws IOException {
        return new ReversalList(JsonLines.open(path, TakenBack.class));
    }

    /// Enters it unless the number has an entry.
    ///
    /// @return the entry that counts: this one, or the one that was there
    public synchronized TakenBack enter(TakenBack entry) {
        var before = find(entry.channel(), entry.refundNo());
        if (before.isPresent()) {
            return before.get();
        }
        lines.add(entry);
        return entry;
    }

    public Optional<TakenBack> find(PaymentChannel channel, String refundNo) {
        var key = LedgerEntry.key(channel, refundNo);
        return lines.entries().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    /// The entries of a channel behind this position, in order.
    public List<Listed> after(PaymentChannel channel, long position, int limit) {
        var listed = new ArrayList<Listed>();
        var at = 0L;
        for (var entry : lines.entries()) {
            if (entry.channel() == channel && ++at > position && listed.size() < limit) {
                listed.add(new Listed(at, entry));
            }
        }
        return listed;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
