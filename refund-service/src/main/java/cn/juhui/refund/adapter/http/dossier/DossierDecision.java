package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.contracts.money.CardArithmetic;
import cn.juhui.contracts.money.Money;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.application.outcome.Outcome;
import cn.juhui.refund.application.outcome.Outcome.Step;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a dossier's page says first: what was decided, on which rule, at whose cost, how the money went; and, below, how the amount follows.
final class DossierDecision {

    private final DossierWords words;
    private final RefundView refund;
    private final Outcome outcome;

    DossierDecision(DossierWords words, RefundView refund, Outcome outcome) {
        this.words = words;
        this.refund = refund;
        this.outcome = outcome;
    }

    void write(Html html) throws IOException {
        html.open("section", "class", "outcome").element("h2", words.say("section.outcome"));
        if (outcome.amount() != null) {
            html.element("p", outcome.amount().text(), "class", "amount");
        }
        html.open("dl");
        fact(html, "decision", decision());
        fact(html, "decidedBy", outcome.by() == null ? null : words.who(outcome.by()));
        var second = outcome.confirmedBy();
        fact(html, "confirmedBy", second == null ? null : words.who(second));
        fact(html, "decidedAt", outcome.at() == null ? null : words.time(outcome.at()));
        ruling(html);
        money(html);
        html.close().close();
    }

    private void ruling(Html html) throws IOException {
        var ruling = outcome.ruling();
        if (ruling == null) {
            return;
        }
        html.element("dt", words.say("rule")).open("dd", "class", "rule");
        html.element("p", ruling.rule() + " " + words.word("ruleName", ruling.rule()));
        html.element("p", words.word("ruleText", ruling.rule()), "class", "quiet").close();
        fact(html, "grounds", ruling.text());
        fact(html, "costBearer", words.word("costBearer", ruling.costBearer().name()));
    }

    private void money(Html html) throws IOException {
        var payout = refund.payout();
        var account = refund.replacementAccount();
        fact(
                html,
                "channel",
                payout.channel() == null ? null : words.word("channel", payout.channel().name()));
        fact(html, "account", account == null ? null : account.maskedAccount());
        fact(html, "paidAt", payout.paidAt() == null ? null : words.time(payout.paidAt()));
        if (payout.paidAt() == null) {
            var expected = payout.expectedArrivalAt();
            fact(html, "expectedAt", expected == null ? null : words.time(expected));
            fact(html, "payoutState", payout.explanation());
        }
        fact(html, "channelRefundId", payout.channelRefundId());
    }

    private String decision() {
        return switch (outcome.ground()) {
            case NONE -> refund.statusText();
            case RULED_RATIO -> {
                var last = outcome.steps().getLast();
                yield words.say(
                        "decision.RULED_RATIO",
                        DossierWords.percent(Objects.requireNonNull(last.ratio())),
                        Objects.requireNonNull(last.of()).text());
            }
            case EXPRESS, MERCHANT, SILENCE, OFFER, RULED_FULL, RULED_AMOUNT, RULED_NOTHING ->
                    words.say("decision." + outcome.ground());
        };
    }

    private void fact(Html html, String name, @Nullable String value) throws IOException {
        if (value != null) {
            html.element("dt", words.say(name)).element("dd", value);
        }
    }

    /// How the amount was computed, card by card and then for all of them.
    void arithmetic(Html html) throws IOException {
        html.open("section").element("h2", words.say("section.arithmetic"));
        var lines = refund.arithmetic();
        if (lines.isEmpty()) {
            html.element("p", words.say("nothing"), "class", "quiet").close();
            return;
        }
        html.open("table").open("thead").open("tr");
        html.element("th", words.say("card"), "scope", "col");
        for (var column : List.of("paid", "face", "remaining", "refundable")) {
            html.element("th", words.say(column), "scope", "col", "class", "number");
        }
        html.close().close().open("tbody");
        for (var line : lines) {
            line(html, line);
        }
        html.close().close().element("p", words.say("formula"), "class", "quiet");
        html.open("table").open("tbody");
        for (var step : outcome.steps()) {
            step(html, step);
        }
        html.close();
        if (outcome.amount() != null) {
            html.open("tfoot").open("tr").element("th", words.say("final"), "scope", "row");
            amount(html, outcome.amount()).close().close();
        }
        html.close().close();
    }

    private void line(Html html, CardArithmetic line) throws IOException {
        html.open("tr").element("td", line.cardId().value());
        amount(html, line.paidPrice());
        amount(html, line.faceValue());
        amount(html, line.remainingValue());
        amount(html, line.refundable()).close();
        if (line.disputable() != null) {
            html.open("tr").open("td", "colspan", "5", "class", "quiet");
            html.text(words.say("disputed", line.disputable().text())).close().close();
        }
    }

    private void step(Html html, Step step) throws IOException {
        html.open("tr").element("td", label(step));
        amount(html, step.amount()).close();
    }

    private String label(Step step) {
        return switch (step.what()) {
            case PAID, REFUNDABLE, PROVABLE, ASKED -> words.say("step." + step.what());
            case DECIDED -> decision();
        };
    }

    private static Html amount(Html html, Money money) throws IOException {
        return html.element("td", money.text(), "class", "number");
    }
}
