package cn.juhui.evidence.application.picture;

import cn.juhui.evidence.domain.picture.StoredPicture;

/// The stored files, each once, under the SHA-256 of its bytes. Every call ends within a time limit, with a
/// [PicturesUnavailableException] when the store doesn't do as it is asked.
public interface Pictures {

    /// Stores the bytes, unless they are here already. Two at the same time, or one after a crash in the middle, leave one file.
    void keep(StoredPicture picture, byte[] bytes);

    /// Takes the file away, or what a crash left of it; nothing when it isn't here.
    void remove(String sha256);

    /// @throws PictureLostException when there is no such file, or one of other bytes: evidence never outlives its files
    byte[] read(StoredPicture picture);
}
