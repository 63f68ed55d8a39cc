package cn.juhui.payout.adapter.mongo;

import cn.juhui.payout.application.PaymentQueues;
import cn.juhui.payout.application.PaymentQueuesContract;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.AfterAll;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoPaymentQueuesTest extends PaymentQueuesContract {

    private static final MongoClient CLIENT = MongoClients.create(TestBackends.mongoUri());
    private static final MongoTemplate MONGO =
            new MongoTemplate(CLIENT, "test_" + Ids.next("pqs").substring(0, 20));

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    /// As another instance, or the next process, has it.
    @Override
    protected PaymentQueues queues() {
        return new MongoPaymentQueues(MONGO);
    }
}
