package cn.juhui.evidence.application;

import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.application.picture.PictureLostException;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import cn.juhui.evidence.application.picture.Scanner;
import cn.juhui.evidence.domain.Evidence;
import cn.juhui.evidence.domain.ScanVerdict;
import cn.juhui.evidence.domain.Viewer;
import cn.juhui.evidence.domain.picture.StoredPicture;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Journal;
import cn.juhui.platform.journal.Stored;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands out the bytes of a picture, once nothing speaks against it.
///
/// @param alarm is run for each picture that the store lost or changed
public record OpenPicture(
        SeeEvidence see,
        Journal<Evidence, EvidenceEvent> evidence,
        Pictures pictures,
        Scanner scanner,
        Clock clock,
        String service,
        Runnable alarm) {

    private static final Logger LOG = LoggerFactory.getLogger(OpenPicture.class);

    public sealed interface Result {

        /// The array is handed on, not copied.
        @SuppressWarnings("ArrayRecordComponent")
        record Opened(StoredPicture picture, byte[] bytes) implements Result {}

        record NotFound() implements Result {}

        /// The scanner has not judged it yet: may be asked for again.
        record NotScanned() implements Result {}

        record Infected() implements Result {}

        /// The file behind it is not there any more, or not whole.
        record Lost() implements Result {}

        /// The pictures' store does not answer: may be asked for again.
        record Unavailable() implements Result {}
    }

    /// For a person: their own file as they sent it, others' encoded anew.
    public Result open(String id, Variant variant, Viewer viewer) {
        return open(see.see(id, viewer), piece -> piece.pictureFor(variant, viewer));
    }

    /// For a file that is made out of a case in a person's name: encoded anew, also their own.
    public Result openForFile(String id, Viewer viewer) {
        return open(see.see(id, viewer), piece -> piece.picture(Variant.CONTENT));
    }

    /// For the holder of a link, who may be anybody: never the file as it was sent.
    public Result openByLink(String id, Variant variant) {
        return open(evidence.find(id), piece -> piece.picture(variant));
    }

    private Result open(Optional<Stored<Evidence>> found, Function<Evidence, StoredPicture> which) {
        if (found.isEmpty()) {
            return new Result.NotFound();
        }
        var piece = found.get().aggregate();
        if (piece.scan().state() == ScanState.NOT_CONFIGURED && scanner.isConfigured()) {
            // Taken in before there was a scanner.
            evidence.<Void>handle(
                    piece.id(),
                    Cause.clock(service),
                    known ->
                            known.aggregate().scanned(new ScanVerdict.NoAnswer(), clock.instant()));
            return new Result.NotScanned();
        }
        if (piece.scan().state() == ScanState.INFECTED) {
            return new Result.Infected();
        }
        if (!piece.scan().allowsShowing()) {
            return new Result.NotScanned();
        }
        var picture = which.apply(piece);
        try {
            return new Result.Opened(picture, pictures.read(picture));
        } catch (PicturesUnavailableException e) {
            return new Result.Unavailable();
        } catch (PictureLostException e) {
            LOG.error("Evidence {}: {}", piece.id(), e.getMessage());
            alarm.run();
            return new Result.Lost();
        }
    }
}
