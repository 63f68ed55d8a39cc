package cn.juhui.evidence.application.picture;

import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.picture.StoredPicture;
import cn.juhui.evidence.domain.similarity.Fingerprint;

/// Looks at a file, decodes it, judges it and makes what others may see of it; never more files at once, nor for longer, than
/// the machine can bear.
public interface ImageProcessing {

    Outcome develop(byte[] file);

    sealed interface Outcome {

        /// @param original the file as sent
        /// @param shown encoded anew, without metadata
        /// @param looks by which the same picture is recognised
        record Developed(
                Print original,
                Print shown,
                Print thumbnail,
                Legibility legibility,
                Fingerprint looks)
                implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}

        /// Too many files at the moment: the same file may be sent again.
        record Busy() implements Outcome {}
    }

    /// A picture and its bytes. The array is handed on, not copied.
    @SuppressWarnings("ArrayRecordComponent")
    record Print(StoredPicture picture, byte[] bytes) {}
}
