package cn.juhui.platform.watch;

import cn.juhui.platform.watch.Figure.Row;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// How full the database of a service is, as the store says it.
public final class StoreFigures {

    private StoreFigures() {}

    public static List<Figure> figures(MongoTemplate mongo, MeterRegistry meters) {
        return List.of(
                new Figure(
                        MultiGauge.builder("juhui.store")
                                .description(
                                        "What a service's documents and indexes take in the store")
                                .baseUnit("bytes")
                                .register(meters),
                        () -> sizes(mongo)));
    }

    private static List<Row> sizes(MongoTemplate mongo) {
        var database = mongo.getDb();
        var stats = database.runCommand(new Document("dbStats", 1));
        return List.of(
                row(database.getName(), "documents", stats.get("storageSize", Number.class)),
                row(database.getName(), "indexes", stats.get("indexSize", Number.class)));
    }

    private static Row row(String database, String of, Number bytes) {
        return new Row(Tags.of("database", database, "of", of), bytes.doubleValue());
    }
}
