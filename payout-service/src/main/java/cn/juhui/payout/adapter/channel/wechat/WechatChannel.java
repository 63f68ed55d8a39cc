package cn.juhui.payout.adapter.channel.wechat;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.ChannelGuards;
import cn.juhui.payout.adapter.channel.wechat.WechatAnswers.Reply;
import cn.juhui.payout.adapter.channel.wechat.WechatAnswers.Signed;
import cn.juhui.payout.application.Channel;
import cn.juhui.payout.domain.Answer;
import cn.juhui.payout.domain.Answer.Why;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Refunds to who paid with WeChat Pay, over its API v3: `POST /v3/refund/domestic/refunds` and `GET` of the same by number. A payout's number is the
/// `out_refund_no`, under which WeChat Pay refunds once. What WeChat Pay didn't sign, or signed long ago, is no answer.
public final class WechatChannel implements Channel, AutoCloseable {

    static final String REFUNDS = "/v3/refund/domestic/refunds";

    /// How far WeChat Pay's clock may be from ours.
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final int LARGEST_ANSWER = 64 * 1024;

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final HttpClient http;
    private final URI url;
    private final WechatSeal seal;
    private final ChannelGuards guards;
    private final Clock clock;

    /// @param clock the real time, whatever the business clock says: signatures bear it
    public WechatChannel(
            URI url, Duration connectTimeout, WechatSeal seal, ChannelGuards guards, Clock clock) {
        this.url = url;
        this.seal = seal;
        this.guards = guards;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .build();
    }

    /// A refund says how much the payment was. Where that was not kept, it is not asked for: people look.
    ///
    /// @throws IllegalArgumentException for another currency than yuan, or another account than the one that paid
    @Override
    public Answer.ToSubmission submit(Submission s) {
        if (s.to() != null) {
            throw new IllegalArgumentException("A refund goes back to who paid");
        }
        if (!s.amount().currency().equals("CNY")) {
            throw new IllegalArgumentException(
                    "WeChat Pay refunds yuan, not " + s.amount().currency());
        }
        if (s.paymentTotal() == null) {
            return new Answer.Declined("PAYMENT_UNKNOWN", false);
        }
        var amount = new LinkedHashMap<String, Object>();
        amount.put("refund", s.amount().value());
        amount.put("total", s.paymentTotal().value());
        amount.put("currency", "CNY");
        var body = new LinkedHashMap<String, Object>();
        body.put("transaction_id", s.channelTransactionId());
        body.put("out_refund_no", s.payoutNo());
        body.put("amount", amount);
        var text = json.writeValueAsString(body);
        var request =
                signed("POST", REFUNDS, text)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text))
                        .build();
        return guards.call(
                PaymentChannel.WECHAT_PAY,
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response ->
                                        genuine(response)
                                                .map(signed ->
                                                        WechatAnswers.toSubmission(s, signed))
                                                .orElseGet(() -> unsigned(response))),
                Answer.Unknown::new);
    }

    @Override
    public Answer query(Question q) {
        var request = signed("GET", REFUNDS + "/" + q.payoutNo(), "").GET().build();
        return guards.call(
                PaymentChannel.WECHAT_PAY,
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response ->
                                        genuine(response)
                                                .map(signed -> WechatAnswers.toQuery(q, signed))
                                                .orElseGet(() -> unsigned(response))),
                Answer.Unknown::new);
    }

    /// WeChat Pay has no such list: a refund that succeeded stays so.
    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
        return Optional.of(List.of());
    }

    private HttpRequest.Builder signed(String method, String path, String body) {
        var nonce = UUID.randomUUID().toString().replace("-", "");
        var at = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", "application/json")
                .header("User-Agent", "juhui-refunds")
                .header("Wechatpay-Serial", seal.wanted())
                .header("Authorization", seal.authorization(method, path, body, nonce, at));
    }

    private static HttpResponse.BodyHandler<byte[]> limited() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
    }

    /// What WeChat Pay signed just now; empty for anything else.
    private Optional<Signed> genuine(HttpResponse<byte[]> response) {
        var timestamp = header(response, "Wechatpay-Timestamp");
        var body = new String(response.body(), StandardCharsets.UTF_8);
        if (!timestamp.matches("[0-9]{1,12}")
                || !seal.isGenuine(
                        header(response, "Wechatpay-Serial"),
                        timestamp,
                        header(response, "Wechatpay-Nonce"),
                        body,
                        header(response, "Wechatpay-Signature"))) {
            return Optional.empty();
        }
        var at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(at, clock.instant()).abs().compareTo(SKEW) > 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(body, Reply.class))
                    .map(reply -> new Signed(response.statusCode(), reply));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static Answer.Unknown unsigned(HttpResponse<byte[]> response) {
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
