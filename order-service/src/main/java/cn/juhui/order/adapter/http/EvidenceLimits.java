package cn.juhui.order.adapter.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `juhui.evidence-limits.*`: what evidence-service will accept, told before anybody uploads.
///
/// @param maxCount pieces that each side of an order may add
/// @param maxSide pixels of either side
@ConfigurationProperties("juhui.evidence-limits")
public record EvidenceLimits(
        @DefaultValue("20") int maxCount,
        @DefaultValue("10485760") long maxBytes,
        @DefaultValue("40000000") long maxPixels,
        @DefaultValue("8192") int maxSide,
        @DefaultValue({"image/png", "image/jpeg"}) List<String> mediaTypes) {}
