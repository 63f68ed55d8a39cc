package cn.juhui.gateway.config;

import cn.juhui.gateway.route.Service;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// `juhui.gateway.*`.
///
/// @param services where the instances of each service listen; all services must be named
/// @param connectTimeout how long a service may take to accept a connection
/// @param readTimeout how long a service may do nothing: take none of a body, or give none of an answer; live
///     streams have no such limit
/// @param maxUpload the largest body that is passed on at all; `juhui.http` limits those that aren't uploads further
/// @param rateLimit how often one caller may call; the numbers stand in `gateway.yml`
/// @param origins where front ends live that may call from a browser: `https://shop.example.com`, `http://localhost:*`; none by default
/// @param docsClient the issuer's client by which the API page signs people in; empty when it doesn't
/// @param consoleClient the issuer's client by which the console signs people in; empty when it doesn't
@Validated
@ConfigurationProperties("juhui.gateway")
public record GatewaySettings(
        @NotNull @DefaultValue Map<Service, List<URI>> services,
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("30s") Duration readTimeout,
        @NotNull @DefaultValue("12MB") DataSize maxUpload,
        @NotNull @Valid RateLimit rateLimit,
        @NotNull @DefaultValue List<String> origins,
        @NotNull @DefaultValue("") String docsClient,
        @NotNull @DefaultValue("") String consoleClient) {

    public GatewaySettings {
        services = Map.copyOf(services);
        origins = List.copyOf(origins);
        for (var service : Service.values()) {
            if (services.getOrDefault(service, List.of()).isEmpty()) {
                throw new IllegalArgumentException(
                        "juhui.gateway.services must name the address of " + service);
            }
        }
    }

    /// Token buckets, one per caller and gateway instance.
    ///
    /// @param caller for who shows a token, by its subject
    /// @param anonymous for who doesn't, by network address
    /// @param refused for who shows tokens that aren't good, or none where one is needed, by network address; then nothing is checked any more
    public record RateLimit(
            @NotNull @Valid Limit caller,
            @NotNull @Valid Limit anonymous,
            @NotNull @Valid Refused refused) {}

    /// @param perSecond refusals that come back per second
    /// @param burst refusals that can be saved up
    public record Refused(@Positive int perSecond, @Positive int burst) {}

    /// @param perSecond calls that come back per second
    /// @param burst calls that can be saved up
    public record Limit(@Positive int perSecond, @Positive int burst) {}
}
