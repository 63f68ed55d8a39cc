package cn.juhui.platform.journal.mongo;

import cn.juhui.contracts.Role;
import cn.juhui.platform.journal.DocumentFullException;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/// How large an aggregate's document may become. A store refuses documents above 16 MiB, at whatever moment that happens to be; so we stop long before: what people do ends at 4 MiB, so that
/// nobody can use up the room of the facts that still have to come (money that arrived, money that was taken back), which end at 12 MiB. Every action has a limit of its own that
/// comes first (docs/documents.md); this is the wall behind them all.
public final class DocumentLimit {

    /// Up to here people's commands are taken.
    static final long FOR_PEOPLE = 4L << 20;

    /// Up to here services' facts and clocks are.
    static final long FOR_FACTS = 12L << 20;

    /// Of one entry of the history: it is an event, which listeners read up to 512 KiB as JSON.
    static final int ONE_ENTRY = 400 * 1024;

    /// Sources of which an aggregate remembers how far it has heard them. The first heard are forgotten first; by then nothing of theirs is under way any more, and the
    /// aggregate itself knows what it did.
    public static final int MOST_SOURCES = 1_000;

    private static final DocumentCodec CODEC = new DocumentCodec();

    private DocumentLimit() {}

    /// @throws DocumentFullException when the whole is more than this role may make it
    static void check(String id, Role role, long historyBytes, Document state) {
        var most = role == Role.SYSTEM ? FOR_FACTS : FOR_PEOPLE;
        var bytes = historyBytes + bytes(state);
        if (bytes > most) {
            throw new DocumentFullException(id, bytes, most);
        }
    }

    /// What the entries take in the document.
    ///
    /// @throws DocumentFullException when one is too large to be told
    static long bytes(String id, Collection<RawBsonDocument> entries) {
        long sum = 0;
        for (var entry : entries) {
            var bytes = entry.getByteBuffer().remaining();
            if (bytes > ONE_ENTRY) {
                throw new DocumentFullException(id, bytes, ONE_ENTRY);
            }
            sum += bytes;
        }
        return sum;
    }

    public static int bytes(Document document) {
        return encoded(document).getByteBuffer().remaining();
    }

    /// As bytes, which are made once: they are counted here and copied into the command.
    static RawBsonDocument encoded(Document document) {
        return new RawBsonDocument(document, CODEC);
    }

    /// The sources to forget when this one is heard.
    static List<String> forgotten(Document document, String heard) {
        var seen = document.get("seen", Document.class);
        if (seen == null || seen.size() < MOST_SOURCES || seen.containsKey(heard)) {
            return List.of();
        }
        return seen.keySet().stream().limit(seen.size() - MOST_SOURCES + 1).toList();
    }
}
