package cn.juhui.standalone.process;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// A payment channel that keeps its one promise, that a number is paid once, and breaks every other: answers get lost, money is
/// slow, accounts are closed and take the money all the same a while later.
final class ModelChannel implements Channel {

    /// The process that called died.
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param account where to; empty for the original route
    record Paid(String payoutNo, long amount, String account) {}

    private final Random chance;
    private final Supplier<java.time.Instant> now;
    private final Map<String, Paid> paid = new HashMap<>();
    private final Map<String, Paid> underWay = new HashMap<>();
    private final List<TakenBack> takenBack = new ArrayList<>();
    private final Set<String> stuck = new HashSet<>();
    private final Set<String> late = new HashSet<>();
    private boolean calm;

    ModelChannel(Random chance, Supplier<java.time.Instant> now) {
        this.chance = chance;
        this.now = now;
    }

    /// From now on everything works.
    void calmDown() {
        calm = true;
    }

    Map<String, Paid> paid() {
        return paid;
    }

    /// Whether it was called stuck before it was paid.
    boolean isLate(String payoutNo) {
        return late.contains(payoutNo);
    }

    /// Whose money it still has is not paid any more.
    void takeBack(String payoutNo) {
        if (paid.remove(payoutNo) != null) {
            takenBack.add(new TakenBack(takenBack.size() + 1L, payoutNo, "RETURNED"));
        }
    }

    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
        if (channel != PaymentChannel.WECHAT_PAY) {
            return Optional.of(List.of());
        }
        if (!calm && chance.nextInt(4) == 0) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(takenBack.subList((int) after, takenBack.size())));
    }

    @Override
    public Answer.ToSubmission submit(Submission s) {
        return (Answer.ToSubmission) outcome(() -> pay(s));
    }

    @Override
    public Answer query(Question q) {
        return outcome(() -> known(q.payoutNo()));
    }

    private Answer pay(Submission s) {
        var no = s.payoutNo();
        var known = takenBack.stream().anyMatch(t -> t.payoutNo().equals(no));
        if (!known && !paid.containsKey(no) && !underWay.containsKey(no) && !stuck.contains(no)) {
            var account = s.to() == null ? "" : s.to().number().value();
            var order = new Paid(no, s.amount().value(), account);
            switch (calm ? 9 : chance.nextInt(10)) {
                case 0 -> {
                    return new Answer.Declined("INSUFFICIENT_BALANCE", true);
                }
                case 1 -> {
                    return new Answer.Declined("INVALID_REQUEST", false);
                }
                case 2, 3, 4, 5, 6 -> stuck.add(no);
                case 7 -> underWay.put(no, order);
                default -> paid.put(no, order);
            }
            if (stuck.contains(no) && chance.nextInt(4) == 0) {
                underWay.put(no, order); // For whoever asks later.
            }
        }
        return known(no);
    }

    private Answer known(String no) {
        if (underWay.containsKey(no) && !stuck.contains(no) && (calm || chance.nextInt(3) == 0)) {
            paid.put(no, underWay.remove(no));
        }
        if (takenBack.stream().anyMatch(t -> t.payoutNo().equals(no))) {
            return new Answer.TakenBack("RETURNED");
        }
        if (paid.containsKey(no)) {
            return new Answer.Settled("ref_" + no, now.get());
        }
        if (stuck.contains(no)) {
            if (!underWay.containsKey(no) || chance.nextInt(3) > 0) {
                return new Answer.Abnormal("ACCOUNT_CLOSED");
            }
            stuck.remove(no); // Closed, and it takes the money all the same.
            late.add(no);
            paid.put(no, underWay.remove(no));
            return new Answer.Settled("ref_" + no, now.get());
        }
        return underWay.containsKey(no) ? new Answer.Accepted("ref_" + no) : new Answer.NeverSeen();
    }

    private Answer outcome(Supplier<Answer> truth) {
        if (calm) {
            return truth.get();
        }
        return switch (chance.nextInt(12)) {
            case 0 -> new Answer.Unknown(Why.CONNECTION_FAILED);
            case 1 -> {
                var unused = truth.get();
                yield new Answer.Unknown(Why.TIMEOUT);
            }
            case 2 -> throw new Crash();
            case 3 -> {
                var unused = truth.get();
                throw new Crash();
            }
            default -> truth.get();
        };
    }
}
