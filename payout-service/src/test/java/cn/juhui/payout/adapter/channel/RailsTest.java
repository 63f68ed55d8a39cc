package cn.juhui.payout.adapter.channel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RailsTest {

    private record Named(String name) implements Channel {

        @Override
        public Answer.ToSubmission submit(Submission submission) {
            return new Answer.Accepted(name);
        }

        @Override
        public Answer query(Question question) {
            return new Answer.Accepted(name);
        }

        @Override
        public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
            return Optional.of(List.of(new TakenBack(1, name, "CODE")));
        }
    }

    private final Channel rails =
            new Rails(new Named("front"), Map.of(PaymentChannel.ALIPAY, new Named("own")));

    private static Channel.Question question(PaymentChannel channel, boolean elsewhere) {
        return new Channel.Question(channel, "pay_1-1", "T1", Money.cny(1), elsewhere, null);
    }

    @Test
    void a_refund_to_who_paid_goes_over_the_channels_own_protocol_everything_else_over_the_front() {
        assertThat(rails.query(question(PaymentChannel.ALIPAY, false)))
                .isEqualTo(new Answer.Accepted("own"));
        assertThat(rails.query(question(PaymentChannel.ALIPAY, true)))
                .isEqualTo(new Answer.Accepted("front"));
        assertThat(rails.query(question(PaymentChannel.WECHAT_PAY, false)))
                .isEqualTo(new Answer.Accepted("front"));
        var refund =
                new Channel.Submission(
                        PaymentChannel.ALIPAY, "pay_1-1", "T1", null, null, Money.cny(1), null);
        assertThat(rails.submit(refund)).isEqualTo(new Answer.Accepted("own"));
        assertThat(rails.takenBack(PaymentChannel.ALIPAY, 0).orElseThrow())
                .extracting(Channel.TakenBack::payoutNo)
                .containsExactly("front");
    }
}
