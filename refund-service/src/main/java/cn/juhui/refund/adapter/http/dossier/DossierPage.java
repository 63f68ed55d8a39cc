package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.contracts.Actor;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.refund.adapter.http.dossier.DossierContent.Piece;
import cn.juhui.refund.adapter.http.dossier.DossierManifest.Chain;
import cn.juhui.refund.application.dossier.Exhibits;
import cn.juhui.refund.application.dossier.Exhibits.Look;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.springframework.context.i18n.LocaleContextHolder;

/// The page of a dossier that people read. It needs nothing from outside, runs nothing, and takes every text for a text.
final class DossierPage {

    private final DossierWords words;
    private final Exhibits exhibits;
    private final DossierContent content;
    private final Chain chain;
    private final Instant now;

    DossierPage(Texts texts, Exhibits exhibits, DossierContent content, Chain chain, Instant now) {
        this.words = new DossierWords(texts);
        this.exhibits = exhibits;
        this.content = content;
        this.chain = chain;
        this.now = now;
    }

    void write(Writer out) throws IOException {
        var html = new Html(out);
        html.open("html", "lang", LocaleContextHolder.getLocale().toLanguageTag());
        head(html);
        html.open("body").open("main");
        title(html);
        var decision = new DossierDecision(words, content.refund(), content.outcome());
        decision.write(html);
        summary(html);
        decision.arithmetic(html);
        new DossierFacts(words, content.refund()).write(html);
        statements(html);
        history(html);
        messages(html);
        evidence(html);
        verification(html);
        html.close().close().close();
    }

    private void head(Html html) throws IOException {
        var css = new String(DossierArchive.resource("style.css"), StandardCharsets.UTF_8);
        var policy =
                "default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                        .formatted(sha256(css));
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", say("title") + " " + content.refund().id());
        html.style(css).close();
    }

    private void title(Html html) throws IOException {
        html.open("header").element("h1", say("title"));
        html.element("p", content.refund().statusText(), "class", "status");
        html.element("p", say("compiled", words.time(now)), "class", "quiet").close();
    }

    private void summary(Html html) throws IOException {
        var refund = content.refund();
        section(html, "summary");
        html.open("dl");
        fact(html, "id", refund.id());
        fact(html, "orderNo", refund.orderNo());
        fact(html, "product", refund.productName());
        fact(html, "cards", String.join("\n", refund.cardIds()));
        fact(html, "customer", refund.customerId());
        fact(html, "merchant", refund.merchantId());
        fact(html, "reason", words.word("reason", refund.reason().name()));
        fact(html, "requested", refund.requested().text());
        fact(html, "requestedAt", words.time(refund.createdAt()));
        html.close().close();
    }

    private void fact(Html html, String name, String value) throws IOException {
        html.element("dt", say(name)).element("dd", value);
    }

    private void statements(Html html) throws IOException {
        section(html, "statements");
        for (var s : content.statements()) {
            saying(html, s.at(), s.actor(), "#" + s.seq(), s.text());
        }
        html.close();
    }

    private void history(Html html) throws IOException {
        section(html, "history");
        html.open("ol");
        for (var e : content.history()) {
            html.open("li", "value", Long.toString(e.seq())).element("p", e.text());
            html.open("p", "class", "quiet");
            html.text(words.time(e.at()) + " · ").element("bdi", words.who(e.actor()));
            html.close().close();
        }
        html.close().close();
    }

    private void messages(Html html) throws IOException {
        section(html, "messages");
        for (var m : content.messages()) {
            saying(html, m.at(), m.actor(), String.join(" ", m.evidenceIds()), m.text());
        }
        if (content.messages().isEmpty()) {
            nothing(html);
        } else {
            html.close();
        }
    }

    private void saying(Html html, Instant at, Actor actor, String mark, String text)
            throws IOException {
        html.open("article").open("p", "class", "quiet").text(words.time(at) + " · ");
        html.element("bdi", words.who(actor)).text(" " + mark).close();
        html.element("blockquote", text).close();
    }

    private void evidence(Html html) throws IOException {
        section(html, "evidence");
        for (var piece : content.evidence()) {
            piece(html, piece);
        }
        if (content.evidence().isEmpty()) {
            nothing(html);
        } else {
            html.close();
        }
    }

    private void piece(Html html, Piece piece) throws IOException {
        var exhibit = piece.exhibit();
        var file = piece.file();
        html.open("figure");
        if (file != null && exhibits.thumbnail(piece.id()) instanceof Look.Picture small) {
            var data = Base64.getEncoder().encodeToString(small.bytes());
            html.open("a", "href", file.path());
            html.empty(
                    "img",
                    "src",
                    "data:" + small.mediaType() + ";base64," + data,
                    "alt",
                    piece.id());
            html.close();
        }
        if (piece.absent() != null) {
            html.element("div", say("absent." + piece.absent()), "class", "absent");
        }
        html.open("figcaption");
        if (exhibit != null) {
            html.element("p", words.word("kind", exhibit.kind().name()));
            var when = words.time(exhibit.uploadedAt());
            var side = words.word("side", exhibit.uploadedBy().name());
            html.element("p", when + " · " + side, "class", "quiet");
        }
        if (file != null) {
            html.open("p").element("a", file.path(), "href", file.path()).close();
        }
        fingerprints(html, piece);
        html.close().close();
    }

    /// What only somebody who verifies wants to see is folded away.
    private void fingerprints(Html html, Piece piece) throws IOException {
        html.open("details").element("summary", say("fingerprints"));
        html.element("p", piece.id(), "class", "quiet");
        if (piece.file() != null) {
            hash(html, say("sha256"), piece.file().sha256());
        }
        if (piece.exhibit() != null) {
            hash(html, say("sentSha256"), piece.exhibit().sha256());
        }
        html.close();
    }

    private static void hash(Html html, String what, String hash) throws IOException {
        html.element("p", what, "class", "quiet").element("code", hash);
    }

    private void verification(Html html) throws IOException {
        section(html, "verification");
        var result =
                chain.verified()
                        ? say("verified", chain.entries())
                        : say("broken", String.valueOf(chain.firstBroken()));
        html.element("p", result, "class", chain.verified() ? "good" : "bad");
        html.element("p", say("howToVerify"));
        html.open("details").element("summary", say("fingerprints"));
        hash(html, say("lastHash"), chain.lastHash());
        html.open("ol");
        for (var e : content.history()) {
            html.open("li", "value", Long.toString(e.seq())).element("code", e.hash()).close();
        }
        html.close().close().close();
    }

    private void section(Html html, String name) throws IOException {
        html.open("section").element("h2", say("section." + name));
    }

    /// Ends a section that has nothing in it.
    private void nothing(Html html) throws IOException {
        html.element("p", say("nothing"), "class", "quiet").close();
    }

    private String say(String name, Object... arguments) {
        return words.say(name, arguments);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
