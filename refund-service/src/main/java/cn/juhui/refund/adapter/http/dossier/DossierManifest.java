package cn.juhui.refund.adapter.http.dossier;

import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.refund.adapter.http.dossier.DossierArchive.Filed;
import cn.juhui.refund.adapter.http.dossier.DossierContent.Piece;
import cn.juhui.refund.application.dossier.Dossier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// What is in a dossier, and what it takes to verify it: `manifest.json`.
record DossierManifest(
        String format,
        String refundId,
        long version,
        Instant compiledAt,
        String language,
        Chain history,
        List<Piece> evidence,
        List<Filed> files) {

    /// What was found when the chain of hashes was computed again.
    ///
    /// @param firstBroken the first entry that is not what was written; null when there is none
    record Chain(
            String algorithm,
            int entries,
            boolean verified,
            @Nullable Long firstBroken,
            String lastHash) {

        static Chain of(Dossier dossier) {
            var broken = dossier.firstBroken();
            var history = dossier.history();
            return new Chain(
                    "SHA-256(previous hash in hexadecimal ASCII, then the entry's line of history.jsonl)",
                    history.size(),
                    broken.isEmpty(),
                    broken.isEmpty() ? null : broken.getAsLong(),
                    history.isEmpty() ? HashChain.START : history.getLast().hash());
        }
    }

    static DossierManifest of(
            Dossier dossier, Instant now, Chain chain, List<Piece> pieces, List<Filed> files) {
        return new DossierManifest(
                "juhui-dossier/1",
                dossier.refund().id(),
                dossier.refund().version(),
                now,
                LocaleContextHolder.getLocale().getLanguage(),
                chain,
                pieces,
                files);
    }
}
