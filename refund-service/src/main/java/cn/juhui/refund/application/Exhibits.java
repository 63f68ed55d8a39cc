package cn.juhui.refund.application;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What evidence-service keeps of a case, as far as the caller of the request in hand may see it.
///
/// All of it throws [ServiceDownException] when evidence-service doesn't answer.
public interface Exhibits {

    /// A piece of evidence.
    ///
    /// @param sha256 of the file as it was sent; others than its sender see it encoded anew
    /// @param uploadedBy the sender's side
    record Exhibit(
            String id,
            EvidenceKind kind,
            String mediaType,
            long bytes,
            String sha256,
            int width,
            int height,
            Role uploadedBy,
            Instant uploadedAt) {}

    /// What somebody said in the case's conversation.
    record Message(String id, Instant at, Actor actor, String text, List<String> evidenceIds) {}

    /// A file that any browser shows.
    ///
    /// @param extension of its file name
    record Picture(String mediaType, String extension, byte[] bytes) {}

    /// The whole conversation, oldest first.
    List<Message> messages(String refundId);

    Optional<Exhibit> find(String evidenceId);

    /// The picture as others than its sender see it.
    Optional<Picture> shown(String evidenceId);

    Optional<Picture> thumbnail(String evidenceId);
}
