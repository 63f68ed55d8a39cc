package cn.juhui.evidence.adapter.imaging.format.jpeg;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import cn.juhui.evidence.adapter.imaging.format.TrailingData;
import cn.juhui.evidence.domain.IntakeLimits;
import java.util.ArrayList;
import java.util.List;

/// What telephones put behind the end of a photograph, parsed to the last byte: further pictures where the index in the photograph
/// says, a film that its XMP announces with its length, Samsung's trailer. Zeros may fill up in front of each. Nothing else, and nothing
/// that another program would take for a file of its own ([TrailingData]).
public final class JpegTail {

    /// How a further picture behind the first one is looked at.
    @FunctionalInterface
    interface FurtherPicture {

        /// Where it ends; -1 when it isn't sound.
        int endOf(byte[] file, int start, int end, IntakeLimits limits);
    }

    private final byte[] file;
    private final IntakeLimits limits;
    private final FurtherPicture further;
    private final List<MultiPicture.Place> places = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();

    JpegTail(byte[] file, IntakeLimits limits, FurtherPicture further) {
        this.file = file;
        this.limits = limits;
        this.further = further;
    }

    /// An application segment of the photograph, of which one or the other announces what follows.
    void note(int start, int length) {
        if (MultiPicture.isIndex(file, start, length)) {
            places.addAll(MultiPicture.places(file, start, length));
        } else if (length > 29
                && Bytes.ascii(file, start, 29).equals("http://ns.adobe.com/xap/1.0/\0")) {
            descriptions.add(Bytes.ascii(file, start, length));
        }
    }

    /// @param from where the photograph ended
    boolean isKnown(int from) {
        int end = file.length;
        if (SamsungTrailer.ends(file)) {
            end = SamsungTrailer.start(file, from);
            if (end == SamsungTrailer.NONE) {
                return false;
            }
        }
        long at = from;
        for (var place : places) {
            if (!isFilledUp(at, place.start(), end) || !isPicture(place, end)) {
                return false;
            }
            at = place.end();
        }
        int rest = (int) at;
        if (rest < end) {
            while (rest < end && file[rest] == 0 && !Movie.begins(file, rest, end)) {
                rest++;
            }
            if (!Movie.is(file, rest, end) || !isAnnounced(end - rest)) {
                return false;
            }
        }
        return !TrailingData.hidesAnotherFile(file, from);
    }

    private boolean isFilledUp(long from, long to, int end) {
        if (to < from || to > end) {
            return false;
        }
        for (int i = (int) from; i < to; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// A whole JPEG of its own, which may be filled up with zeros.
    private boolean isPicture(MultiPicture.Place place, int end) {
        if (place.end() > end || place.end() - place.start() < 4) {
            return false;
        }
        int start = (int) place.start();
        int stop = (int) place.end();
        int pictureEnd = further.endOf(file, start, stop, limits);
        return pictureEnd > 0 && isFilledUp(pictureEnd, stop, stop);
    }

    private boolean isAnnounced(int length) {
        return descriptions.stream()
                .anyMatch(text ->
                        (text.contains("MotionPhoto") || text.contains("MicroVideo"))
                                && text.contains("\"" + length + "\""));
    }
}
