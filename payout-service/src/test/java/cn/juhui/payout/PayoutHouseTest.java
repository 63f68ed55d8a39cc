package cn.juhui.payout;

import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class PayoutHouseTest {

    @Test
    void its_rooms_know_each_other_as_the_house_allows() {
        HouseRules.check("cn.juhui.payout");
    }

    @Test
    void it_says_the_same_in_both_languages() {
        Bundles.assertSameKeys("payout-service-messages");
    }
}
