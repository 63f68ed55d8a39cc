package cn.juhui.payout.adapter.channel;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import cn.juhui.platform.kernel.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The front over HTTP: `POST /channels/{channel}/refunds`, `GET /channels/{channel}/refunds/{refundNo}`,
/// `GET /channels/{channel}/reversals?after=&limit=`. What it doesn't recognise word for word is [Answer.Unknown].
public final class HttpChannel implements Channel, AutoCloseable {

    private static final int LARGEST_ANSWER = 64 * 1024;

    private record Request(
            String refundNo,
            String channelTransactionId,
            long amount,
            String currency,
            @Nullable String account,
            @Nullable String holderName,
            @Nullable Instant paidAt) {

        /// Without the account.
        @Override
        public String toString() {
            return "Request[" + refundNo + "]";
        }
    }

    private record Reply(
            @Nullable String refundNo,
            @Nullable String channelRefundId,
            @Nullable String status,
            @Nullable Instant paidAt,
            @Nullable String code) {

        /// Whether what it says can be kept and told on.
        boolean isWithinBounds() {
            return (channelRefundId == null || Limits.isId(channelRefundId))
                    && (paidAt == null || Limits.holds(paidAt))
                    && (code == null || Limits.isId(code));
        }
    }

    private record Reversal(long position, @Nullable String refundNo, @Nullable String code) {}

    private record ReversalPage(@Nullable List<Reversal> data) {}

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final HttpClient http;
    private final URI url;
    private final ChannelGuards guards;

    public HttpChannel(URI url, Duration connectTimeout, ChannelGuards guards) {
        this.url = url;
        this.guards = guards;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .build();
    }

    @Override
    public Answer.ToSubmission submit(Submission s) {
        var body =
                json.writeValueAsBytes(
                        new Request(
                                s.payoutNo(),
                                s.channelTransactionId(),
                                s.amount().value(),
                                s.amount().currency(),
                                s.to() == null ? null : s.to().number().value(),
                                s.to() == null ? null : s.to().holderName(),
                                s.paymentAt()));
        var request =
                HttpRequest.newBuilder(refunds(s.channel(), ""))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return guards.call(
                s.channel(),
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response -> toSubmission(s.payoutNo(), response)),
                Answer.Unknown::new);
    }

    @Override
    public Answer query(Question q) {
        var request =
                HttpRequest.newBuilder(refunds(q.channel(), "/" + q.payoutNo())).GET().build();
        return guards.call(
                q.channel(),
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response -> toQuery(q.payoutNo(), response)),
                Answer.Unknown::new);
    }

    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
        var page =
                "/channels/%s/reversals?after=%d&limit=%d".formatted(channel, after, Channel.PAGE);
        var request = HttpRequest.newBuilder(url.resolve(page)).GET().build();
        return guards.call(
                channel,
                () -> http.sendAsync(request, limited()).thenApply(r -> toList(r, after)),
                _ -> Optional.empty());
    }

    /// Complete or nothing: an entry that can't be read must not be passed over.
    private Optional<List<TakenBack>> toList(HttpResponse<byte[]> response, long after) {
        if (response.statusCode() != 200) { // Of a channel that it doesn't know it has none.
            return read(response)
                    .filter(reply -> "NO_SUCH_CHANNEL".equals(reply.code()))
                    .map(_ -> List.of());
        }
        try {
            var page = json.readValue(response.body(), ReversalPage.class);
            if (page == null || page.data() == null) {
                return Optional.empty();
            }
            var list = new ArrayList<TakenBack>();
            var last = after;
            for (var each : page.data()) {
                if (each.position() <= last || each.refundNo() == null || each.code() == null) {
                    return Optional.empty();
                }
                last = each.position();
                var code = Limits.isId(each.code()) ? each.code() : "UNREADABLE_CODE";
                list.add(new TakenBack(last, each.refundNo(), code));
            }
            return Optional.of(List.copyOf(list));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private URI refunds(PaymentChannel channel, String rest) {
        return url.resolve("/channels/" + channel + "/refunds" + rest);
    }

    private static BodyHandler<byte[]> limited() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
    }

    private Answer.ToSubmission toSubmission(String payoutNo, HttpResponse<byte[]> response) {
        var reply = read(response);
        if (reply.isEmpty()) {
            return noAnswer(response);
        }
        return switch (response.statusCode()) {
            case 200 -> known(payoutNo, reply.get());
            case 422 -> declined(reply.get());
            case 429 -> limited(reply.get());
            default -> noAnswer(response);
        };
    }

    private Answer toQuery(String payoutNo, HttpResponse<byte[]> response) {
        var reply = read(response);
        if (reply.isEmpty()) {
            return noAnswer(response);
        }
        var neverSeen = response.statusCode() == 404 && "NOT_FOUND".equals(reply.get().code());
        if (neverSeen) {
            return new Answer.NeverSeen();
        }
        return response.statusCode() == 200 ? known(payoutNo, reply.get()) : noAnswer(response);
    }

    private Optional<Reply> read(HttpResponse<byte[]> response) {
        try {
            return Optional.ofNullable(json.readValue(response.body(), Reply.class))
                    .filter(Reply::isWithinBounds);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Answer.ToSubmission known(String payoutNo, Reply reply) {
        var unreadable = new Answer.Unknown(Why.UNREADABLE_ANSWER);
        if (!payoutNo.equals(reply.refundNo())) {
            return unreadable;
        }
        return switch (reply.status()) {
            case "SUCCEEDED" ->
                    reply.channelRefundId() == null || reply.paidAt() == null
                            ? unreadable
                            : new Answer.Settled(reply.channelRefundId(), reply.paidAt());
            case "PROCESSING" -> new Answer.Accepted(reply.channelRefundId());
            case "ABNORMAL" ->
                    reply.code() == null ? unreadable : new Answer.Abnormal(reply.code());
            case "REVERSED" ->
                    reply.code() == null ? unreadable : new Answer.TakenBack(reply.code());
            case null, default -> unreadable;
        };
    }

    private static Answer.ToSubmission declined(Reply reply) {
        return switch (reply.code()) {
            case "INSUFFICIENT_BALANCE" -> new Answer.Declined("INSUFFICIENT_BALANCE", true);
            case "INVALID_REQUEST" -> new Answer.Declined("INVALID_REQUEST", false);
            case "AMOUNT_MISMATCH" -> new Answer.Declined("AMOUNT_MISMATCH", false);
            // The payment is beyond its window, in the words of WeChat Pay, Alipay and the bank.
            case "TRADE_OVERDUE", "ACQ.TRADE_HAS_FINISHED", "39" ->
                    new Answer.Declined("TRADE_OVERDUE", false);
            case null, default -> new Answer.Unknown(Why.UNREADABLE_ANSWER);
        };
    }

    /// Too close to another refund of the payment: it did not move, and can be sent again later.
    private static Answer.ToSubmission limited(Reply reply) {
        return "FREQUENCY_LIMITED".equals(reply.code())
                ? new Answer.Declined("FREQUENCY_LIMITED", true)
                : new Answer.Unknown(Why.UNREADABLE_ANSWER);
    }

    private static Answer.ToSubmission noAnswer(HttpResponse<byte[]> response) {
        return new Answer.Unknown(
                response.statusCode() >= 500 ? Why.CHANNEL_ERROR : Why.UNREADABLE_ANSWER);
    }

    /// Ends what is still on its way.
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
