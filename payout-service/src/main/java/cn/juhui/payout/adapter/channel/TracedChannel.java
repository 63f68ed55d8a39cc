package cn.juhui.payout.adapter.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows each call of a channel as a span of the story that it belongs to. What the answer was is told by the payout's events.
public record TracedChannel(Channel channel, Tracing tracing) implements Channel {

    @Override
    public Answer.ToSubmission submit(Submission submission) {
        return seen("submit", submission.channel(), () -> channel.submit(submission));
    }

    @Override
    public Answer query(Question question) {
        return seen("query", question.channel(), () -> channel.query(question));
    }

    /// Asked by a clock, for nobody's story.
    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel of, long after) {
        return channel.takenBack(of, after);
    }

    private <T> T seen(String what, PaymentChannel of, Supplier<T> call) {
        var span = tracing.begin(Tracing.Kind.CLIENT, what + " " + of, TraceContext.current());
        if (span == null) {
            return call.get();
        }
        try {
            return call.get();
        } finally {
            span.end();
        }
    }
}
