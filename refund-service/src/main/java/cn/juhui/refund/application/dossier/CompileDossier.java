package cn.juhui.refund.application.dossier;

import cn.juhui.platform.journal.Stored;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.application.ServiceDownException;
import cn.juhui.refund.application.dossier.Exhibits.Exhibit;
import cn.juhui.refund.domain.Refund;
import java.util.ArrayList;
import java.util.LinkedHashSet;

/// Gathers what is on file about a case: its history, what was said, and which evidence there is. Pictures are not read here: they are
/// large, and wanted one by one.
public record CompileDossier(RefundCommands commands, Exhibits exhibits) {

    /// More than the sides of an order can add by far; what is above it is told as missing.
    private static final int MAX_PIECES = 200;

    /// @throws ServiceDownException when evidence-service doesn't answer
    public Dossier compile(Stored<Refund> refund) {
        var history =
                commands.journal().history(refund.id()).stream().limit(refund.sequence()).toList();
        var messages = exhibits.messages(refund.id());
        var ids = new LinkedHashSet<>(refund.aggregate().evidenceIds());
        messages.forEach(message -> ids.addAll(message.evidenceIds()));
        var found = new ArrayList<Exhibit>();
        var missing = new ArrayList<String>();
        for (var id : ids) {
            var exhibit = found.size() < MAX_PIECES ? exhibits.find(id).orElse(null) : null;
            if (exhibit == null) {
                missing.add(id);
            } else {
                found.add(exhibit);
            }
        }
        return new Dossier(refund, history, messages, found, missing);
    }
}
