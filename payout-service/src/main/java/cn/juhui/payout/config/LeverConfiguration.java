package cn.juhui.payout.config;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.adapter.mongo.MongoChannelLevers;
import cn.juhui.payout.adapter.mongo.MongoHeldPayouts;
import cn.juhui.payout.application.lever.ChannelLevers;
import cn.juhui.payout.application.lever.HeldPayouts;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.lever.Pausables;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.watch.Figure;
import cn.juhui.platform.watch.Figure.Row;
import cn.juhui.platform.watch.FigureWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// An operator's levers.
@Configuration(proxyBeanMethods = false)
class LeverConfiguration {

    @Bean
    MongoLevers leversOfChannels(MongoTemplate mongo) {
        return new MongoLevers(mongo.getCollection("channelLevers"));
    }

    @Bean
    ChannelLevers channelLevers(@Qualifier("leversOfChannels") MongoLevers leversOfChannels) {
        return new MongoChannelLevers(leversOfChannels);
    }

    @Bean
    Pausables pausableChannels(
            @Qualifier("leversOfChannels") MongoLevers leversOfChannels, HeldPayouts held) {
        return Pausables.fixed(
                LeverKind.CHANNEL,
                leversOfChannels,
                Arrays.stream(PaymentChannel.values()).map(PaymentChannel::name).toList(),
                name -> {
                    var waiting = held.of(PaymentChannel.valueOf(name));
                    return new Pausables.Waiting(waiting.count(), waiting.oldestSince());
                });
    }

    @Bean
    HeldPayouts heldPayouts(MongoTemplate mongo) {
        return new MongoHeldPayouts(mongo.getCollection(PayoutConfiguration.COLLECTION));
    }

    @Bean
    FigureWatch.Own leverFigures(ChannelLevers levers, MeterRegistry meters) {
        return new FigureWatch.Own(
                List.of(
                        new Figure(
                                MultiGauge.builder("juhui.channels.paused")
                                        .description("Whether an operator holds payments back")
                                        .register(meters),
                                () ->
                                        Arrays.stream(PaymentChannel.values())
                                                .map(channel ->
                                                        new Row(
                                                                "channel",
                                                                channel.name(),
                                                                levers.isPaused(channel) ? 1 : 0))
                                                .toList())));
    }
}
