package cn.juhui.evidence.application;

import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.evidence.application.picture.PicturesUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/// Takes away uploads that never became part of a case, and the bytes of files that no evidence names any more: theirs, and those
/// that a crash left behind between storing a file and naming it.
///
/// @param clock business time, by which uploads lapse
/// @param realTime by which files are held
public record ExpireUploads(
        Uploads uploads,
        Removals removals,
        Pictures pictures,
        Places places,
        Clock clock,
        InstantSource realTime) {

    private static final int BATCH = 100;

    /// A store that failed is asked again after this long.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    public void expire() {
        uploads.lapsed(clock.instant(), BATCH).forEach(this::forget);
        removals.claim(realTime.instant(), BATCH).forEach(this::look);
    }

    /// The files are proposed first: a crash in between leaves something to look at, never a file that nobody knows of.
    private void forget(Uploads.Unused unused) {
        unused.files().forEach(file -> removals.propose(file, realTime.instant()));
        if (uploads.forget(unused)) {
            places.free(unused.orderId(), unused.side(), unused.id());
        }
    }

    /// What the store does not remove now must not keep the same file from being uploaded again.
    private void look(String file) {
        try {
            if (!uploads.isNamed(file)) {
                pictures.remove(file);
            }
            removals.settle(file);
        } catch (PicturesUnavailableException e) {
            removals.putOff(file, realTime.instant().plus(PAUSE));
        }
    }
}
