package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.format.webp.WebpParts;
import cn.juhui.evidence.application.picture.ImageProcessing;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.legibility.LegibilityRule;
import cn.juhui.evidence.domain.picture.PictureFormat;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The darkroom on the JDK's ImageIO: a few threads of its own, a short queue, a time limit per file. A request's thread only
/// waits.
public final class ImageIoProcessing implements ImageProcessing, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageIoProcessing.class);

    private final IntakeLimits limits;
    private final LegibilityRule rule;
    private final Duration timeLimit;
    private final PrintMaker prints;
    private final ExecutorService threads;

    /// Counted here and not by the queue: a task lies in that for a moment even when a thread is idle, and of as many files at the
    /// same moment as there are places none is turned away.
    private final Semaphore places;

    /// @param atOnce how many files are worked on at the same time
    /// @param waiting how many more may wait for their turn
    /// @param timeLimit per file, waiting included
    public ImageIoProcessing(
            IntakeLimits limits, LegibilityRule rule, int atOnce, int waiting, Duration timeLimit) {
        this.limits = limits;
        this.rule = rule;
        this.timeLimit = timeLimit;
        this.prints = new PrintMaker(limits.maxBytes());
        this.threads =
                Executors.newFixedThreadPool(
                        atOnce, Thread.ofPlatform().daemon().name("darkroom-", 0).factory());
        this.places = new Semaphore(atOnce + waiting);
    }

    @Override
    public Outcome develop(byte[] file) {
        if (!places.tryAcquire()) {
            return new Outcome.Busy();
        }
        var work = new Work(file);
        try {
            return threads.submit(work).get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It is being shut down.
            return new Outcome.Busy();
        } catch (TimeoutException e) {
            return work.giveUp();
        } catch (InterruptedException e) {
            work.giveUp();
            Thread.currentThread().interrupt();
            return new Outcome.Busy();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("The picture could not be worked on", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Outcome corrupt(Refusal.Damage damage) {
        return new Outcome.Refused(new Refusal.Corrupt(damage));
    }

    /// @param shown null when it was decoded into fewer pixels than it has
    private record Judged(
            Legibility legibility, Fingerprint looks, Print thumbnail, @Nullable Print shown) {}

    /// Has its place until it ends, even when nobody waits for it any more.
    private final class Work implements Callable<Outcome> {

        private final byte[] file;
        private volatile boolean givenUp;
        private volatile boolean begun;
        private volatile @Nullable PictureDecoder decoder;

        Work(byte[] file) {
            this.file = file;
        }

        @Override
        public Outcome call() {
            try {
                return develop();
            } finally {
                places.release();
            }
        }

        private Outcome develop() {
            begun = true;
            return givenUp
                    ? new Outcome.Busy()
                    : switch (FileInspector.inspect(file, limits)) {
                        case Inspection.Unsound(var refusal) -> new Outcome.Refused(refusal);
                        case Inspection.Sound sound -> develop(sound);
                    };
        }

        private Outcome develop(Inspection.Sound sound) {
            try {
                var kept = sound.kept() < file.length ? Arrays.copyOf(file, sound.kept()) : file;
                var decoding = new PictureDecoder(kept, sound);
                decoder = decoding;
                var judged = judged(decoding, sound);
                if (judged.legibility().isUnreadable()) {
                    return new Outcome.Refused(new Refusal.Illegible(judged.legibility()));
                }
                var shown = judged.shown();
                if (shown == null) {
                    shown = new FullSize(decoding, sound, limits.maxBytes()).print(shownAs(sound));
                }
                if (shown == null) {
                    var canvas = Canvas.of(decoding.decode(), sound.orientation());
                    shown = prints.shown(canvas, shownAs(sound));
                }
                return new Outcome.Developed(
                        PrintMaker.of(kept, sound.format(), sound.width(), sound.height()),
                        shown,
                        judged.thumbnail(),
                        judged.legibility(),
                        judged.looks());
            } catch (IOException | RuntimeException e) {
                // The JDK's decoders answer some broken files with exceptions of their own insides.
                LOG.info("Not decodable: {}", e.toString());
                return corrupt(Refusal.Damage.MALFORMED);
            }
        }

        /// In a method of its own, so that the decoded picture is gone when the next one is decoded.
        private Judged judged(PictureDecoder decoding, Inspection.Sound sound) throws IOException {
            var canvas = Canvas.of(decoding.decode(), sound.orientation());
            var luminance = canvas.luminance();
            var legibility = rule.judge(sound.width(), sound.height(), luminance);
            var seen = canvas.picture();
            var whole =
                    (long) seen.getWidth() * seen.getHeight()
                            == (long) sound.width() * sound.height();
            return new Judged(
                    legibility,
                    Fingerprint.of(luminance),
                    prints.thumbnail(canvas),
                    whole && !legibility.isUnreadable()
                            ? prints.shown(canvas, shownAs(sound))
                            : null);
        }

        /// A WebP in a format that every program shows: a lossless one stays as it is to the pixel.
        private PictureFormat shownAs(Inspection.Sound sound) {
            return switch (sound.format()) {
                case PNG -> PictureFormat.PNG;
                case JPEG -> PictureFormat.JPEG;
                case WEBP -> WebpParts.of(file).lossless() ? PictureFormat.PNG : PictureFormat.JPEG;
            };
        }

        /// What never got its turn may come again; what takes too long may not.
        Outcome giveUp() {
            givenUp = true;
            var decoding = decoder;
            if (decoding != null) {
                decoding.abort();
            }
            return begun ? corrupt(Refusal.Damage.TOO_COSTLY) : new Outcome.Busy();
        }
    }
}
