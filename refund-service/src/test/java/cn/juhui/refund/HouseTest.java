package cn.juhui.refund;

import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void rooms_know_only_whom_they_may() {
        HouseRules.check("cn.juhui.refund");
    }

    @Test
    void chinese_and_english_say_the_same_things() {
        Bundles.assertSameKeys("refund-service-messages");
        Bundles.assertSameKeys("rule-messages");
        Bundles.assertSameKeys("kind-messages");
    }
}
