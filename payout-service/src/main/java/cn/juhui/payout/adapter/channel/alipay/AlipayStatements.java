package cn.juhui.payout.adapter.channel.alipay;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.application.statement.Statements;
import cn.juhui.payout.domain.statement.StatementLine;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Alipay's daily statements: `alipay.data.dataservice.bill.downloadurl.query` gives an address that is good for half a minute, and isn't signed. So it is
/// followed only to Alipay's own hosts, over TLS where Alipay itself is asked so, and what is behind it is checked twice as a file on the disk: first
/// whether it is a whole statement, then for its lines.
public final class AlipayStatements implements Statements, AutoCloseable {

    static final String QUERY = "/v3/alipay/data/dataservice/bill/downloadurl/query";

    /// Packed.
    static final long LARGEST_FILE = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AlipayStatements.class);
    private static final int LARGEST_ANSWER = 64 * 1024;

    record Reply(
            @Nullable String code, @JsonProperty("bill_download_url") @Nullable String address) {}

    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final HttpClient http;
    private final URI url;
    private final AlipaySeal seal;
    private final Duration timeLimit;
    private final Clock clock;

    /// @param timeLimit how long a download may take
    /// @param clock the real time, whatever the business clock says: signatures bear it
    public AlipayStatements(
            URI url, Duration connectTimeout, Duration timeLimit, AlipaySeal seal, Clock clock) {
        this.url = url;
        this.seal = seal;
        this.timeLimit = timeLimit;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectTimeout)
                        .build();
    }

    @Override
    public PaymentChannel channel() {
        return PaymentChannel.ALIPAY;
    }

    @Override
    public Reading read(LocalDate day, Consumer<StatementLine> refunds) {
        Path file = null;
        try {
            var reply = ask(day);
            if (reply.isEmpty()) {
                return new Reading.Unreachable();
            }
            if ("BILL_NOT_EXIST".equals(reply.get().code())) {
                return new Reading.None();
            }
            var address = AlipayAddress.trusted(reply.get().address(), url);
            if (address.isEmpty()) {
                return new Reading.Unreachable();
            }
            file = Files.createTempFile("statement", ".zip");
            return download(address.get(), file)
                    ? parse(file, day, refunds)
                    : new Reading.Unreachable();
        } catch (IOException e) {
            LOG.info("Alipay's statement of {} can't be had now: {}", day, e.toString());
            return new Reading.Unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Unreachable();
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} can't be deleted: {}", file, e.toString());
        }
    }

    /// What Alipay signed; empty for anything else.
    private Optional<Reply> ask(LocalDate day) throws IOException, InterruptedException {
        var path = QUERY + "?bill_type=trade&bill_date=" + day;
        var nonce = UUID.randomUUID().toString();
        var request =
                HttpRequest.newBuilder(url.resolve(path))
                        .timeout(timeLimit)
                        .header("Accept", "application/json")
                        .header("alipay-request-id", nonce)
                        .header(
                                "authorization",
                                seal.authorization("GET", path, "", nonce, clock.millis()))
                        .build();
        var response =
                http.send(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        var body = new String(response.body(), StandardCharsets.UTF_8);
        if (!isSignedNow(response, body)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(body, Reply.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private boolean isSignedNow(HttpResponse<?> response, String body) {
        var headers = response.headers();
        var timestamp = headers.firstValue("alipay-timestamp").orElse("");
        var nonce = headers.firstValue("alipay-nonce").orElse("");
        var signature = headers.firstValue("alipay-signature").orElse("");
        if (!timestamp.matches("[0-9]{1,15}")
                || !seal.isGenuine(timestamp, nonce, body, signature)) {
            return false;
        }
        var at = Instant.ofEpochMilli(Long.parseLong(timestamp));
        return Duration.between(at, clock.instant()).abs().compareTo(AlipayChannel.SKEW) <= 0;
    }

    private boolean download(URI address, Path file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(timeLimit).build();
        var response =
                http.send(request, BodyHandlers.limiting(BodyHandlers.ofFile(file), LARGEST_FILE));
        return response.statusCode() == 200;
    }

    private static Reading parse(Path file, LocalDate day, Consumer<StatementLine> refunds)
            throws IOException {
        Reading checked;
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            checked = AlipayStatement.read(in, day, _ -> {});
        }
        if (checked instanceof Reading.Whole) {
            try (var in = new BufferedInputStream(Files.newInputStream(file))) {
                return AlipayStatement.read(in, day, refunds);
            }
        }
        return checked;
    }

    /// Ends what is still on its way.
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
