package cn.juhui.evidence.application.picture;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import java.time.Clock;

/// Asks the scanner about a file that it has not judged yet, again and again until it has: while it is away nothing is lost and
/// nothing is shown.
public record AskScannerAgain(
        Journal<Evidence, EvidenceEvent> evidence,
        Pictures pictures,
        Scanner scanner,
        Clock clock,
        String service) {

    /// What stays undecided comes up again when the claim on its deadline has run out.
    public void ask(String evidenceId) {
        evidence.find(evidenceId)
                .filter(stored -> stored.aggregate().scan().askAt() != null)
                .ifPresent(stored -> {
                    var file = pictures.read(stored.aggregate().original());
                    var verdict = scanner.scan(file);
                    evidence.<Void>handle(
                            evidenceId,
                            Cause.clock(service),
                            known -> known.aggregate().scanned(verdict, clock.instant()));
                });
    }
}
