package cn.juhui.refund.config;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.DeadlineSweeper;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.WaitingWatch;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.messaging.Sources;
import cn.juhui.platform.trace.Tracing;
import cn.juhui.platform.watch.FigureWatch;
import cn.juhui.refund.adapter.mongo.MongoCaseHistories;
import cn.juhui.refund.adapter.mongo.MongoRefundQueries;
import cn.juhui.refund.adapter.mongo.RefundDocuments;
import cn.juhui.refund.adapter.mongo.RefundFigures;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.application.RefundQueries;
import cn.juhui.refund.application.RequestMissedEvents;
import cn.juhui.refund.application.operations.Worklists;
import cn.juhui.refund.application.outcome.CaseSignals;
import cn.juhui.refund.application.statistics.CompileStatistics;
import cn.juhui.refund.domain.Refund;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Where cases are kept, and the clock that wakes them.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    Journal<Refund, RefundEvent> refunds(
            JournalFactory journals, CaseSignals signals, MeterRegistry meters) {
        var counts = new RefundMeters(meters);
        return journals.create(
                RefundDocuments.spec(),
                change -> {
                    signals.stored(change.now());
                    counts.changed(change);
                });
    }

    @Bean
    FigureWatch.Own refundFigures(MongoTemplate mongo, Clock clock, MeterRegistry meters) {
        return new FigureWatch.Own(new RefundFigures(mongo, clock).figures(meters));
    }

    @Bean
    MongoRefundQueries refundQueries(MongoTemplate mongo) {
        return new MongoRefundQueries(mongo);
    }

    @Bean
    CompileStatistics compileStatistics(MongoTemplate mongo) {
        return new CompileStatistics(new MongoCaseHistories(mongo));
    }

    @Bean
    Worklists worklists(RefundQueries queries, Journal<Refund, RefundEvent> refunds, Clock clock) {
        return new Worklists(queries, refunds, clock);
    }

    @Bean
    CaseSignals caseSignals() {
        return new CaseSignals();
    }

    @Bean
    WaitingWatch waitingCases(
            Journal<Refund, RefundEvent> refunds,
            Sources sources,
            Clock clock,
            MeterRegistry meters) {
        var seek = new RequestMissedEvents(refunds, sources);
        return new WaitingWatch("refunds", refunds, clock, meters, seek::seek);
    }

    @Bean
    DeadlineSweeper deadlineSweeper(
            Journal<Refund, RefundEvent> refunds,
            Clock clock,
            MeterRegistry meters,
            Tracing tracing,
            RefundCommands commands) {
        return new DeadlineSweeper(
                "refunds", refunds, clock, meters, tracing, commands::passDeadline);
    }
}
