package cn.juhui.order.adapter.mongo;

import cn.juhui.order.application.ExpressGuardContract;
import cn.juhui.order.application.express.ExpressUses;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoExpressGuardTest extends ExpressGuardContract {

    private static MongoClient client;

    private final String database = Ids.next("db");

    @BeforeAll
    static void connect() {
        client = MongoClients.create(TestBackends.mongoUri());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected ExpressUses uses() {
        return new MongoExpressUses(new MongoTemplate(client, database));
    }
}
