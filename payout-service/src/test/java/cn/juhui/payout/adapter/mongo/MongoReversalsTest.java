package cn.juhui.payout.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoReversalsTest {

    private static final MongoClient CLIENT = MongoClients.create(TestBackends.mongoUri());

    private final MongoTemplate mongo =
            new MongoTemplate(CLIENT, "test_" + Ids.next("rev").substring(0, 20));

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void of_many_instances_one_has_the_turn_until_the_pause_is_over() {
        var slow = new MongoReversals(mongo, Duration.ofHours(1));
        var turns =
                IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(_ -> slow.turn(PaymentChannel.ALIPAY))
                        .filter(OptionalLong::isPresent)
                        .toList();
        assertThat(turns).containsExactly(OptionalLong.of(0));
        assertThat(slow.turn(PaymentChannel.WECHAT_PAY)).hasValue(0);
    }

    @Test
    void the_next_turn_goes_on_where_the_furthest_has_been() {
        var quick = new MongoReversals(mongo, Duration.ZERO);
        assertThat(quick.turn(PaymentChannel.ALIPAY)).hasValue(0);
        quick.read(PaymentChannel.ALIPAY, 17);
        quick.read(PaymentChannel.ALIPAY, 16);
        assertThat(quick.turn(PaymentChannel.ALIPAY)).hasValue(17);
    }
}
