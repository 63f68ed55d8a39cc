package cn.juhui.refund.application.dossier;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
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
    record Message(String id, Instant at, Actor actor, String text, List<String> evidenceIds) {

        /// The same, with these pieces of evidence.
        public Message naming(List<String> pieces) {
            return new Message(id, at, actor, text, pieces);
        }

        /// The same, of somebody by another name.
        public Message by(Actor name) {
            return new Message(id, at, name, text, evidenceIds);
        }
    }

    /// What one gets who asks for a picture.
    sealed interface Look {

        /// A file that any browser shows.
        ///
        /// @param extension of its file name
        record Picture(String mediaType, String extension, byte[] bytes) implements Look {}

        /// None.
        record None(Absence why) implements Look {}
    }

    /// Why a picture can't be shown. The piece of evidence is part of the case all the same.
    enum Absence {
        /// The malware scanner has not judged it yet.
        NOT_EXAMINED,
        /// The malware scanner found something in it.
        INFECTED,
        /// It is not there any more, or not for this reader to see.
        GONE,
        /// What keeps the pictures does not answer at the moment.
        AWAY,
        /// All pictures together would be too much for one file.
        TOO_LARGE
    }

    /// The whole conversation, oldest first.
    List<Message> messages(String refundId);

    Optional<Exhibit> find(String evidenceId);

    /// The picture as others than its sender see it.
    Look shown(String evidenceId);

    Look thumbnail(String evidenceId);
}
