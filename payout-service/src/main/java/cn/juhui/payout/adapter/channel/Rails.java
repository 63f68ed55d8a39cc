package cn.juhui.payout.adapter.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which protocol a channel is spoken to in. Refunds to who paid go over a channel's own, where there is one; everything else, and what channels took
/// back, over the front.
///
/// @param front speaks for every channel
/// @param own refunds of these channels go over their own protocol
public record Rails(Channel front, Map<PaymentChannel, Channel> own) implements Channel {

    public Rails {
        own = Map.copyOf(own);
    }

    @Override
    public Answer.ToSubmission submit(Submission s) {
        return rail(s.channel(), s.to() != null).submit(s);
    }

    @Override
    public Answer query(Question q) {
        return rail(q.channel(), q.elsewhere()).query(q);
    }

    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
        return front.takenBack(channel, after);
    }

    private Channel rail(PaymentChannel channel, boolean elsewhere) {
        return elsewhere ? front : own.getOrDefault(channel, front);
    }
}
