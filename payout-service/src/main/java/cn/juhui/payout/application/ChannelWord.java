package cn.juhui.payout.application;

import cn.juhui.contracts.money.Book;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.contracts.payout.PayoutInitiated;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Payout;
import cn.juhui.payout.domain.PayoutCommand.NoteAnswer;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.json.StateMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the channels say to each number that a payout ever had.
///
/// @param answers by number, oldest first
public record ChannelWord(Payout payout, Map<String, Answer> answers) {

    /// @return empty when a channel gives no usable answer
    public static Optional<ChannelWord> on(
            Payout payout, Journal<Payout, PayoutEvent> payouts, Channel channel) {
        var channels = channels(payout, payouts);
        var answers = new LinkedHashMap<String, Answer>();
        for (var attempt : payout.attempts()) {
            var number = attempt.payoutNo();
            var to = channels.getOrDefault(number, payout.channel());
            var answer = channel.query(Channel.Question.about(payout, number, to));
            if (answer instanceof Answer.Unknown) {
                return Optional.empty();
            }
            answers.put(number, answer);
        }
        return Optional.of(new ChannelWord(payout, answers));
    }

    /// By number. The payout itself only says where the latest went; its history knows them all.
    private static Map<String, PaymentChannel> channels(
            Payout payout, Journal<Payout, PayoutEvent> payouts) {
        var channels = new HashMap<String, PaymentChannel>();
        for (var attempt : payout.attempts()) {
            if (attempt.to() != null) {
                channels.put(attempt.payoutNo(), attempt.to().channel());
            }
        }
        if (payout.attempts().size() > 1) {
            payouts.history(payout.id()).stream()
                    .filter(entry -> entry.type().equals(PayoutInitiated.TYPE))
                    .map(entry -> StateMapper.fromTree(entry.data(), PayoutInitiated.class))
                    .forEach(e -> channels.putIfAbsent(e.payoutNo(), e.channel()));
        }
        return channels;
    }

    /// Taken together.
    public Book book() {
        var words = answers.values().stream().map(Answer::word).collect(Collectors.joining(", "));
        var arrived =
                answers.values().stream()
                        .filter(Answer.Settled.class::isInstance)
                        .map(_ -> payout.amount())
                        .reduce(Money::plus)
                        .orElse(null);
        return new Book(words, null, arrived, true);
    }

    /// What of it the payout can be told at any time: that a number was paid, or taken back. Another answer proves nothing about money.
    public List<NoteAnswer> facts(Instant at) {
        return answers.entrySet().stream()
                .filter(each ->
                        switch (each.getValue()) {
                            case Answer.Settled _, Answer.TakenBack _ -> true;
                            case Answer.Accepted _,
                                    Answer.Abnormal _,
                                    Answer.Declined _,
                                    Answer.NeverSeen _,
                                    Answer.Unknown _ ->
                                    false;
                        })
                .map(each -> new NoteAnswer(each.getKey(), payout.turn(), each.getValue(), at))
                .toList();
    }
}
