package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.contracts.Actor;
import cn.juhui.refund.adapter.http.dossier.DossierArchive.Filed;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.application.dossier.Dossier;
import cn.juhui.refund.application.dossier.Exhibits.Absence;
import cn.juhui.refund.application.dossier.Exhibits.Exhibit;
import cn.juhui.refund.application.dossier.Exhibits.Message;
import cn.juhui.refund.application.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a dossier tells of a case: `dossier.json`, and the page for people.
record DossierContent(
        RefundView refund,
        Outcome outcome,
        List<Dossier.Statement> statements,
        List<Entry> history,
        List<Message> messages,
        List<Piece> evidence) {

    /// One entry of the history in the JSON.
    ///
    /// @param hash covers the entry and the hash before it
    record Entry(
            long seq,
            String type,
            Instant at,
            Actor actor,
            String text,
            Map<String, Object> data,
            String hash) {}

    /// A piece of evidence in the archive.
    ///
    /// @param exhibit null when it can't be had
    /// @param file where its picture is; null when it is not in the archive
    /// @param absent why there is no picture; null when there is one
    record Piece(
            String id, @Nullable Exhibit exhibit, @Nullable Filed file, @Nullable Absence absent) {}
}
