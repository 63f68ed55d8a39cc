package cn.juhui.scenarios.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// What the platform stands on, asked directly; who isn't there is waited for only shortly.
record Backends(MongoClient store, Admin broker) implements AutoCloseable {

    static Backends of(Addresses addresses) {
        var store =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(addresses.store()))
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                        .build();
        var broker =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        addresses.kafka(),
                        "default.api.timeout.ms",
                        10_000,
                        "request.timeout.ms",
                        5_000);
        return new Backends(MongoClients.create(store), Admin.create(broker));
    }

    @Override
    public void close() {
        broker.close();
        store.close();
    }
}
