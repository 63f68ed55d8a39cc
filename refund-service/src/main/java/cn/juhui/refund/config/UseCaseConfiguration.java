package cn.juhui.refund.config;

import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Journal;
import cn.juhui.refund.application.ApplyForRefund;
import cn.juhui.refund.application.EarlierCases;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.NameReplacementAccount;
import cn.juhui.refund.application.Orders;
import cn.juhui.refund.application.PayerNames;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.RecordOrderEvent;
import cn.juhui.refund.application.RecordPayoutEvent;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.application.dossier.CompileDossier;
import cn.juhui.refund.application.dossier.Exhibits;
import cn.juhui.refund.application.outcome.CaseSignals;
import cn.juhui.refund.application.outcome.WaitForOutcome;
import cn.juhui.refund.domain.Refund;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The use cases, one bean each.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplacementAccountSettings.class)
class UseCaseConfiguration {

    /// Requests that wait for an outcome at a time (`Prefer: wait`), per process: each holds a connection at the gateway.
    private static final int MOST_WAITING = 500;

    @Bean
    RefundCommands refundCommands(
            Journal<Refund, RefundEvent> refunds, EvidenceFiles evidenceFiles, Clock clock) {
        return new RefundCommands(refunds, evidenceFiles, clock);
    }

    @Bean
    ApplyForRefund applyForRefund(
            RefundCommands commands,
            Orders orders,
            EvidenceFiles evidenceFiles,
            EarlierCases earlier) {
        return new ApplyForRefund(commands, orders, evidenceFiles, earlier);
    }

    @Bean
    WaitForOutcome waitForOutcome(Journal<Refund, RefundEvent> refunds, CaseSignals signals) {
        return new WaitForOutcome(refunds, signals, MOST_WAITING);
    }

    @Bean
    NameReplacementAccount nameReplacementAccount(
            RefundCommands commands,
            PayoutAccounts accounts,
            PayerNames payers,
            ReplacementAccountSettings settings) {
        return new NameReplacementAccount(commands, accounts, payers, settings.secondAgentAbove());
    }

    @Bean
    CompileDossier compileDossier(RefundCommands commands, Exhibits exhibits) {
        return new CompileDossier(commands, exhibits);
    }

    @Bean
    RecordOrderEvent recordOrderEvent(RefundCommands commands) {
        return new RecordOrderEvent(commands);
    }

    @Bean
    RecordPayoutEvent recordPayoutEvent(RefundCommands commands) {
        return new RecordPayoutEvent(commands);
    }
}
