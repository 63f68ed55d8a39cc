package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.channel.ChannelGuards;
import cn.juhui.payout.adapter.channel.alipay.AlipayAnswers.Reply;
import cn.juhui.payout.adapter.channel.alipay.AlipayAnswers.Signed;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Refunds to who paid with Alipay, over its OpenAPI v3: `alipay.trade.refund` and `alipay.trade.fastpay.refund.query`. A payout's number is the
/// `out_request_no`, under which Alipay refunds once. What Alipay didn't sign, or signed long ago, is no answer.
public final class AlipayChannel implements Channel, AutoCloseable {

    static final String REFUND = "/v3/alipay/trade/refund";
    static final String QUERY = "/v3/alipay/trade/fastpay/refund/query";

    /// How far Alipay's clock may be from ours.
    static final Duration SKEW = Duration.ofMinutes(10);

    private static final int LARGEST_ANSWER = 64 * 1024;

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final HttpClient http;
    private final URI url;
    private final AlipaySeal seal;
    private final ChannelGuards guards;
    private final Clock clock;

    /// @param clock the real time, whatever the business clock says: signatures bear it
    public AlipayChannel(
            URI url, Duration connectTimeout, AlipaySeal seal, ChannelGuards guards, Clock clock) {
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

    /// @throws IllegalArgumentException for another currency than yuan, or another account than the one that paid
    @Override
    public Answer.ToSubmission submit(Submission s) {
        if (s.to() != null) {
            throw new IllegalArgumentException("A refund goes back to who paid");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("trade_no", s.channelTransactionId());
        body.put("refund_amount", Yuan.text(s.amount()));
        body.put("out_request_no", s.payoutNo());
        var request = request(REFUND, body);
        return guards.call(
                PaymentChannel.ALIPAY,
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response ->
                                        signed(response)
                                                .map(signed ->
                                                        AlipayAnswers.toSubmission(s, signed))
                                                .orElseGet(() -> unsigned(response))),
                Answer.Unknown::new);
    }

    @Override
    public Answer query(Question q) {
        var body = new LinkedHashMap<String, Object>();
        body.put("trade_no", q.channelTransactionId());
        body.put("out_request_no", q.payoutNo());
        body.put("query_options", List.of("gmt_refund_pay", "deposit_back_info"));
        var request = request(QUERY, body);
        return guards.call(
                PaymentChannel.ALIPAY,
                () ->
                        http.sendAsync(request, limited())
                                .thenApply(response ->
                                        signed(response)
                                                .map(signed -> AlipayAnswers.toQuery(q, signed))
                                                .orElseGet(() -> unsigned(response))),
                Answer.Unknown::new);
    }

    /// Alipay has no such list: what a card can't take stays in the payer's Alipay balance.
    @Override
    public Optional<List<TakenBack>> takenBack(PaymentChannel channel, long after) {
        return Optional.of(List.of());
    }

    private HttpRequest request(String path, Map<String, Object> content) {
        var body = json.writeValueAsString(content);
        var nonce = UUID.randomUUID().toString();
        var signature = seal.authorization("POST", path, body, nonce, clock.millis());
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("alipay-request-id", nonce)
                .header("authorization", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse.BodyHandler<byte[]> limited() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
    }

    /// What Alipay signed just now; empty for anything else.
    private Optional<Signed> signed(HttpResponse<byte[]> response) {
        var headers = response.headers();
        var timestamp = headers.firstValue("alipay-timestamp").orElse("");
        var nonce = headers.firstValue("alipay-nonce").orElse("");
        var signature = headers.firstValue("alipay-signature").orElse("");
        var body = new String(response.body(), StandardCharsets.UTF_8);
        if (!timestamp.matches("[0-9]{1,15}")
                || !seal.isGenuine(timestamp, nonce, body, signature)) {
            return Optional.empty();
        }
        var at = Instant.ofEpochMilli(Long.parseLong(timestamp));
        if (Duration.between(at, clock.instant()).abs().compareTo(SKEW) > 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(body, Reply.class))
                    .map(reply -> new Signed(response.statusCode(), reply, at));
        } catch (JacksonException e) {
            return Optional.empty();
        }
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
