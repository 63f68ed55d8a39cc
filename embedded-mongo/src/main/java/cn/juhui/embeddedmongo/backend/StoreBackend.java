package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.backend.cursor.OpenCursors;
import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// All databases of one storage, and the commands that belong to none of them.
public final class StoreBackend extends AbstractMongoBackend {
    private static final int TIDY_EVERY_SECONDS = 60;

    /// Of MongoDB's wire protocol. Today's drivers and shells turn away what speaks an older one than a server of 4.2 (8); what this store can't do
    /// of a newer one's, it refuses by name.
    private static final int WIRE_VERSION = 21;

    /// Of the server whose protocol that is.
    private static final String VERSION = "7.0.0";

    private static final Logger LOG = System.getLogger(StoreBackend.class.getName());

    /// By these a driver tells that somebody is there, who can then say what is wrong.
    private static final Set<String> ALWAYS_ANSWERED =
            Set.of("hello", "isMaster", "ismaster", "ping", "buildInfo", "endSessions");

    private final Storage storage;
    private final OpenCursors cursors;
    private final Map<String, StoreDatabase> open = new ConcurrentHashMap<>();
    private final DocumentCounts counts = new DocumentCounts();
    private final ScheduledExecutorService tidying =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("embedded-mongo-ttl").daemon().factory());

    public StoreBackend(Storage storage) {
        this.storage = storage;
        super();
        this.cursors = new OpenCursors(getCursorRegistry());
        storage.mapNames().stream()
                .filter(name -> name.startsWith(StoreDatabase.DOCUMENTS))
                .map(name -> Utils.firstFragment(name.substring(StoreDatabase.DOCUMENTS.length())))
                .distinct()
                .forEach(this::resolveDatabase);
        var _ =
                tidying.scheduleWithFixedDelay(
                        this::tidy, TIDY_EVERY_SECONDS, TIDY_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /// The library also calls this for databases that are open already.
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return open.computeIfAbsent(
                name, n -> new StoreDatabase(n, storage, getCursorRegistry(), cursors));
    }

    @Override
    public void dropDatabase(String name) {
        super.dropDatabase(name);
        open.remove(name);
    }

    private void tidy() {
        try {
            cursors.closeIdle(OpenCursors.LONGEST_IDLE);
            expire(Instant.now());
        } catch (RuntimeException e) {
            // A failed run must not be the last one.
            LOG.log(Logger.Level.WARNING, "Could not delete what has expired", e);
        }
    }

    /// Deletes what TTL indexes say is too old.
    public void expire(Instant now) {
        open.values().forEach(database -> database.expire(now));
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        try {
            return checkedAndHandled(channel, database, command, query);
        } catch (MongoServerError e) {
            throw Writes.quiet(e);
        }
    }

    private Document checkedAndHandled(
            Channel channel, String database, String command, Document query) {
        Refusals.checkCommand(command, query);
        IOException failure = storage.failure();
        if (failure != null && !ALWAYS_ANSWERED.contains(command)) {
            throw Writes.failed(failure);
        }
        if (query.get("readConcern") instanceof Document concern
                && ("majority".equals(concern.get("level"))
                        || "linearizable".equals(concern.get("level")))) {
            storage.coverAllWrites();
        }
        return counts.counted(
                command,
                query,
                TimeLimit.within(query, () -> answer(channel, database, command, query)));
    }

    private Document answer(Channel channel, String database, String command, Document query) {
        return switch (command) {
            case "hello" -> hello(channel, database, query);
            case "isMaster", "ismaster" ->
                    recent(super.handleCommand(channel, database, "ismaster", query))
                            .append("helloOk", true);
            case "buildInfo", "buildinfo" ->
                    super.handleCommand(channel, database, "buildinfo", query)
                            .append("version", VERSION)
                            .append("versionArray", List.of(7, 0, 0, 0));
            case "getMore" -> {
                // The rest of a majority read is a majority read.
                storage.coverAllWrites();
                yield super.handleCommand(channel, database, command, query);
            }
            case "fsync" -> flush(Storage::checkpoint);
            case "compact" -> flush(Storage::compact);
            case "explain" -> explain(database, query);
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    private Document hello(Channel channel, String database, Document query) {
        Document response = recent(super.handleCommand(channel, database, "ismaster", query));
        response.remove("ismaster");
        return response.append("isWritablePrimary", true)
                .append("helloOk", true)
                .append("readOnly", storage.refusesWrites());
    }

    private static Document recent(Document response) {
        return response.append("maxWireVersion", WIRE_VERSION);
    }

    @Override
    public Document getServerStatus() {
        return super.getServerStatus()
                .append("metrics", new Document("document", counts.toDocument()));
    }

    private interface Flush {
        void of(Storage storage) throws IOException;
    }

    private Document flush(Flush flush) {
        try {
            flush.of(storage);
        } catch (IOException e) {
            throw Writes.failed(e);
        }
        Document response = new Document();
        Utils.markOkay(response);
        return response;
    }

    private Document explain(String database, Document query) {
        Document plan = new Document("stage", "EOF");
        if (query.get("explain") instanceof Document find
                && find.get("find") instanceof String name) {
            openOrCreateDatabase(database);
            StoreDatabase owner = open.get(database);
            StoreCollection collection = owner == null ? null : owner.collection(name);
            if (collection != null) {
                plan =
                        collection.explain(
                                find.get("filter") instanceof Document filter
                                        ? filter
                                        : new Document(),
                                find.get("sort") instanceof Document sort ? sort : null,
                                find.get("limit") instanceof Number limit ? limit.intValue() : 0);
            }
        }
        Document response = new Document("queryPlanner", new Document("winningPlan", plan));
        Utils.markOkay(response);
        return response;
    }

    @Override
    public void close() {
        // Not interrupted: that would close the store's file while it is read.
        tidying.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            var _ = tidying.awaitTermination(TIDY_EVERY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        super.close();
        storage.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
