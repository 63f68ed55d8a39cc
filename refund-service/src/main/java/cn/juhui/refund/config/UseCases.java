package cn.juhui.refund.config;

import cn.juhui.refund.application.AcceptOffer;
import cn.juhui.refund.application.AppealRejection;
import cn.juhui.refund.application.ApplyForRefund;
import cn.juhui.refund.application.ApproveRefund;
import cn.juhui.refund.application.CaseSignals;
import cn.juhui.refund.application.Cases;
import cn.juhui.refund.application.CompileDossier;
import cn.juhui.refund.application.ConfirmRuling;
import cn.juhui.refund.application.DecideRefunds;
import cn.juhui.refund.application.DeclineOffer;
import cn.juhui.refund.application.EarlierCases;
import cn.juhui.refund.application.EvidenceFiles;
import cn.juhui.refund.application.Exhibits;
import cn.juhui.refund.application.NameReplacementAccount;
import cn.juhui.refund.application.OfferAmount;
import cn.juhui.refund.application.Orders;
import cn.juhui.refund.application.PassDeadline;
import cn.juhui.refund.application.PayerNames;
import cn.juhui.refund.application.PayoutAccounts;
import cn.juhui.refund.application.RecordHold;
import cn.juhui.refund.application.RecordHoldDeclined;
import cn.juhui.refund.application.RecordPayout;
import cn.juhui.refund.application.RecordStop;
import cn.juhui.refund.application.RecordUseClaim;
import cn.juhui.refund.application.RejectRefund;
import cn.juhui.refund.application.RequestEvidence;
import cn.juhui.refund.application.RequestIntervention;
import cn.juhui.refund.application.ResubmitRefund;
import cn.juhui.refund.application.RuleOnRefund;
import cn.juhui.refund.application.SupplyEvidence;
import cn.juhui.refund.application.TakeCase;
import cn.juhui.refund.application.UrgeMerchant;
import cn.juhui.refund.application.VerifyReplacementAccount;
import cn.juhui.refund.application.WaitForOutcome;
import cn.juhui.refund.application.WithdrawRefund;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The use cases, one bean each.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplacementAccountSettings.class)
class UseCases {

    /// Requests that wait for an outcome at a time (`Prefer: wait`), per process: each holds a connection at the gateway.
    private static final int MOST_WAITING = 500;

    @Bean
    ApplyForRefund applyForRefund(
            Cases cases, Orders orders, EvidenceFiles evidenceFiles, EarlierCases earlier) {
        return new ApplyForRefund(cases, orders, evidenceFiles, earlier);
    }

    @Bean
    WaitForOutcome waitForOutcome(Cases cases, CaseSignals signals) {
        return new WaitForOutcome(cases, signals, MOST_WAITING);
    }

    @Bean
    ApproveRefund approveRefund(Cases cases) {
        return new ApproveRefund(cases);
    }

    @Bean
    RejectRefund rejectRefund(Cases cases) {
        return new RejectRefund(cases);
    }

    @Bean
    OfferAmount offerAmount(Cases cases) {
        return new OfferAmount(cases);
    }

    @Bean
    RequestEvidence requestEvidence(Cases cases) {
        return new RequestEvidence(cases);
    }

    @Bean
    WithdrawRefund withdrawRefund(Cases cases) {
        return new WithdrawRefund(cases);
    }

    @Bean
    UrgeMerchant urgeMerchant(Cases cases) {
        return new UrgeMerchant(cases);
    }

    @Bean
    AcceptOffer acceptOffer(Cases cases) {
        return new AcceptOffer(cases);
    }

    @Bean
    DeclineOffer declineOffer(Cases cases) {
        return new DeclineOffer(cases);
    }

    @Bean
    SupplyEvidence supplyEvidence(Cases cases) {
        return new SupplyEvidence(cases);
    }

    @Bean
    ResubmitRefund resubmitRefund(Cases cases) {
        return new ResubmitRefund(cases);
    }

    @Bean
    AppealRejection appealRejection(Cases cases) {
        return new AppealRejection(cases);
    }

    @Bean
    RequestIntervention requestIntervention(Cases cases) {
        return new RequestIntervention(cases);
    }

    @Bean
    TakeCase takeCase(Cases cases) {
        return new TakeCase(cases);
    }

    @Bean
    RuleOnRefund ruleOnRefund(Cases cases) {
        return new RuleOnRefund(cases);
    }

    @Bean
    ConfirmRuling confirmRuling(Cases cases) {
        return new ConfirmRuling(cases);
    }

    @Bean
    NameReplacementAccount nameReplacementAccount(
            Cases cases,
            PayoutAccounts accounts,
            PayerNames payers,
            ReplacementAccountSettings settings) {
        return new NameReplacementAccount(cases, accounts, payers, settings.secondAgentAbove());
    }

    @Bean
    VerifyReplacementAccount verifyReplacementAccount(Cases cases) {
        return new VerifyReplacementAccount(cases);
    }

    @Bean
    DecideRefunds decideRefunds(Cases cases) {
        return new DecideRefunds(cases);
    }

    @Bean
    CompileDossier compileDossier(Cases cases, Exhibits exhibits) {
        return new CompileDossier(cases, exhibits);
    }

    @Bean
    RecordHold recordHold(Cases cases) {
        return new RecordHold(cases);
    }

    @Bean
    RecordHoldDeclined recordHoldDeclined(Cases cases) {
        return new RecordHoldDeclined(cases);
    }

    @Bean
    RecordUseClaim recordUseClaim(Cases cases) {
        return new RecordUseClaim(cases);
    }

    @Bean
    RecordStop recordStop(Cases cases) {
        return new RecordStop(cases);
    }

    @Bean
    RecordPayout recordPayout(Cases cases) {
        return new RecordPayout(cases);
    }

    @Bean
    PassDeadline passDeadline(Cases cases) {
        return new PassDeadline(cases);
    }
}
