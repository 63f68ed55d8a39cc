package cn.juhui.platform.http.client;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Kept connections to the instances of a service. Who asks reads and writes on their own thread: virtual ones may wait, and no other thread has to be woken for an answer.
final class Connections {

    /// A connection that rested for longer is looked at before it is used: its other end may have closed it.
    private static final TimeValue RESTED = TimeValue.ofSeconds(1);

    private Connections() {}

    /// @param most at the same time
    /// @param toConnect how long a connection may take
    /// @param silence how long an answer may be waited for, and each further piece of it
    static CloseableHttpClient open(int most, Duration toConnect, Duration silence) {
        var limit = Timeout.of(silence);
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(2 * most)
                                .setMaxConnPerRoute(most)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(Timeout.of(toConnect))
                                                .setSocketTimeout(limit)
                                                .setValidateAfterInactivity(RESTED)
                                                .build())
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setResponseTimeout(limit)
                                .setConnectionRequestTimeout(limit)
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }
}
