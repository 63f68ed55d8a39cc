package cn.juhui.payout;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.payout.domain.PayoutCommand;
import cn.juhui.payout.domain.PayoutState;
import cn.juhui.platform.testkit.Bundles;
import cn.juhui.platform.testkit.Families;
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

    @Test
    void every_command_is_sent_by_somebody_every_event_is_told_and_every_state_is_reached() {
        assertThat(
                        Families.neverMade(
                                PayoutCommand.class,
                                "cn.juhui.payout.adapter",
                                "cn.juhui.payout.application"))
                .isEmpty();
        assertThat(Families.neverMade(PayoutEvent.class, "cn.juhui.payout")).isEmpty();
        assertThat(Families.neverMade(PayoutState.class, "cn.juhui.payout")).isEmpty();
    }
}
