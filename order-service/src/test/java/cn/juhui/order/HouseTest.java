package cn.juhui.order;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.order.OrderEvent;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.Families;
import cn.juhui.platform.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void the_rooms_know_only_whom_they_may() {
        HouseRules.check("cn.juhui.order");
    }

    @Test
    void chinese_and_english_say_the_same_things() {
        Bundles.assertSameKeys("order-service-messages");
        Bundles.assertSameKeys("rule-messages");
        Bundles.assertSameKeys("kind-messages");
    }

    @Test
    void every_command_is_sent_by_somebody_and_every_event_is_told() {
        assertThat(
                        Families.neverMade(
                                OrderCommand.class,
                                "cn.juhui.order.adapter",
                                "cn.juhui.order.application"))
                .isEmpty();
        assertThat(Families.neverMade(OrderEvent.class, "cn.juhui.order")).isEmpty();
    }
}
