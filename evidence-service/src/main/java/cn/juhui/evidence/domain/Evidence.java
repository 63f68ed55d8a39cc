package cn.juhui.evidence.domain;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceUploaded;
import java.time.Instant;

/// A picture that supports one side of an order's case.
///
/// Its life is short: it is uploaded, and from then on it is what it is. The file behind it may be behind other pieces of evidence
/// too, by other people; they know nothing of each other.
///
/// @param uploadedBy whose act it was; the role is the uploader's side
/// @param uploader the subject of the uploader's token
/// @param original as sent: only its uploader gets these bytes back
/// @param shown encoded anew without metadata: what everybody else sees
/// @param thumbnail the same, small
public record Evidence(
        String id,
        String orderId,
        String customerId,
        String merchantId,
        EvidenceKind kind,
        Actor uploadedBy,
        String uploader,
        StoredPicture original,
        StoredPicture shown,
        StoredPicture thumbnail,
        Legibility legibility,
        Instant uploadedAt) {

    /// The fact to tell the others.
    public EvidenceUploaded uploaded() {
        return new EvidenceUploaded(
                id,
                orderId,
                customerId,
                merchantId,
                kind,
                original.format().mediaType(),
                original.bytes(),
                original.sha256(),
                original.width(),
                original.height(),
                uploadedBy.role());
    }

    /// The order's customer and merchant, the uploader, and agents: for everybody else it does not exist.
    public boolean isVisibleTo(Viewer viewer) {
        return viewer.isCustomer(customerId)
                || viewer.isMerchant(merchantId)
                || viewer.isAgent()
                || isFrom(viewer);
    }

    /// The bytes that this person gets: their own as they sent them, others' encoded anew.
    public StoredPicture contentFor(Viewer viewer) {
        return isFrom(viewer) ? original : shown;
    }

    private boolean isFrom(Viewer viewer) {
        return uploader.equals(viewer.subject()) && viewer.roles().contains(uploadedBy.role());
    }
}
