package cn.juhui.embeddedmongo.backend;

import cn.juhui.embeddedmongo.storage.Storage;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// All databases of one storage, and the commands that belong to none of them.
public final class StoreBackend extends AbstractMongoBackend {
    private static final int EXPIRE_EVERY_SECONDS = 60;

    private final Storage storage;
    private final Map<String, StoreDatabase> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService expiry =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("embedded-mongo-ttl").daemon().factory());

    public StoreBackend(Storage storage) {
        this.storage = storage;
        super();
        storage.mapNames().stream()
                .filter(name -> name.startsWith(StoreDatabase.DOCUMENTS))
                .map(name -> Utils.firstFragment(name.substring(StoreDatabase.DOCUMENTS.length())))
                .distinct()
                .forEach(this::resolveDatabase);
        var _ =
                expiry.scheduleWithFixedDelay(
                        () -> expire(Instant.now()),
                        EXPIRE_EVERY_SECONDS,
                        EXPIRE_EVERY_SECONDS,
                        TimeUnit.SECONDS);
    }

    /// The library also calls this for databases that are open already.
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return open.computeIfAbsent(name, n -> new StoreDatabase(n, storage, getCursorRegistry()));
    }

    @Override
    public void dropDatabase(String name) {
        super.dropDatabase(name);
        open.remove(name);
    }

    /// Deletes what TTL indexes say is too old.
    public void expire(Instant now) {
        open.values().forEach(database -> database.expire(now));
    }

    @Override
    public Document handleCommand(
            Channel channel, String database, String command, Document query) {
        Refusals.checkCommand(command, query);
        if (query.get("readConcern") instanceof Document concern
                && ("majority".equals(concern.get("level"))
                        || "linearizable".equals(concern.get("level")))) {
            storage.coverAllWrites();
        }
        return switch (command) {
            case "hello" -> hello(channel, database, query);
            case "isMaster", "ismaster" ->
                    super.handleCommand(channel, database, "ismaster", query)
                            .append("helloOk", true);
            case "explain" -> explain(database, query);
            default -> super.handleCommand(channel, database, command, query);
        };
    }

    private Document hello(Channel channel, String database, Document query) {
        Document response = super.handleCommand(channel, database, "ismaster", query);
        response.remove("ismaster");
        return response.append("isWritablePrimary", true)
                .append("helloOk", true)
                .append("readOnly", false);
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
        expiry.shutdownNow();
        super.close();
        storage.close();
    }
}
