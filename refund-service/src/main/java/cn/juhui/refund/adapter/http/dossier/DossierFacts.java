package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.contracts.Provenance;
import cn.juhui.refund.adapter.http.view.RefundView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a dossier's page says about the cards: what is on record, what the merchant claims, and for each of it who told it, when it
/// was received, when it is said to have happened, and by what proof.
final class DossierFacts {

    private final DossierWords words;
    private final RefundView refund;

    DossierFacts(DossierWords words, RefundView refund) {
        this.words = words;
        this.refund = refund;
    }

    void write(Html html) throws IOException {
        html.open("section").element("h2", words.say("section.facts"));
        if (refund.payment() == null && refund.facts().isEmpty() && refund.claims().isEmpty()) {
            html.element("p", words.say("nothing"), "class", "quiet").close();
            return;
        }
        html.open("table").open("thead").open("tr");
        for (var column :
                new String[] {"card", "fact", "source", "receivedAt", "happenedAt", "proof"}) {
            html.element("th", words.say(column), "scope", "col");
        }
        html.close().close().open("tbody");
        row(html, "", words.say("fact.payment"), refund.payment());
        for (var facts : refund.facts()) {
            row(html, facts.cardId().value(), words.say("fact.shipment"), facts.shipment());
            row(
                    html,
                    facts.cardId().value(),
                    words.say("fact.use", facts.remainingValue().text()),
                    facts.use());
            row(html, facts.cardId().value(), words.say("fact.check"), facts.check());
        }
        for (var claim : refund.claims()) {
            row(
                    html,
                    claim.cardId(),
                    words.say("fact.claim", claim.remainingValue().text()),
                    claim.provenance());
            if (claim.text() != null) {
                html.open("tr").open("td", "colspan", "6", "class", "quiet");
                html.text(claim.text()).close().close();
            }
        }
        html.close().close().element("p", words.say("factsNote"), "class", "quiet").close();
    }

    private void row(Html html, String cardId, String what, @Nullable Provenance told)
            throws IOException {
        if (told == null) {
            return;
        }
        html.open("tr").element("td", cardId).element("td", what);
        var source = words.word("source", told.source().name());
        html.element("td", source + " " + told.toldBy());
        html.element("td", words.time(told.receivedAt()));
        html.element("td", words.time(told.happenedAt()));
        html.element("td", told.proof() == null ? "" : told.proof()).close();
    }
}
