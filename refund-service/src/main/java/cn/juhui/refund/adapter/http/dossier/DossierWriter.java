package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.platform.journal.history.StaffNames;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.dossier.DossierContent.Entry;
import cn.juhui.refund.adapter.http.dossier.DossierContent.Piece;
import cn.juhui.refund.adapter.http.dossier.DossierManifest.Chain;
import cn.juhui.refund.adapter.http.view.EvidenceSight;
import cn.juhui.refund.adapter.http.view.Histories;
import cn.juhui.refund.adapter.http.view.Redaction;
import cn.juhui.refund.adapter.http.view.RefundViews;
import cn.juhui.refund.application.dossier.Dossier;
import cn.juhui.refund.application.dossier.Exhibits;
import cn.juhui.refund.application.dossier.Exhibits.Absence;
import cn.juhui.refund.application.dossier.Exhibits.Exhibit;
import cn.juhui.refund.application.dossier.Exhibits.Look;
import cn.juhui.refund.application.outcome.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Writes a dossier as a ZIP: a page for people, the same as JSON, the evidence, and all that an outsider needs to verify that
/// nothing of it was changed.
@Component
final class DossierWriter {

    /// What all pictures together may have; the rest is named, and left out.
    private static final long MAX_PICTURES = 256L * 1024 * 1024;

    private final Exhibits exhibits;
    private final RefundViews views;
    private final Histories histories;
    private final Texts texts;
    private final JsonMapper json;
    private final Clock clock;

    DossierWriter(
            Exhibits exhibits,
            RefundViews views,
            Histories histories,
            Texts texts,
            JsonMapper json,
            Clock clock) {
        this.exhibits = exhibits;
        this.views = views;
        this.histories = histories;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /// A line of `names.jsonl`.
    record Name(long seq, String name, String salt) {}

    void write(Dossier dossier, Caller caller, OutputStream out) throws IOException {
        var now = clock.instant();
        var discretion = Redaction.towards(caller, dossier.refund().aggregate(), dossier.history());
        try (var archive = new DossierArchive(out, now)) {
            var pieces = pictures(dossier, archive, discretion.sight());
            var content = content(dossier, caller, pieces, discretion);
            var chain = Chain.of(dossier);
            var page = new DossierPage(texts, exhibits, content, chain, now);
            archive.addText("index.html", page::write);
            archive.add("dossier.json", pretty(content));
            archive.addText(
                    "history.jsonl",
                    w -> {
                        for (var entry : dossier.history()) {
                            w.write(line(entry, discretion) + '\n');
                        }
                    });
            archive.addText(
                    "history.sha256",
                    w -> {
                        for (var entry : dossier.history()) {
                            w.write(entry.hash() + '\n');
                        }
                    });
            archive.addText("names.jsonl", w -> names(dossier, discretion, w));
            archive.add("VERIFY.txt", DossierArchive.resource("VERIFY.txt"));
            archive.add(
                    "manifest.json",
                    pretty(DossierManifest.of(dossier, now, chain, pieces, archive.files())));
            archive.addText(
                    "SHA256SUMS",
                    w -> {
                        for (var file : archive.files()) {
                            w.write(file.sha256() + "  " + file.path() + '\n');
                        }
                    });
        }
    }

    /// A picture that can't be shown doesn't keep anybody from the rest of the case: it is named, and why it isn't there.
    private List<Piece> pictures(Dossier dossier, DossierArchive archive, EvidenceSight sight)
            throws IOException {
        var pieces = new ArrayList<Piece>();
        var left = MAX_PICTURES;
        for (var exhibit : dossier.exhibits()) {
            if (!sight.shows(exhibit.id())) {
                continue;
            }
            var piece =
                    switch (look(exhibit, left)) {
                        case Look.None(var why) -> new Piece(exhibit.id(), exhibit, null, why);
                        case Look.Picture picture -> {
                            left -= picture.bytes().length;
                            var path = "evidence/" + exhibit.id() + "." + picture.extension();
                            var file = archive.add(path, picture.bytes());
                            yield new Piece(exhibit.id(), exhibit, file, null);
                        }
                    };
            pieces.add(piece);
        }
        sight.shown(dossier.missing())
                .forEach(id -> pieces.add(new Piece(id, null, null, Absence.GONE)));
        return pieces;
    }

    private Look look(Exhibit exhibit, long left) {
        var look = left > 0 ? exhibits.shown(exhibit.id()) : new Look.None(Absence.TOO_LARGE);
        return look instanceof Look.Picture picture && picture.bytes().length > left
                ? new Look.None(Absence.TOO_LARGE)
                : look;
    }

    /// The very bytes that the hash covers, or only that there is an entry where its reader isn't told all of it. Names stand there sealed, except
    /// in entries from before that was done.
    private static String line(HistoryEntry entry, Redaction discretion) {
        var named = entry.salt() != null || discretion.namesAll(entry);
        return discretion.withholds(entry) || !named
                ? "{\"withheld\":" + entry.seq() + "}"
                : new String(HashChain.content(entry), StandardCharsets.UTF_8);
    }

    /// The names that stand sealed in the history, for who is told them, with what opens the seals.
    private void names(Dossier dossier, Redaction discretion, Writer out) throws IOException {
        for (var entry : dossier.history()) {
            var salt = entry.salt();
            if (salt == null || discretion.withholds(entry) || !discretion.namesAll(entry)) {
                continue;
            }
            for (var named : StaffNames.in(entry)) {
                out.write(json.writeValueAsString(new Name(entry.seq(), named.id(), salt)) + '\n');
            }
        }
    }

    /// What is withheld of the history is not stated elsewhere either.
    private static List<Dossier.Statement> statements(Dossier dossier, Redaction discretion) {
        return dossier.statements().stream()
                .filter(s -> !discretion.withholds(s.type()) && !discretion.hides(s.seq()))
                .map(s -> s.by(discretion.named(s.actor())))
                .toList();
    }

    private DossierContent content(
            Dossier dossier, Caller caller, List<Piece> pieces, Redaction discretion) {
        return new DossierContent(
                views.of(dossier.refund(), caller),
                Outcome.of(dossier.refund().aggregate(), dossier.history(), discretion::named),
                statements(dossier, discretion),
                dossier.history().stream()
                        .filter(e -> !discretion.hides(e.seq()))
                        .map(e -> entry(e, discretion))
                        .toList(),
                dossier.messages().stream()
                        .map(m ->
                                m.naming(discretion.sight().shown(m.evidenceIds()))
                                        .by(discretion.named(m.actor())))
                        .toList(),
                pieces);
    }

    private Entry entry(HistoryEntry e, Redaction discretion) {
        var data = discretion.shown(e);
        var actor = discretion.named(e.actor());
        return new Entry(e.seq(), e.type(), e.at(), actor, text(e, discretion), data, e.hash());
    }

    /// An entry that somebody changed may make no sense any more; it is shown all the same.
    private String text(HistoryEntry e, Redaction discretion) {
        try {
            return histories.text(e, discretion);
        } catch (NullPointerException | JacksonException _) {
            return e.type();
        }
    }

    private byte[] pretty(Object value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }
}
